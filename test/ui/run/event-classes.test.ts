import fc from "fast-check";
import { expect, test } from "vitest";
import { EventClasses } from "../../../src/ui/run/event-classes.ts";
import { EventKind, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { chunkOf, columnsOf, type TestRecord } from "./records.ts";

const step = fc.record({
  node: fc.constantFrom(0, 1, 2, NO_NODE),
  peer: fc.integer({ min: 0, max: 2 }),
  tag: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom(EventKind.deliver, EventKind.timer, EventKind.fault, EventKind.dropLoss),
});
/** Long enough for several rows of counts. */
const runs = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer({ min: 20, max: 80 }))
  .map(([steps, times]): TestRecord[] =>
    Array.from({ length: steps.length * times }, (_, index) => ({
      timeUs: index,
      ...steps[(index * index + index) % steps.length]!,
    })),
  );

function classesOf(run: readonly TestRecord[]): EventClasses {
  const classes = new EventClasses(3, 4);
  classes.extend(columnsOf(run));
  return classes;
}

/** The class of a record by its definition: faults carry no name. */
const nameOf = ({ kind, node, peer, tag }: Partial<TestRecord>): string =>
  `${kind} ${node} ${peer} ${kind === EventKind.fault ? 0 : tag}`;

function naiveCounts(run: readonly TestRecord[], end: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of run.slice(0, end)) counts[nameOf(record)] = (counts[nameOf(record)] ?? 0) + 1;
  return counts;
}

function namedCounts(classes: EventClasses, counts: Uint32Array): Record<string, number> {
  return Object.fromEntries(
    classes.list.flatMap((one, id) => (counts[id] === 0 ? [] : [[nameOf(one), counts[id]!]])),
  );
}

test("the counts before any record are those of a walk, also when they came in two parts", () => {
  fc.assert(
    fc.property(runs, runs, fc.nat(), fc.nat(), fc.nat(), (run, other, cutAt, a, b) => {
      const cut = cutAt % (run.length + 1);
      const classes = classesOf(run.slice(0, cut));
      const changed = [...run.slice(0, cut), ...other];
      const columns = columnsOf(run.slice(0, cut));
      columns.append(chunkOf(other, cut));
      classes.extend(columns);
      const [from, end] = [a % (changed.length + 1), b % (changed.length + 1)].sort((x, y) => x - y) as [
        number,
        number,
      ];
      const counts = new Uint32Array(classes.list.length);
      classes.countsBefore(from, counts);
      expect(namedCounts(classes, counts)).toEqual(naiveCounts(changed, from));
      classes.moveCounts(counts, from, end);
      expect(namedCounts(classes, counts)).toEqual(naiveCounts(changed, end));
    }),
  );
});

test("the next and the last wanted record, and how many there are, are those a walk finds", () => {
  fc.assert(
    fc.property(runs, fc.nat(), fc.nat(), fc.nat(), (run, pick, a, b) => {
      const classes = classesOf(run);
      // Rare classes above all: theirs are the blocks that are passed over.
      const rare = classes.list.length - 1 - (pick % Math.min(2, classes.list.length));
      const isWanted = Uint8Array.from(classes.list, (_, id) => (id === rare ? 1 : 0));
      const [from, end] = [a % (run.length + 1), b % (run.length + 1)];
      const wanted = run.flatMap((_, index) => (classes.classOf(index) === rare ? [index] : []));
      expect(classes.nextWanted(isWanted, from, end)).toBe(
        wanted.find((index) => index >= from && index < end) ?? -1,
      );
      expect(classes.previousWanted(isWanted, end)).toBe(wanted.findLast((index) => index < end) ?? -1);
      expect(classes.countWanted(isWanted, end)).toBe(wanted.filter((index) => index < end).length);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { coneCounts } from "../../../src/ui/run/cone-counts.ts";
import { EventKind, isDrop, NO_CAUSE, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { coneOf, extendCone, extendPast } from "../../../src/ui/run/light-cone.ts";
import { LogicalTime } from "../../../src/ui/run/logical-time.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "./infos.ts";
import { chunkOf, columnsOf, type TestRecord } from "./records.ts";

const NAMES = ["n1", "n2", "n3", "c1"];

/** Random runs with dropped messages and with faults, which happen at no node. Causes are events, as in the engine. */
const runs = fc
  .array(
    fc.record({
      node: fc.integer({ min: 0, max: NAMES.length - 1 }),
      back: fc.integer({ min: 0, max: 9 }),
      what: fc.constantFrom("message", "message", "timer", "dropped", "fault"),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    const run: TestRecord[] = [];
    for (const { node, back, what } of steps) {
      const at = run.length - 1 - back;
      const isCause = at >= 0 && !isDrop(run[at]!.kind!);
      const cause = isCause ? at : NO_CAUSE;
      if (what === "fault")
        run.push({ timeUs: run.length, node: NO_NODE, kind: EventKind.fault, cause: NO_CAUSE });
      else if (what === "timer")
        run.push({ timeUs: run.length, node, kind: EventKind.timer, cause: lastAt(run, node) });
      else
        run.push({
          timeUs: run.length,
          node,
          kind: what === "dropped" && isCause ? EventKind.dropLoss : EventKind.deliver,
          cause,
        });
    }
    return run;
  });

function lastAt(run: readonly TestRecord[], node: number): number {
  const last = run.findLastIndex((record) => record.node === node && !isDrop(record.kind!));
  return last < 0 ? NO_CAUSE : last;
}

function dataOf(run: readonly TestRecord[]): RunData {
  const data = new RunData(infoOf(NAMES));
  data.append({ columns: chunkOf(run), notes: [], history: [], violations: [] });
  return data;
}

const isEvent = ({ node, kind }: TestRecord): boolean => node !== NO_NODE && !isDrop(kind!);

/** Happens-before by its definition, as a matrix: the transitive closure of each node's order and of the messages. */
function naiveBefore(run: readonly TestRecord[]): boolean[][] {
  const before = run.map(() => run.map(() => false));
  run.forEach((record, b) => {
    if (!isEvent(record)) return;
    const direct = run.flatMap((other, a) =>
      a < b && isEvent(other) && (other.node === record.node || record.cause === a) ? [a] : [],
    );
    for (const a of direct) {
      before[a]![b] = true;
      run.forEach((_, earlier) => {
        if (before[earlier]![a]) before[earlier]![b] = true;
      });
    }
  });
  return before;
}

const isLess = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((count, node) => count <= b[node]!) && a.some((count, node) => count < b[node]!);

test("a happens before b if and only if a's vector is less; then its Lamport time is less", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const times = new LogicalTime(dataOf(run), NAMES.length);
      times.extend();
      const before = naiveBefore(run);
      // Asked for in a mixed order: what is remembered must not matter.
      const vectors = new Map<number, number[]>();
      const order = run.map((_, event) => (event * 7 + 3) % run.length);
      for (const event of [...order, ...run.keys()]) {
        const vector = times.vector(event);
        expect(vector !== undefined).toBe(isEvent(run[event]!));
        if (vector !== undefined) vectors.set(event, vector);
      }
      for (const [a, first] of vectors) {
        for (const [b, second] of vectors) {
          expect([a, b, isLess(first, second)]).toEqual([a, b, before[a]![b]]);
          if (before[a]![b]) expect(times.lamport(a)).toBeLessThan(times.lamport(b));
        }
      }
    }),
  );
});

test("a Lamport time is one more than the greatest right before it; counted in portions it is the same", () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 1, max: 7 }), (run, portion) => {
      const times = new LogicalTime(dataOf(run), NAMES.length);
      while (!times.extend(portion));
      const naive: number[] = [];
      run.forEach((record, event) => {
        const direct = run.flatMap((other, a) =>
          a < event && isEvent(other) && (other.node === record.node || record.cause === a)
            ? [naive[a]!]
            : [],
        );
        naive.push(isEvent(record) ? 1 + Math.max(0, ...direct) : 0);
      });
      expect(run.map((_, event) => times.lamport(event))).toEqual(naive);
    }),
  );
});

test("the counts of a cone are those of the definition, as far as was played", () => {
  fc.assert(
    fc.property(runs, fc.nat(), fc.nat(), (run, pick, seen) => {
      const event = pick % run.length;
      const seenEvent = Math.max(event, seen % run.length);
      if (!isEvent(run[event]!)) return;
      const data = dataOf(run);
      const cone = coneOf(data.columns, event, NAMES.length);
      extendCone(cone, data.columns, run.length - 1);
      const before = naiveBefore(run);
      const others = run.flatMap((record, at) =>
        at <= seenEvent && at !== event && isEvent(record) ? [at] : [],
      );
      const past = others.filter((at) => before[at]![event]).length;
      const future = others.filter((at) => before[event]![at]).length;
      expect(coneCounts(cone, data, seenEvent)).toEqual({
        past,
        future,
        concurrent: others.length - past - future,
      });
    }),
  );
});

test("a cone's past found in portions is the one found at once", () => {
  fc.assert(
    fc.property(runs, fc.nat(), fc.integer({ min: 1, max: 9 }), (run, pick, portion) => {
      const columns = columnsOf(run);
      const cone = coneOf(columns, pick % run.length, NAMES.length, portion);
      while (!extendPast(cone, columns, portion));
      expect(cone.past).toEqual(coneOf(columns, pick % run.length, NAMES.length).past);
    }),
  );
});

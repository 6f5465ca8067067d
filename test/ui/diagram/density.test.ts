import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunInfo } from "../../../src/session/index.ts";
import { densityOf, type DensityQuery } from "../../../src/ui/diagram/density.ts";
import type { Lane } from "../../../src/ui/diagram/lanes.ts";
import { timeColumns, type TimeColumns } from "../../../src/ui/diagram/time-columns.ts";
import { EventClasses } from "../../../src/ui/run/event-classes.ts";
import { EventKind, isDrop, isMessage, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { coneOf, extendCone } from "../../../src/ui/run/light-cone.ts";
import { columnsOf, type TestRecord } from "../run/records.ts";

const tags = [
  { name: "AppendEntries", family: "append", reply: false },
  { name: "RequestVote", family: "vote", reply: false },
  { name: "election", family: "timer", reply: false },
] as const;
const info = { tags } as unknown as RunInfo;

/** Node 3 has no lane; lanes do not stand in the order of their nodes. */
const lanes = [2, 0, 1].map((node, index) => ({ node, y: index * 10 }) as Lane);

const kinds = [EventKind.deliver, EventKind.dropLoss, EventKind.dropCut, EventKind.timer, EventKind.fault];
const runs = fc
  .array(
    fc.record({
      gapUs: fc.integer({ min: 0, max: 5 }),
      node: fc.integer({ min: 0, max: 3 }),
      peer: fc.integer({ min: 0, max: 3 }),
      tag: fc.integer({ min: 0, max: 1 }),
      kind: fc.constantFrom(...kinds),
    }),
    { minLength: 1, maxLength: 400 },
  )
  .map((steps) => {
    let timeUs = 0;
    return steps.map(({ gapUs, ...step }, index): TestRecord => {
      timeUs += gapUs;
      if (step.kind === EventKind.fault) return { ...step, timeUs, node: NO_NODE, peer: NO_NODE, tag: 0 };
      if (step.kind === EventKind.timer) return { ...step, timeUs, peer: step.node, tag: 2 };
      return { ...step, timeUs, ...(index > 0 ? { cause: index - 1 } : {}) };
    });
  });

const windows = fc.record({
  fromUs: fc.integer({ min: 0, max: 900 }),
  lengthUs: fc.integer({ min: 1, max: 900 }),
  seen: fc.integer({ min: 0, max: 399 }),
  usPerPx: fc.double({ min: 0.1, max: 50, noNaN: true }),
});

interface Counted {
  readonly records: readonly TestRecord[];
  readonly columns: TimeColumns;
  readonly query: DensityQuery;
}

const cases = fc.tuple(runs, windows).map(([records, { fromUs, lengthUs, seen, usPerPx }]): Counted => {
  const all = columnsOf(records);
  const seenEvent = Math.min(seen, records.length - 1);
  const window = { fromUs, toUs: fromUs + lengthUs, seenUs: records[seenEvent]!.timeUs, seenEvent };
  const classes = new EventClasses(4, tags.length);
  classes.extend(all);
  const columns = timeColumns(all, window, usPerPx);
  return { records: records.slice(0, seenEvent + 1), columns, query: { classes, info, lanes, columns } };
});

/** The records of one column, by its edges in time. */
function inColumn({ records, columns }: Counted, column: number): TestRecord[] {
  const [from, to] = [columns.edgesUs[column]!, columns.edgesUs[column + 1]!];
  return records.filter(({ timeUs }) => timeUs >= from && timeUs < to);
}

const laneIndex = (node: number): number => lanes.findIndex((lane) => lane.node === node);

/** True of a message that goes from one lane to another. */
const isDrawn = ({ kind, node, peer }: TestRecord): boolean =>
  isMessage(kind!) && node !== peer && laneIndex(node) >= 0 && laneIndex(peer!) >= 0;

test("columns lie side by side on one grid and hold each played record of the window once", () => {
  fc.assert(
    fc.property(cases, (counted) => {
      const { columns, records } = counted;
      for (let column = 0; column < columns.count; column++) {
        expect(columns.edgesUs[column]! % columns.widthUs).toBe(0);
        expect(columns.bounds[column + 1]! - columns.bounds[column]!).toBe(inColumn(counted, column).length);
      }
      const [first = 0] = columns.bounds;
      expect(first).toBe(records.filter(({ timeUs }) => timeUs < columns.edgesUs[0]!).length);
    }),
  );
});

test("a lane's activity and its losses are what a walk counts", () => {
  fc.assert(
    fc.property(cases, (counted) => {
      const { columns, query } = counted;
      const density = densityOf(query);
      for (let column = 0; column < columns.count; column++) {
        const here = inColumn(counted, column);
        lanes.forEach(({ node }, lane) => {
          const at = lane * columns.count + column;
          const own = here.filter((record) => record.node === node);
          const lost = own.filter((record) => isDrop(record.kind!) && isDrawn(record));
          const above = lost.filter(({ peer }) => laneIndex(peer!) < lane).length;
          expect(density.events[at]).toBe(own.filter(({ kind }) => !isDrop(kind!)).length);
          expect([density.lostFromAbove[at], density.lostFromBelow[at]]).toEqual([
            above,
            lost.length - above,
          ]);
        });
      }
    }),
  );
});

test("a flow counts the messages that pass its gap, whatever is hidden is not among them", () => {
  fc.assert(
    fc.property(cases, fc.boolean(), (counted, isVoteHidden) => {
      const { columns, query } = counted;
      const density = densityOf({ ...query, isHidden: [false, isVoteHidden, false] });
      for (let column = 0; column < columns.count; column++) {
        const here = inColumn(counted, column).filter(isDrawn);
        for (let gap = 0; gap + 1 < lanes.length; gap++) {
          for (const [tag, { family }] of tags.slice(0, 2).entries()) {
            const passing = here.filter((record) => {
              const ends = [laneIndex(record.node), laneIndex(record.peer!)];
              return record.tag === tag && Math.min(...ends) <= gap && gap < Math.max(...ends);
            });
            const flow = density.flows.get(family)?.bright[gap * columns.count + column] ?? 0;
            expect(flow).toBe(family === "vote" && isVoteHidden ? 0 : passing.length);
          }
        }
      }
    }),
  );
});

test("a light cone parts the counts and loses none; what reaches into the past is bright", () => {
  fc.assert(
    fc.property(cases, fc.nat(), (counted, pick) => {
      const { columns, query, records } = counted;
      const all = columnsOf(records);
      const cone = coneOf(all, pick % records.length, 4);
      extendCone(cone, all, records.length - 1);
      const [whole, parted] = [densityOf(query), densityOf({ ...query, cone })];
      for (const [family, { bright }] of whole.flows) {
        const parts = parted.flows.get(family)!;
        expect(parts.bright.map((count, at) => count + parts.faded[at]!)).toEqual(bright);
      }
      for (let column = 0; column < columns.count; column++) {
        const past = inColumn(counted, column).filter(
          (record) =>
            isDrawn(record) && !isDrop(record.kind!) && records.indexOf(record) <= cone.past[record.node]!,
        );
        for (const { node, peer, tag } of past) {
          const gap = Math.min(laneIndex(node), laneIndex(peer!));
          expect(parted.flows.get(tags[tag!]!.family)!.bright[gap * columns.count + column]).toBeGreaterThan(
            0,
          );
        }
      }
    }),
  );
});

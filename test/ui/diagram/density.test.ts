import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunInfo } from "../../../src/session/index.ts";
import { densityNow } from "../../../src/ui/diagram/density-now.ts";
import { densityOf, type DensityQuery } from "../../../src/ui/diagram/density.ts";
import type { Lane } from "../../../src/ui/diagram/lanes.ts";
import { timeColumns, type TimeColumns } from "../../../src/ui/diagram/time-columns.ts";
import { EventClasses } from "../../../src/ui/run/event-classes.ts";
import { EventKind, isDrop, isMessage, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { coneOf, extendCone } from "../../../src/ui/run/light-cone.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf, columnsOf, type TestRecord } from "../run/records.ts";

const tags = [
  { name: "AppendEntries", family: "append", reply: false },
  { name: "RequestVote", family: "vote", reply: false },
  { name: "election", family: "timer", reply: false },
] as const;
const info = { tags } as unknown as RunInfo;

/** Node 3 has no lane; lanes do not stand in the order of their nodes. */
const lanes = [2, 0, 1].map((node, index) => ({ node, y: index * 10 }) as Lane);

const kinds = [EventKind.deliver, EventKind.dropLoss, EventKind.dropCut, EventKind.timer, EventKind.fault];
const step = fc.record({
  gapUs: fc.integer({ min: 0, max: 5 }),
  node: fc.integer({ min: 0, max: 3 }),
  peer: fc.integer({ min: 0, max: 3 }),
  tag: fc.integer({ min: 0, max: 1 }),
  kind: fc.constantFrom(...kinds),
});
/** A few steps again and again in another order: long enough for many columns. */
const runs = fc
  .tuple(fc.array(step, { minLength: 3, maxLength: 30 }), fc.integer({ min: 40, max: 400 }))
  .map(([steps, length]) => {
    let timeUs = 0;
    return Array.from({ length }, (_, index): TestRecord => {
      const { gapUs, ...one } = steps[(index * index + index) % steps.length]!;
      timeUs += gapUs;
      if (one.kind === EventKind.fault) return { ...one, timeUs, node: NO_NODE, peer: NO_NODE, tag: 0 };
      if (one.kind === EventKind.timer) return { ...one, timeUs, peer: one.node, tag: 2 };
      return { ...one, timeUs, ...(index > 0 ? { cause: index - 1 } : {}) };
    });
  });

const windows = fc.record({
  fromUs: fc.integer({ min: 0, max: 300 }),
  lengthUs: fc.integer({ min: 1, max: 900 }),
  seenShare: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  usPerPx: fc.integer({ min: 1, max: 500 }).map((tenths) => tenths / 10),
});

interface Counted {
  readonly records: readonly TestRecord[];
  readonly columns: TimeColumns;
  readonly query: DensityQuery;
}

const cases = fc.tuple(runs, windows).map(([records, { fromUs, lengthUs, seenShare, usPerPx }]): Counted => {
  const all = columnsOf(records);
  const seenEvent = Math.floor(seenShare * (records.length - 1));
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

test("what the last drawing counted is taken over right, wherever the window went and however far was played", () => {
  const looks = fc.array(windows, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(runs, looks, fc.boolean(), (records, steps, isHidden) => {
      const data = new RunData(infoOf(["n1", "n2", "n3", "n4"], { tags }));
      data.append({ columns: chunkOf(records), notes: [], history: [], violations: [] });
      for (const { fromUs, lengthUs, seenShare, usPerPx } of steps) {
        const seenEvent = Math.floor(seenShare * (records.length - 1));
        const window = { fromUs, toUs: fromUs + lengthUs, seenUs: records[seenEvent]!.timeUs, seenEvent };
        // Two widths only, so that counts are taken over.
        const columns = timeColumns(data.columns, window, usPerPx < 25 ? 4 : 16);
        const query: DensityQuery = {
          classes: data.classes,
          info,
          lanes,
          columns,
          ...(isHidden ? { isHidden: [true, false, false] } : {}),
        };
        const [now, anew] = [densityNow(data, query, seenEvent), densityOf(query)];
        expect([now.events, now.lostFromAbove, now.lostFromBelow]).toEqual([
          anew.events,
          anew.lostFromAbove,
          anew.lostFromBelow,
        ]);
        for (const { family, bright, faded } of anew.flows.values()) {
          const none = new Uint32Array(bright.length);
          expect(now.flows.get(family)?.bright ?? none).toEqual(bright);
          expect(now.flows.get(family)?.faded ?? none).toEqual(faded);
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

import fc from "fast-check";
import { expect, test } from "vitest";
import { Columns } from "../../../src/ui/run/columns.ts";
import { LaneIndex } from "../../../src/ui/run/lane-index.ts";
import { chunkOf, columnsOf, type TestRecord } from "./records.ts";

const runs = fc
  .array(fc.record({ gapUs: fc.integer({ min: 0, max: 3 }), node: fc.integer({ min: 0, max: 2 }) }), {
    maxLength: 60,
  })
  .map((steps) => {
    let timeUs = 0;
    return steps.map(({ gapUs, node }): TestRecord => ({ timeUs: (timeUs += gapUs), node }));
  });

test("the last record at a time is the one a walk finds", () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: -1, max: 200 }), (run, us) => {
      expect(columnsOf(run).lastAt(us)).toBe(run.findLastIndex((record) => record.timeUs <= us));
    }),
  );
});

test("records come back as they went in, in any number of answers", () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: 60 }), (run, cut) => {
      const columns = new Columns();
      const at = Math.min(cut, run.length);
      columns.append(chunkOf(run.slice(0, at)));
      columns.append(chunkOf(run.slice(at), at));
      expect(Array.from(columns.timeUs.subarray(0, columns.length))).toEqual(
        run.map((record) => record.timeUs),
      );
    }),
  );
});

test("an answer that does not follow is refused: it would belong to another run", () => {
  expect(() => columnsOf([{ timeUs: 0, node: 0 }]).append(chunkOf([{ timeUs: 1, node: 0 }], 5))).toThrow(
    "cannot follow",
  );
});

test("growing beyond the first capacity keeps what was there", () => {
  const run = Array.from({ length: 5_000 }, (_, timeUs) => ({ timeUs, node: timeUs % 3 }));
  const columns = columnsOf(run);
  expect(columns.timeUs[4_999]).toBe(4_999);
  expect(columns.node[1_000]).toBe(1_000 % 3);
});

test("next, previous and count of a lane are those of a walk, after each extension", () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (run, cut, at) => {
      const lanes = new LaneIndex(3);
      lanes.extend(columnsOf(run.slice(0, cut)));
      lanes.extend(columnsOf(run));
      for (const node of [0, 1, 2]) {
        const own = run.flatMap((record, index) => (record.node === node ? [index] : []));
        expect(lanes.next(node, at)).toBe(own.find((index) => index > at) ?? -1);
        expect(lanes.previous(node, at)).toBe(own.findLast((index) => index < at) ?? -1);
        expect(lanes.count(node, 3, at)).toBe(own.filter((index) => index >= 3 && index < at).length);
      }
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { EventKind, isDrop, NO_CAUSE } from "../../../src/ui/run/kinds.ts";
import { coneOf, extendCone, isInFuture, isInPast } from "../../../src/ui/run/light-cone.ts";
import { columnsOf, type TestRecord } from "./records.ts";

const NODES = 4;

/** Random runs: every record is caused by an earlier one, some messages are dropped. */
const runs = fc
  .array(
    fc.record({
      node: fc.integer({ min: 0, max: NODES - 1 }),
      back: fc.integer({ min: 0, max: 12 }),
      isDropped: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    const run: TestRecord[] = [];
    for (const { node, back, isDropped } of steps) {
      const cause = run.length - 1 - back;
      const isPossible = cause >= 0 && !isDrop(run[cause]!.kind ?? EventKind.deliver);
      const kind = isPossible && isDropped ? EventKind.dropLoss : EventKind.deliver;
      run.push({ timeUs: run.length, node, kind, cause: isPossible ? cause : NO_CAUSE });
    }
    return run;
  });

/** Happens-before by its definition: from each event to the next at its node, and to whatever it caused. */
function naivePast(run: readonly TestRecord[], event: number): Set<number> {
  const past = new Set([event]);
  for (let record = event; record >= 0; record--) {
    if (!past.has(record)) continue;
    const { node, cause = NO_CAUSE, kind } = run[record]!;
    if (cause !== NO_CAUSE) past.add(cause);
    if (isDrop(kind!)) continue;
    const before = run.findLastIndex(
      (other, index) => index < record && other.node === node && !isDrop(other.kind!),
    );
    if (before >= 0) past.add(before);
  }
  return past;
}

test("past and future are what happens-before says", () => {
  fc.assert(
    fc.property(runs, fc.nat(), (run, pick) => {
      const event = pick % run.length;
      const columns = columnsOf(run);
      const cone = coneOf(columns, event, NODES);
      extendCone(cone, columns, run.length - 1);
      const past = naivePast(run, event);
      for (let record = 0; record < run.length; record++) {
        if (isDrop(run[record]!.kind!) && record !== event) continue;
        expect([record, isInPast(cone, columns, record)]).toEqual([record, past.has(record)]);
        // A dropped message has no future of its own.
        if (isDrop(run[event]!.kind!)) continue;
        expect([record, isInFuture(cone, columns, record)]).toEqual([
          record,
          naivePast(run, record).has(event),
        ]);
      }
    }),
  );
});

test("following the future step by step finds the same", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const columns = columnsOf(run);
      const [atOnce, stepwise] = [coneOf(columns, 0, NODES), coneOf(columns, 0, NODES)];
      extendCone(atOnce, columns, run.length - 1);
      for (let end = 0; end < run.length; end++) extendCone(stepwise, columns, end);
      expect(stepwise.future).toEqual(atOnce.future);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareVector,
  entryOf,
  includes,
  increment,
  merge,
  type VectorClock,
} from "../../../src/protocols/timestamps/vector.ts";
import { executions, happensBefore, stampsOf, type Execution } from "./random-execution.ts";

const clocks = fc.array(fc.nat(3), { maxLength: 4 });

function vectorStamps(execution: Execution): VectorClock[] {
  const nodeOf = (event: number): number => execution.events[event]!.node;
  const start: VectorClock = [];
  return stampsOf(
    execution,
    start,
    (clock, event) => increment(clock, nodeOf(event)),
    (clock, message, event) => increment(merge(clock, message), nodeOf(event)),
  );
}

describe("vector clocks", () => {
  it("tell exactly what happened before what, and what is concurrent", () => {
    fc.assert(
      fc.property(executions, (execution) => {
        const stamps = vectorStamps(execution);
        const before = happensBefore(execution);
        stamps.forEach((a, i) => {
          stamps.forEach((b, j) => {
            const expected =
              i === j ? "equal" : before[i]![j]! ? "before" : before[j]![i]! ? "after" : "concurrent";
            expect(compareVector(a, b)).toBe(expected);
          });
        });
      }),
    );
  });

  it("count the events of each node in the causal past", () => {
    fc.assert(
      fc.property(executions, (execution) => {
        const before = happensBefore(execution);
        vectorStamps(execution).forEach((stamp, event) => {
          for (let node = 0; node < execution.nodes; node++) {
            const past = execution.events.filter(
              (other, index) => other.node === node && (index === event || before[index]![event]!),
            );
            expect(entryOf(stamp, node)).toBe(past.length);
          }
        });
      }),
    );
  });

  it("merge to the least clock that includes both", () => {
    fc.assert(
      fc.property(clocks, clocks, clocks, (a, b, c) => {
        const both = merge(a, b);
        expect(includes(both, a) && includes(both, b)).toBe(true);
        expect(includes(c, both)).toBe(includes(c, a) && includes(c, b));
      }),
    );
  });

  it("take an entry past the end for 0, and change no clock that they are given", () => {
    const clock: VectorClock = Object.freeze([1]);
    expect(increment(clock, 2)).toEqual([1, 0, 1]);
    expect(merge(clock, [0, 2])).toEqual([1, 2]);
    expect(compareVector([1, 0, 0], clock)).toBe("equal");
    expect(compareVector([], [0, 1])).toBe("before");
  });
});

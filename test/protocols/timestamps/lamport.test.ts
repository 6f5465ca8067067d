import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareLamport,
  receiveLamport,
  tickLamport,
  type LamportStamp,
} from "../../../src/protocols/timestamps/lamport.ts";
import { executions, forEachOrderedPair, stampsOf, type Execution } from "./random-execution.ts";

function lamportStamps(execution: Execution): LamportStamp[] {
  return stampsOf(execution, 0, tickLamport, receiveLamport).map((counter, event) => ({
    counter,
    node: execution.events[event]!.node,
  }));
}

describe("Lamport's logical clocks", () => {
  it("keep the clock condition: what happened before has the lesser stamp", () => {
    fc.assert(
      fc.property(executions, (execution) => {
        const stamps = lamportStamps(execution);
        forEachOrderedPair(execution, (a, b) => {
          expect(stamps[a]!.counter).toBeLessThan(stamps[b]!.counter);
        });
      }),
    );
  });

  it("order all events totally: no two share counter and node", () => {
    fc.assert(
      fc.property(executions, (execution) => {
        const stamps = lamportStamps(execution);
        const sorted = stamps.toSorted(compareLamport);
        for (let place = 1; place < sorted.length; place++)
          expect(compareLamport(sorted[place - 1]!, sorted[place]!)).toBeLessThan(0);
      }),
    );
  });

  it("order events of which neither happened before the other", () => {
    const execution = { nodes: 2, events: [{ node: 0 }, { node: 1 }, { node: 1 }] };
    const [first, , third] = lamportStamps(execution);
    expect(compareLamport(first!, third!)).toBeLessThan(0);
  });
});

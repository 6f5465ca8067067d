import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareHybrid,
  HYBRID_START,
  receiveHybrid,
  tickHybrid,
  type HybridStamp,
} from "../../../src/protocols/timestamps/hybrid.ts";
import {
  executions,
  forEachOrderedPair,
  happensBefore,
  stampsOf,
  type Execution,
} from "./random-execution.ts";

/** True time advances by a drawn step before each event; each node's clock is off by up to half of epsilon. */
interface Timed {
  readonly execution: Execution;
  readonly epsilonUs: number;
  /** What the node's physical clock shows at each event. */
  readonly physicalUs: readonly number[];
}

const START_US = 1_000;

function timedExecutions(leastStepUs: number): fc.Arbitrary<Timed> {
  return fc
    .record({
      execution: executions,
      offsets: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 5 }),
      steps: fc.array(fc.integer({ min: leastStepUs, max: 8 }), { minLength: 40, maxLength: 40 }),
    })
    .map(({ execution, offsets, steps }) => {
      let nowUs = START_US;
      const physicalUs = execution.events.map(({ node }, event) => (nowUs += steps[event]!) + offsets[node]!);
      const used = offsets.slice(0, execution.nodes);
      return { execution, epsilonUs: Math.max(...used) - Math.min(...used), physicalUs };
    });
}

function hybridStamps({ execution, physicalUs }: Timed): HybridStamp[] {
  return stampsOf(
    execution,
    HYBRID_START,
    (clock, event) => tickHybrid(clock, physicalUs[event]!),
    (clock, message, event) => receiveHybrid(clock, message, physicalUs[event]!),
  );
}

describe("hybrid logical clocks", () => {
  it("order what happened before (Theorem 1)", () => {
    fc.assert(
      fc.property(timedExecutions(0), (timed) => {
        const stamps = hybridStamps(timed);
        forEachOrderedPair(timed.execution, (a, b) => {
          expect(compareHybrid(stamps[a]!, stamps[b]!)).toBeLessThan(0);
        });
      }),
    );
  });

  it("are never behind the physical clock, and at most epsilon before it (Theorem 2, Corollary 1)", () => {
    fc.assert(
      fc.property(timedExecutions(0), (timed) => {
        hybridStamps(timed).forEach(({ l }, event) => {
          const ahead = l - timed.physicalUs[event]!;
          expect(ahead).toBeGreaterThanOrEqual(0);
          expect(ahead).toBeLessThanOrEqual(timed.epsilonUs);
        });
      }),
    );
  });

  it("have in l the greatest physical time of the causal past (Theorem 3)", () => {
    fc.assert(
      fc.property(timedExecutions(0), (timed) => {
        const before = happensBefore(timed.execution);
        hybridStamps(timed).forEach(({ l }, event) => {
          const known = timed.physicalUs.filter((_, other) => other === event || before[other]![event]!);
          expect(l).toBe(Math.max(...known));
        });
      }),
    );
  });

  it("count no more than the events of the causal past with the same l (Corollary 2)", () => {
    fc.assert(
      fc.property(timedExecutions(0), (timed) => {
        const before = happensBefore(timed.execution);
        const stamps = hybridStamps(timed);
        stamps.forEach(({ l, c }, event) => {
          const same = stamps.filter((other, index) => before[index]![event]! && other.l === l);
          expect(c).toBeLessThanOrEqual(same.length);
        });
      }),
    );
  });

  it("count to N · (epsilon + 1) at most while clocks advance between events (Corollary 3)", () => {
    fc.assert(
      fc.property(timedExecutions(1), (timed) => {
        const most = timed.execution.nodes * (timed.epsilonUs + 1);
        for (const { c } of hybridStamps(timed)) expect(c).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("go on counting when the physical clock is stepped back", () => {
    const ahead = tickHybrid(HYBRID_START, 500);
    expect(tickHybrid(ahead, 100)).toEqual({ l: 500, c: 1 });
    expect(receiveHybrid(ahead, { l: 500, c: 7 }, 100)).toEqual({ l: 500, c: 8 });
    expect(receiveHybrid(ahead, { l: 700, c: 2 }, 100)).toEqual({ l: 700, c: 3 });
    expect(receiveHybrid(ahead, { l: 700, c: 2 }, 900)).toEqual({ l: 900, c: 0 });
  });
});

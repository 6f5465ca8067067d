import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../src/cluster/index.ts";
import { Timeline } from "../../src/session/timeline.ts";
import { chatter, planned, specOf } from "../cluster/chatter.ts";

const spec = specOf(chatter, {
  untilUs: 8_000_000,
  faults: planned([2_000_000, { do: "crash", nodes: ["n2"], forUs: 500_000 }]),
});

/** The state hash after each of the given numbers of events, by running forwards only. */
function forwardHashes(events: readonly number[]): Map<number, string> {
  const cluster = Cluster.create(spec, "1", "off");
  const hashes = new Map<number, string>();
  for (const count of events.toSorted((a, b) => a - b)) {
    cluster.run(Infinity, count);
    hashes.set(count, cluster.stateHash());
  }
  return hashes;
}

describe("timeline", () => {
  const timeline = Timeline.start(spec, "1");
  while (!timeline.advance(1_000));

  it("seeks to any moment, in any order, and finds the state of the forward run", () => {
    expect(timeline.events).toBeGreaterThan(12_000);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: timeline.events }), { minLength: 1, maxLength: 8 }),
        (moments) => {
          const expected = forwardHashes(moments);
          for (const events of moments) {
            const cluster = timeline.at(events);
            expect(cluster.events).toBe(events);
            expect(cluster.stateHash()).toBe(expected.get(events));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("branches where a plan changes, sharing the past, and gives the run of the whole plan", () => {
    const atUs = 5_000_000;
    const changed = { ...spec, faults: [...spec.faults, ...planned([atUs, { do: "pause", nodes: ["n1"] }])] };
    const branch = timeline.branch(changed, "1", atUs);
    expect(branch.events).toBeGreaterThan(4_000);
    while (!branch.advance(5_000));
    const fresh = Cluster.create(changed, "1", "full");
    fresh.run(Infinity);
    expect(branch.frontier.fingerprint()).toBe(fresh.fingerprint());
    expect(branch.trace.length).toBe(fresh.kernel.trace.length);
    expect(branch.trace.columns(0)).toEqual(fresh.kernel.trace.columns(0));
    const back = branch.branch(spec, "1", atUs);
    while (!back.advance(5_000));
    expect(back.frontier.fingerprint()).toBe(timeline.frontier.fingerprint());
  });

  it("starts anew when the change comes before the first checkpoint", () => {
    const changed = { ...spec, faults: planned([0, { do: "crash", nodes: ["n1"] }]) };
    const branch = timeline.branch(changed, "1", 0);
    expect(branch.events).toBe(0);
  });
});

it("shows the last event's moment, not the end of time that came after it", () => {
  const paused = { ...spec, faults: planned([100_000, { do: "pause", nodes: ["all"] }]), untilUs: 1_000_000 };
  const run = Timeline.start(paused, "1", 37);
  while (!run.advance(1_000));
  const whole = Cluster.create(paused, "1", "full");
  whole.run(Infinity, run.events);
  expect(run.at(run.events).nowUs).toBe(whole.nowUs);
  expect(run.at(run.events).nowUs).toBeLessThan(run.frontier.nowUs);
});

import { expect, it } from "vitest";
import { Cluster, EventKind } from "../../src/cluster/index.ts";
import { Trace } from "../../src/kernel/index.ts";
import { chatter, planned, specOf } from "./chatter.ts";

// Above 128 nodes links share their sender's stream, and as long as nothing is wrong with any, one object a sender.
const spec = specOf(chatter, {
  count: 150,
  untilUs: 60_000,
  faults: planned([20_000, { do: "cut", from: ["n1"], to: ["all"], forUs: 20_000 }]),
});

it("a cut holds among many nodes, from its beginning to its end and for its sender only", () => {
  const cluster = Cluster.create(spec, "1", "full");
  cluster.run(Infinity);
  const { trace } = cluster.kernel;
  const dropped = Array.from({ length: trace.length }, (_, index) => index).filter(
    (index) => trace.kind(index) === EventKind.dropCut,
  );
  expect(dropped.length).toBeGreaterThan(0);
  expect(new Set(dropped.map((index) => trace.peer(index)))).toEqual(new Set([0]));
  const heard = (fromUs: number, untilUs: number): boolean =>
    Array.from({ length: trace.length }, (_, index) => index).some(
      (index) =>
        trace.kind(index) === EventKind.deliver &&
        trace.peer(index) === 0 &&
        trace.timeUs(index) > fromUs &&
        trace.timeUs(index) < untilUs,
    );
  expect([heard(0, 20_000), heard(20_000, 40_000), heard(42_000, 60_000)]).toEqual([true, false, true]);
});

it("many nodes go on from any checkpoint as they were", () => {
  const whole = Cluster.create(spec, "2", "off");
  whole.run(Infinity);
  for (const share of [0.1, 0.45, 0.8]) {
    const first = Cluster.create(spec, "2", "off");
    first.run(Infinity, Math.floor(whole.events * share));
    const again = Cluster.restore(spec, "2", first.checkpoint(), new Trace("off"));
    again.run(Infinity);
    expect(again.fingerprint()).toBe(whole.fingerprint());
  }
});

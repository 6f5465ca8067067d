import { scaled } from "./measure.ts";
import { runQueue } from "./models/queueing.ts";
import { RAFT, runScenario, scenarioOf } from "./models/scenario.ts";
import { reportFigure } from "./row.ts";

/** Bytes in use after full collections: JavaScript's heap, and buffers outside of it. */
function usedBytes(): number {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What `make` leaves in memory as long as its result is held. */
function heldBytes(make: () => object): number {
  const before = usedBytes();
  const held = [make()];
  const bytes = usedBytes() - before;
  held.length = 0;
  return bytes;
}

const scenario = scenarioOf(RAFT);
const events = scaled(1_000_000);
runScenario(scenario, "1", "full", 100_000);
const full = heldBytes(() => runScenario(scenario, "1", "full", events));
reportFigure({
  what: "memory a million events: Raft, trace full, messages included",
  value: (full / events) * 1_000_000 * 1e-6,
  unit: "MB",
  atMost: 150,
});

runQueue(10_000);
const few = heldBytes(() => runQueue(scaled(200_000)));
const many = heldBytes(() => runQueue(scaled(2_000_000)));
reportFigure({
  what: "memory with metrics only: M/M/1, ten times as long",
  value: (many - few) / 1e6,
  unit: "MB more",
  atMost: 1,
  beside: `${(few / 1e6).toFixed(2)} MB, then ${(many / 1e6).toFixed(2)} MB`,
});

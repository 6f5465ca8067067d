import { RAFT, runScenario, scenarioOf } from "./scenario.ts";

const scenario = scenarioOf(RAFT);

/** How long so many events of Raft take, by the clock of wherever this runs. */
export function raftSeconds(events: number): number {
  const start = performance.now();
  runScenario(scenario, "1", "off", events);
  return (performance.now() - start) / 1000;
}

// In a browser's worker: a number of events comes in, seconds go out.
if ("WorkerGlobalScope" in globalThis) {
  addEventListener("message", ({ data }: MessageEvent<number>) => postMessage(raftSeconds(data)));
}

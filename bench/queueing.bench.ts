import { measure, scaled } from "./measure.ts";
import { runQueue, runQueueSimjs } from "./models/queueing.ts";
import { loadSimjs } from "./models/simjs.ts";
import { reportSpeed } from "./row.ts";

const simjs = await loadSimjs();
const units = scaled(500_000);
const { off, peer } = await measure({
  off: { units, work: () => runQueue(units).fingerprint() },
  peer: { units, work: () => runQueueSimjs(simjs, units) },
});

// stability-sim does 0.15 to 0.32 M events/s in a browser, about 0.1 M customers/s at best: ten times that is 1 M.
reportSpeed("W2 M/M/1 at ρ = 0.8, service program, trace off", "customers/s", off, 1e6, [
  { name: "simjs", speed: peer, atLeast: 2 },
]);

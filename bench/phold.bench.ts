import { measure, scaled } from "./measure.ts";
import { runPhold, runPholdBare, runPholdSimjs } from "./models/phold.ts";
import { loadSimjs } from "./models/simjs.ts";
import { reportSpeed } from "./row.ts";

const simjs = await loadSimjs();
const units = scaled(1_000_000);
const speeds = measure({
  full: { units, work: () => runPhold(units, "full").fingerprint() },
  off: { units, work: () => runPhold(units, "off").fingerprint() },
  simjs: { units, work: () => runPholdSimjs(simjs, units) },
  bareFull: { units, work: () => runPholdBare(units, "full") },
  bareOff: { units, work: () => runPholdBare(units, "off") },
});

reportSpeed("W1 PHOLD, trace full", "events/s", speeds.full, 3e6, [
  { name: "simjs", speed: speeds.simjs, atLeast: 1.4 },
  { name: "bare loop", speed: speeds.bareFull, atLeast: 0.55 },
]);
reportSpeed("W1 PHOLD, trace off", "events/s", speeds.off, 5e6, [
  { name: "simjs", speed: speeds.simjs, atLeast: 2 },
  { name: "bare loop", speed: speeds.bareOff },
]);

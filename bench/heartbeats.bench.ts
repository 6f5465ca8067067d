import { measure, scaled } from "./measure.ts";
import { runHeartbeats, runHeartbeatsBare, runHeartbeatsSimjs } from "./models/heartbeats.ts";
import { loadSimjs } from "./models/simjs.ts";
import { reportSpeed } from "./row.ts";

const simjs = await loadSimjs();
const units = scaled(1_000_000);
const speeds = measure({
  full: { units, work: () => runHeartbeats(units, "full").fingerprint() },
  off: { units, work: () => runHeartbeats(units, "off").fingerprint() },
  simjs: { units, work: () => runHeartbeatsSimjs(simjs, units) },
  bareFull: { units, work: () => runHeartbeatsBare(units, "full") },
  bareOff: { units, work: () => runHeartbeatsBare(units, "off") },
});

reportSpeed("W3 heartbeats, trace full", "events/s", speeds.full, 3e6, [
  { name: "simjs", speed: speeds.simjs, atLeast: 1.4 },
  { name: "bare loop", speed: speeds.bareFull, atLeast: 0.55 },
]);
reportSpeed("W3 heartbeats, trace off", "events/s", speeds.off, 5e6, [
  { name: "simjs", speed: speeds.simjs, atLeast: 2 },
  { name: "bare loop", speed: speeds.bareOff },
]);

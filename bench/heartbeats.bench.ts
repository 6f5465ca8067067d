import { measure, scaled } from "./measure.ts";
import { runHeartbeats, runHeartbeatsBare, runHeartbeatsSimjs } from "./models/heartbeats.ts";
import { loadSimjs } from "./models/simjs.ts";
import { reportSpeed } from "./row.ts";

const simjs = await loadSimjs();
const units = scaled(1_000_000);

for (const { level, atLeast, besideSimjs, besideBare } of [
  { level: "off", atLeast: 5e6, besideSimjs: 2, besideBare: undefined },
  { level: "full", atLeast: 3e6, besideSimjs: 1.4, besideBare: 0.55 },
] as const) {
  const { ours, peer, bare } = await measure({
    ours: { units, work: () => runHeartbeats(units, level).fingerprint() },
    peer: { units, work: () => runHeartbeatsSimjs(simjs, units) },
    bare: { units, work: () => runHeartbeatsBare(units, level) },
  });
  reportSpeed(`W3 heartbeats, trace ${level}`, "events/s", ours, atLeast, [
    { name: "simjs", speed: peer, atLeast: besideSimjs },
    { name: "bare loop", speed: bare, atLeast: besideBare },
  ]);
}

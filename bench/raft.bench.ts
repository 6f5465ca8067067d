import { measure, scaled } from "./measure.ts";
import { RAFT, runScenario, scenarioOf } from "./models/scenario.ts";
import { reportSpeed } from "./row.ts";

const scenario = scenarioOf(RAFT);
const units = scaled(500_000);

for (const [level, atLeast] of [
  ["off", 1.5e6],
  ["summary", undefined],
  ["full", 1e6],
] as const) {
  const { run } = await measure({
    run: { units, work: () => runScenario(scenario, "1", level, units) },
  });
  reportSpeed(`Raft, 5 nodes, 5 clients, invariants, trace ${level}`, "events/s", run, atLeast);
}

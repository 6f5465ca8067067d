import { measure, scaled } from "./measure.ts";
import { quorumOf, runScenario, scenarioOf } from "./models/scenario.ts";
import { reportSpeed } from "./row.ts";

const units = scaled(500_000);

for (const versions of ["physical", "vector"]) {
  const scenario = scenarioOf(quorumOf(versions));
  const { run } = await measure({
    run: { units, work: () => runScenario(scenario, "1", "off", units) },
  });
  reportSpeed(`quorum, 5 nodes, 5 clients, ${versions} versions, trace off`, "events/s", run, 0.5e6);
}

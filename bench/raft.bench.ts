import { measure, scaled, type Measured } from "./measure.ts";
import { RAFT, runScenario, scenarioOf } from "./models/scenario.ts";
import { reportSpeed } from "./row.ts";

const scenario = scenarioOf(RAFT);
const units = scaled(500_000);
const run = (trace: "full" | "summary" | "off"): Measured => ({
  units,
  work: () => runScenario(scenario, "1", trace, units).cluster.fingerprint(),
});

const { full, summary, off } = measure({ full: run("full"), summary: run("summary"), off: run("off") });
reportSpeed("Raft, 5 nodes, 5 clients, invariants, trace full", "events/s", full, 1e6);
reportSpeed("Raft, the same, trace summary", "events/s", summary, undefined);
reportSpeed("Raft, the same, trace off", "events/s", off, 1.5e6);

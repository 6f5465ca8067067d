export { appendFault } from "./append-fault.ts";
export type { CheckResult } from "./checks.ts";
export { describeChecks } from "./describe-checks.ts";
export type { Claim, ClaimResult } from "./claims/claim.ts";
export { compile } from "./compile.ts";
export type { ScenarioDocument } from "./document-schema.ts";
export { divergeUs, type SeededScenario } from "./diverge.ts";
export { moveFault, muteFault, removeFault, replaceFault } from "./edit-faults.ts";
export { ENGINE } from "./engine.ts";
export { addNode, forgetPlaces, placeNode, removeNode } from "./edit-cluster.ts";
export { scenarioJsonSchema } from "./editor-schema.ts";
export { historyModelOf } from "./history-model.ts";
export { scenarioReference } from "./reference.ts";
export { isDone, judge, type Judgement, type JudgeOptions } from "./judge.ts";
export type { Metric, Unit } from "./metrics/metric.ts";
export { knownMetric, metricNames } from "./metrics/metric-names.ts";
export { loadRest } from "./load-rest.ts";
export { findMetric, metrics } from "./metrics/registry.ts";
export { parseScenario, type ParseOptions } from "./parse-scenario.ts";
export { plannedFaults, type MarkedFault } from "./planned-faults.ts";
export {
  createRun,
  findExceeded,
  type Advance,
  type AdvanceLimits,
  type Run,
  type RunOptions,
  type RunResult,
} from "./run.ts";
export { replayCommand, RunBug } from "./run-bug.ts";
export { worstVerdict, type Param, type Scenario, type Verdict } from "./scenario.ts";
export { knownPaths, schemasAt, type JsonSchema } from "./schema-walk.ts";
export { standaloneText } from "./standalone-text.ts";
export type { SettingText } from "./settings.ts";
export { verify, type Verification } from "./verify.ts";
export { workloadOf } from "./workload-of.ts";

import { formatInputError } from "../../src/base/index.ts";
import {
  createRun,
  parseScenario,
  type RunResult,
  type Scenario,
  type SettingText,
} from "../../src/scenario/index.ts";

/** A scenario that must be readable. */
export function open(source: string, set: readonly SettingText[] = [], file = "test.yaml"): Scenario {
  const parsed = parseScenario(source, file, { set });
  if (!parsed.ok) throw new Error(parsed.error.map(formatInputError).join("\n"));
  return parsed.value;
}

/** Its result after a whole run. */
export function resultOf(scenario: Scenario, seed?: string): RunResult {
  const run = createRun(scenario, seed === undefined ? {} : { seed });
  run.advance();
  return run.result();
}

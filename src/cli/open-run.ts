import type { Command } from "commander";
import type { InputError, Result } from "../base/index.ts";
import type { Scenario } from "../scenario/index.ts";
import { readLimits, type LimitOptions, type Limits } from "./limits.ts";
import { openScenario } from "./open-scenario.ts";
import type { SavedFingerprint } from "./saved-fingerprint.ts";
import { settingsOption, type Settings } from "./settings.ts";

/** Flags of every command that computes one run. */
export interface RunFlags extends LimitOptions {
  readonly set: Settings;
}

export interface OpenedRun {
  readonly scenario: Scenario;
  readonly limits: Limits;
  /** What a saved run says of the run that is to be computed; none when flags ask for another. */
  readonly saved?: SavedFingerprint;
}

/** `time`: what `--time` means for this command. */
export function addRunFlags(command: Command, time: string): Command {
  return command
    .argument("<file>", "a scenario or run file, or a name from `lightcone list`")
    .option("--seed <seed>", "another seed than the scenario's")
    .addOption(settingsOption())
    .option("--until <time>", "stop at this virtual time, such as 5s")
    .option("--time <duration>", time);
}

export function openRun(name: string, flags: RunFlags): Result<OpenedRun, readonly InputError[]> {
  const opened = openScenario(name, flags.set);
  if (!opened.ok) return opened;
  const { scenario, saved } = opened.value;
  const limits = readLimits(flags, scenario);
  if (!limits.ok) return limits;
  const isOther = flags.set.length > 0 || flags.seed !== undefined || flags.until !== undefined;
  const value = { scenario, limits: limits.value };
  return { ok: true, value: saved === undefined || isOther ? value : { ...value, saved } };
}

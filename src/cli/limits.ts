import { formatDuration, parseDuration, seedProblem, type InputError, type Result } from "../base/index.ts";
import type { Scenario } from "../scenario/index.ts";

/** Flags that bound a run, as they were written. */
export interface LimitOptions {
  readonly seed?: string;
  readonly until?: string;
  readonly time?: string;
}

export interface Limits {
  readonly seed?: string;
  readonly untilUs?: number;
  /** True once the wall time is up, counted from the reading of the flags; never without `--time`. */
  readonly shouldStop: () => boolean;
}

/** Reads the flags that bound a run of this scenario. */
export function readLimits(
  { seed, until, time }: LimitOptions,
  scenario: Scenario,
): Result<Limits, InputError[]> {
  const errors: InputError[] = [];
  const wrongSeed = seed === undefined ? undefined : seedProblem(seed);
  if (wrongSeed !== undefined) errors.push({ ...placeOf("--seed"), problem: wrongSeed });
  const untilUs = until === undefined ? undefined : readPositive("--until", until);
  const timeUs = time === undefined ? undefined : readPositive("--time", time);
  for (const read of [untilUs, timeUs]) if (read?.ok === false) errors.push(read.error);
  if (untilUs?.ok === true && untilUs.value > scenario.untilUs) {
    const end = formatDuration(scenario.untilUs);
    errors.push({
      ...placeOf("--until"),
      problem: `the scenario ends at ${end}; run.until would have to be set to go on (--set run.until=${until!})`,
      found: until!,
      accepted: [`a time up to ${end}`],
    });
  }
  if (errors.length > 0) return { ok: false, error: errors };
  const endMs = timeUs?.ok === true ? performance.now() + timeUs.value / 1000 : Infinity;
  const limits = { shouldStop: () => performance.now() > endMs };
  const value = {
    ...limits,
    ...(seed === undefined ? {} : { seed }),
    ...(untilUs?.ok === true ? { untilUs: untilUs.value } : {}),
  };
  return { ok: true, value };
}

/** A duration > 0, µs. */
export function readPositive(flag: string, text: string): Result<number, InputError> {
  const read = parseDuration(text);
  if (!read.ok) return { ok: false, error: { ...placeOf(flag), ...read.error } };
  if (read.value > 0) return read;
  const problem = "the time has to be longer than nothing";
  return { ok: false, error: { ...placeOf(flag), problem, found: text, accepted: ["5s", "150ms"] } };
}

function placeOf(file: string): { file: string; line: number; column: number } {
  return { file, line: 0, column: 0 };
}

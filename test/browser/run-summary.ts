import type { RunResult } from "../../src/scenario/index.ts";

/** What must be equal wherever a scenario runs: plain data, whose numbers are text, so that no transport rounds them. */
export interface RunSummary {
  readonly fingerprint: string;
  readonly events: number;
  readonly metrics: Readonly<Record<string, string>>;
  /** By name of the check or words of the claim. */
  readonly verdicts: Readonly<Record<string, string>>;
}

/** What both a run's result and a session's judgement have. */
interface Judged extends Pick<RunResult, "checks" | "claims"> {
  readonly metrics: Iterable<readonly [name: string, value: number | null, unit?: string]>;
}

export function toSummary(fingerprint: string, events: number, judged: Judged): RunSummary {
  const { metrics, checks, claims } = judged;
  const verdicts = [
    ...checks.map(({ name, verdict }) => [name, verdict] as const),
    ...claims.map(({ say, verdict }) => [say, verdict] as const),
  ];
  return {
    fingerprint,
    events,
    metrics: Object.fromEntries(Array.from(metrics, ([name, value]) => [name, exactText(value)])),
    verdicts: Object.fromEntries(verdicts),
  };
}

/** Every engine writes the shortest text that gives the same double again; only −0 has none of its own. */
function exactText(value: number | null): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Every difference between two summaries, in words; empty when they are equal. */
export function differences(here: RunSummary, there: RunSummary): string[] {
  const pairs = [
    ["fingerprint", here.fingerprint, there.fingerprint],
    ["events", here.events, there.events],
    ...keysOf(here.metrics, there.metrics).map((name) => [
      `metric ${name}`,
      here.metrics[name],
      there.metrics[name],
    ]),
    ...keysOf(here.verdicts, there.verdicts).map((name) => [name, here.verdicts[name], there.verdicts[name]]),
  ];
  return pairs
    .filter(([, a, b]) => a !== b)
    .map(([name, a, b]) => `${name}: ${a ?? "nothing"} in Node, ${b ?? "nothing"} in the browser`);
}

function keysOf(...records: readonly object[]): string[] {
  return Array.from(new Set(records.flatMap(Object.keys)));
}

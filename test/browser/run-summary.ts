import { createRun, parseScenario } from "../../src/scenario/index.ts";

/** What must be equal wherever a scenario runs. Plain data. */
export interface RunSummary {
  readonly fingerprint: string;
  readonly events: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  /** By name of the check or words of the claim. */
  readonly verdicts: Readonly<Record<string, string>>;
}

/** Runs a scenario to its end, wherever this module was loaded: in Node or in a browser's worker. */
export function summarise(file: string, text: string): RunSummary {
  const scenario = parseScenario(text, file);
  if (!scenario.ok) throw new Error(`${file}: ${scenario.error.map(({ problem }) => problem).join("; ")}`);
  const run = createRun(scenario.value);
  while (run.advance() === "running");
  const { fingerprint, events, metrics, checks, claims } = run.result();
  const verdicts = [
    ...checks.map(({ name, verdict }) => [name, verdict] as const),
    ...claims.map(({ say, verdict }) => [say, verdict] as const),
  ];
  return { fingerprint, events, metrics, verdicts: Object.fromEntries(verdicts) };
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
    .filter(([, a, b]) => !Object.is(a, b))
    .map(([name, a, b]) => `${name}: ${String(a)} in Node, ${String(b)} in the browser`);
}

function keysOf(...records: readonly object[]): string[] {
  return Array.from(new Set(records.flatMap(Object.keys)));
}

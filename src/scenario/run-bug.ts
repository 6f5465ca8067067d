import type { Cluster } from "../cluster/index.ts";
import type { Scenario } from "./scenario.ts";

/** A bug of ours, or of a program, that ended a run: where it happened and how to see it again. */
export class RunBug extends Error {
  override readonly name = "RunBug";
  readonly seed: string;
  /** Number of the event in whose handler it was thrown. */
  readonly event: number;
  readonly timeUs: number;
  /** One line for a shell. */
  readonly replay: string;

  constructor(cause: unknown, seed: string, event: number, timeUs: number, replay: string) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super(`${what}\n  in event ${event} at ${timeUs} µs, seed ${seed}\n  replay: ${replay}`, { cause });
    this.seed = seed;
    this.event = event;
    this.timeUs = timeUs;
    this.replay = replay;
  }
}

/** What was thrown while a run was executed, with its place in the run. */
export function toRunBug(error: unknown, scenario: Scenario, seed: string, cluster: Cluster): RunBug {
  if (error instanceof RunBug) return error;
  return new RunBug(error, seed, cluster.events - 1, cluster.nowUs, replayCommand(scenario, seed));
}

/** The command that runs this scenario with this seed. */
export function replayCommand(scenario: Pick<Scenario, "file" | "set">, seed: string): string {
  const settings = scenario.set.map(([path, value]) => ` --set ${quote(`${path}=${value}`)}`).join("");
  return `npx lightcone run ${quote(scenario.file)} --seed ${quote(seed)}${settings}`;
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

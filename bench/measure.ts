import { fork, type ChildProcess } from "node:child_process";

/** One thing measured: `work` does `units` units (events, draws, operations) each time it is called. */
export interface Measured {
  readonly units: number;
  readonly work: () => unknown;
}

/** Units per second: the median run, and the quartiles around it. */
export interface Speed {
  readonly perSecond: number;
  readonly slow: number;
  readonly fast: number;
}

/** `npm run bench -- --quick`: a quarter of the work and fewer runs, for a look rather than a verdict. */
export const isQuick = process.argv.includes("--quick");

const warmUps = isQuick ? 2 : 3;
const runs = isQuick ? 3 : 11;

/** A number of units for `work`, smaller when in a hurry. */
export function scaled(units: number): number {
  return isQuick ? Math.ceil(units / 4) : units;
}

/** In a process that serves one candidate: the number of its `measure` call, and its name. */
const served = process.argv.find((word) => word.startsWith("--serve="))?.slice("--serve=".length);
export const isServing = served !== undefined;
let calls = 0;

/**
 * Measures by wall time. Every candidate has a process of its own, this same file started again, so that none pays for
 * another's garbage or meets another's types in its inline caches; they run in turn, so that a slow spell of
 * the machine falls on all alike; each is warmed up alike.
 *
 * No collection is forced between runs. With nothing of ours alive it would drop our hidden classes each time, and after
 * four such rounds V8 gives up on them (megamorphic access, a quarter of the speed). No real run sees that.
 */
export async function measure<K extends string>(
  all: Readonly<Record<K, Measured>>,
): Promise<Record<K, Speed>> {
  const call = calls++;
  const names = Object.keys(all) as K[];
  if (served !== undefined) {
    const mine = names.find((name) => `${call}:${name}` === served);
    if (mine !== undefined) await serve(all[mine].work);
    return speedsOf(names, () => [1, []]);
  }
  const processes = names.map((name) => startServing(`${call}:${name}`));
  await Promise.all(processes.map(nextMessage));
  const seconds = names.map((): number[] => []);
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, child] of processes.entries()) {
      child.send("run");
      const took = await nextMessage(child);
      if (run >= 0) seconds[index]!.push(took);
    }
  }
  for (const child of processes) child.disconnect();
  return speedsOf(names, (name) => [all[name].units, seconds[names.indexOf(name)]!]);
}

/** The speed of several runs of `units` units each, from how long each took. */
export function speedOf(units: number, seconds: readonly number[]): Speed {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (fraction: number): number => units / sorted[Math.round(fraction * (sorted.length - 1))]!;
  return { perSecond: at(0.5), slow: at(0.75), fast: at(0.25) };
}

function speedsOf<K extends string>(
  names: readonly K[],
  of: (name: K) => readonly [units: number, seconds: readonly number[]],
): Record<K, Speed> {
  return Object.fromEntries(names.map((name) => [name, speedOf(...of(name))])) as Record<K, Speed>;
}

function startServing(candidate: string): ChildProcess {
  return fork(process.argv[1]!, [...process.argv.slice(2), `--serve=${candidate}`]);
}

/** The next number from a child: how long a run took, or at first that it is ready. */
function nextMessage(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a candidate ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (seconds) => {
      child.off("exit", onExit);
      resolve(seconds as number);
    });
  });
}

/** What `work` returned last, kept so that no compiler may drop the work. */
const kept: unknown[] = [];

/** Runs `work` whenever the parent asks, and says how long it took; ends with the parent's connection. */
async function serve(work: () => unknown): Promise<never> {
  process.on("message", () => {
    const start = performance.now();
    kept[0] = work();
    process.send!((performance.now() - start) / 1000);
    kept.length = 0;
  });
  process.send!(0);
  return new Promise(() => undefined);
}

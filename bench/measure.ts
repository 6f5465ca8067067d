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

/** `npm run bench -- --quick`: a tenth of the work, for a look rather than a verdict. */
export const isQuick = process.argv.includes("--quick");

const warmUps = isQuick ? 2 : 3;
const runs = isQuick ? 3 : 11;

/** A number of units for `work`, smaller when in a hurry. */
export function scaled(units: number): number {
  return isQuick ? Math.ceil(units / 4) : units;
}

/** What `work` returned last, kept so that no compiler may drop the work. */
const kept: unknown[] = [];

/**
 * Measures by wall time, in turn and not one after the other, so that a slow spell of the machine falls on
 * all alike; each is warmed up alike, and pays for its own garbage when V8 collects it.
 *
 * No collection is forced between runs: with nothing of ours alive it would drop our hidden classes each time, and
 * after four such rounds V8 gives up on them (megamorphic access, a quarter of the speed). No real run sees that.
 */
export function measure<K extends string>(all: Readonly<Record<K, Measured>>): Record<K, Speed> {
  const names = Object.keys(all) as K[];
  const seconds = new Map(names.map((name) => [name, [] as number[]]));
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, name] of names.entries()) {
      const start = performance.now();
      kept[index] = all[name].work();
      if (run >= 0) seconds.get(name)!.push((performance.now() - start) / 1000);
    }
  }
  const speeds = names.map((name) => [name, speedOf(all[name].units, seconds.get(name)!)] as const);
  return Object.fromEntries(speeds) as Record<K, Speed>;
}

/** The speed of several runs of `units` units each, from how long each took. */
export function speedOf(units: number, seconds: readonly number[]): Speed {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (fraction: number): number => units / sorted[Math.round(fraction * (sorted.length - 1))]!;
  return { perSecond: at(0.5), slow: at(0.75), fast: at(0.25) };
}

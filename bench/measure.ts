/** One thing measured: `work` does `units` units (events, draws, operations) each time it is called. */
export interface Measured {
  readonly name: string;
  readonly units: number;
  readonly work: () => unknown;
}

export interface Measurement {
  readonly name: string;
  /** Units per second in the median run; the spread is between the quartiles, as a fraction of the median. */
  readonly perSecond: number;
  readonly spread: number;
  /** What `work` returned last, kept so that no compiler may drop the work. */
  readonly result: unknown;
}

const warmUps = 3;
const runs = 15;

/**
 * Measures by wall time, in turn and not one after the other, so that a slow spell of the machine falls on
 * all alike. Garbage is collected between runs where Node allows it. Prints one line each.
 */
export function measure(all: readonly Measured[]): Measurement[] {
  const seconds = all.map((): number[] => []);
  const results: unknown[] = [];
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, { work }] of all.entries()) {
      globalThis.gc?.();
      const start = performance.now();
      results[index] = work();
      if (run >= 0) seconds[index]!.push((performance.now() - start) / 1000);
    }
  }
  const measurements = all.map(({ name, units }, index) => ({
    name,
    ...summarise(units, seconds[index]!),
    result: results[index],
  }));
  for (const { name, perSecond, spread } of measurements) {
    const rate = Math.round(perSecond).toLocaleString("en");
    console.log(`  ${name.padEnd(36)} ${rate.padStart(16)} /s  ±${(spread * 50).toFixed(1)} %`);
  }
  return measurements;
}

function summarise(units: number, seconds: readonly number[]): { perSecond: number; spread: number } {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (fraction: number): number => sorted[Math.floor(fraction * (sorted.length - 1))]!;
  return { perSecond: units / at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5) };
}

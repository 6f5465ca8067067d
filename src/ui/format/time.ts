/** Texts for quantities. Virtual time is in µs everywhere; only these functions make seconds of it. */

/** `12431` → `12,431`. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The clock: seconds with six decimals in two groups, `2.173 000`. */
export function clockText(us: number): string {
  const whole = Math.max(0, Math.floor(us));
  const micros = String(whole % 1_000_000).padStart(6, "0");
  return `${countText(Math.floor(whole / 1_000_000))}.${micros.slice(0, 3)} ${micros.slice(3)}`;
}

/** Seconds with `digits` decimals, cut and not rounded: a moment is never shown later than it was. */
export function secondsText(us: number, digits = 3): string {
  const unit = 10 ** (6 - digits);
  return (Math.floor(us / unit) / 10 ** digits).toFixed(digits);
}

/** A moment in running words: seconds to the microsecond, as short as that goes, `3.1025 s`. */
export function momentText(us: number): string {
  return `${Number(secondsText(us, 6))} s`;
}

/** A length of time in the largest unit that leaves a figure before the point: `133 ms`, `1.25 s`, `40 µs`. */
export function durationText(us: number): string {
  if (us >= 60_000_000) return `${trim(us / 60_000_000)} min`;
  if (us >= 1_000_000) return `${trim(us / 1_000_000)} s`;
  if (us >= 1_000) return `${trim(us / 1_000)} ms`;
  return `${Math.round(us)} µs`;
}

/** Decimals that an axis needs so that neighbouring ticks `stepUs` apart differ. */
export function axisDigits(stepUs: number): number {
  for (let digits = 0; digits < 6; digits++) if (stepUs >= 10 ** (6 - digits)) return digits;
  return 6;
}

function trim(value: number): string {
  return String(Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3)));
}

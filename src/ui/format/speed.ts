/** Speed is virtual seconds per second of the reader's. Its control is logarithmic, from 1/1000× to 1000×. */
export const SLOWEST = 0.001;
export const FASTEST = 1000;

const STEPS = [1, 2, 5];

/** `0.01` → `1/100×`, `2.5` → `2.5×`. */
export function speedText(speed: number): string {
  if (speed >= 1) return `${figure(speed)}×`;
  return `1/${figure(1 / speed)}×`;
}

/** Where a speed stands on its control: −3 … 3. */
export function speedToSlider(speed: number): number {
  return Math.log10(Math.min(FASTEST, Math.max(SLOWEST, speed)));
}

/** The round speed nearest to a place on the control: 1, 2 or 5 of each decade, so that it can be said aloud. */
export function sliderToSpeed(value: number): number {
  const sign = value < 0 ? -1 : 1;
  const factor = nearestRound(10 ** Math.abs(value));
  return sign < 0 ? 1 / factor : factor;
}

function nearestRound(factor: number): number {
  const decade = 10 ** Math.floor(Math.log10(factor));
  const candidates = [...STEPS.map((step) => step * decade), 10 * decade];
  const distance = (one: number): number => Math.abs(Math.log(one / factor));
  return candidates.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function figure(value: number): string {
  return String(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}

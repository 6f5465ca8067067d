/** A metric with its unit: `4 ms`, `20 per s`, `3`; "none" where the run gives none. */
export function metricText(value: number | null, unit: string): string {
  return value === null ? "none" : `${Number(value.toPrecision(6))} ${unit}`.trim();
}

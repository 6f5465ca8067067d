import type { SweepRow } from "./sweep.ts";

/** The header for rows like `row`: what varied, the seed, the fingerprint, metrics, verdicts, the budget that ran out. */
export function csvHeader(row: SweepRow): string {
  const metrics = Object.keys(row.metrics);
  return [
    ...row.set.map(([path]) => path),
    "seed",
    "fingerprint",
    "events",
    ...metrics,
    ...Object.keys(row.verdicts),
    "verdict",
    "budget",
  ]
    .map(quote)
    .join(",");
}

/** One run as a line of CSV (RFC 4180); a metric that does not apply is empty, as is a budget that held. */
export function csvRow(row: SweepRow): string {
  const metrics = Object.values(row.metrics).map((value) => (value === null ? "" : String(value)));
  return [
    ...row.set.map(([, value]) => value),
    row.seed,
    row.fingerprint,
    String(row.events),
    ...metrics,
    ...Object.values(row.verdicts),
    row.verdict,
    row.budget ?? "",
  ]
    .map(quote)
    .join(",");
}

function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

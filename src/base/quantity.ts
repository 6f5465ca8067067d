import { err, ok, type Result } from "./result.ts";

/** Text that stands for a quantity, read into the engine's units. Errors are sentences without a place. */
export interface QuantityError {
  readonly problem: string;
  readonly accepted: readonly string[];
}

const US_PER: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

const BYTES_PER: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([A-Za-zµ]+)$/;
const DURATION_FORMS = ["150ms", "2s", "400us", "1.5s", "5min", "1h"];

/** `150ms` → 150000 (µs, rounded to an integer). A bare `0` needs no unit. */
export function parseDuration(text: string | number): Result<number, QuantityError> {
  const us = parseExactDuration(text);
  return us.ok ? ok(Math.round(us.value)) : us;
}

/** As {@link parseDuration}, without rounding: for the parameters of a distribution. */
export function parseExactDuration(text: string | number): Result<number, QuantityError> {
  if (text === 0 || text === "0") return ok(0);
  const match = QUANTITY.exec(String(text).trim());
  const scale = match === null ? undefined : US_PER[match[2]!];
  if (match === null || scale === undefined) {
    const missing = typeof text === "number" || /^[\d.]+$/.test(text.trim());
    const problem = missing ? `the duration ${text} has no unit` : `"${text}" is not a duration`;
    return err({ problem, accepted: DURATION_FORMS });
  }
  const us = Number(match[1]) * scale;
  if (!(us < Number.MAX_SAFE_INTEGER && us > -Number.MAX_SAFE_INTEGER)) {
    return err({ problem: `"${text}" is longer than 285 years`, accepted: DURATION_FORMS });
  }
  return ok(us);
}

/** `150ms..300ms` → `[150000, 300000]`; a single duration is a range of one point. */
export function parseDurationRange(text: string | number): Result<readonly [number, number], QuantityError> {
  const parts = String(text).split("..");
  const accepted = ["150ms..300ms", "150ms"];
  if (parts.length > 2) return err({ problem: `"${text}" is not a range of durations`, accepted });
  const low = parseDuration(parts.length === 1 ? text : parts[0]!);
  if (!low.ok) return err({ problem: low.error.problem, accepted });
  const high = parts.length === 1 ? low : parseDuration(parts[1]!);
  if (!high.ok) return err({ problem: high.error.problem, accepted });
  if (low.value < 0 || high.value < low.value)
    return err({ problem: `the range "${text}" runs backwards`, accepted });
  return ok([low.value, high.value]);
}

/** `20/s`, `1200/min` → events per µs. */
export function parseRate(text: string | number): Result<number, QuantityError> {
  const accepted = ["20/s", "0.5/ms", "1200/min"];
  const match = /^([\d.]+(?:e[+-]?\d+)?)\s*\/\s*([a-zµ]+)$/.exec(String(text).trim());
  const scale = match === null ? undefined : US_PER[match[2]!];
  const count = match === null ? Number.NaN : Number(match[1]);
  if (scale === undefined || !(count >= 0)) return err({ problem: `"${text}" is not a rate`, accepted });
  return ok(count / scale);
}

/** `64KiB`, `1.5MB` → bytes. */
export function parseBytes(text: string | number): Result<number, QuantityError> {
  const accepted = ["512B", "64KiB", "1.5MB"];
  const match = QUANTITY.exec(String(text).trim());
  const scale = match === null ? undefined : BYTES_PER[match[2]!];
  if (match === null || scale === undefined || Number(match[1]) < 0) {
    return err({ problem: `"${text}" is not a size`, accepted });
  }
  return ok(Number(match[1]) * scale);
}

/** `10Mbit/s`, `1MB/s` → bytes per µs. */
export function parseBandwidth(text: string | number): Result<number, QuantityError> {
  const accepted = ["1MB/s", "10Mbit/s", "1Gbit/s"];
  const match = /^([\d.]+)\s*(k|M|G)?(bit|B)\/s$/.exec(String(text).trim());
  if (match === null) return err({ problem: `"${text}" is not a bandwidth`, accepted });
  const scale = { k: 1e3, M: 1e6, G: 1e9 }[match[2] as "k" | "M" | "G"] ?? 1;
  const bytesPerSecond = (Number(match[1]) * scale) / (match[3] === "bit" ? 8 : 1);
  if (!(bytesPerSecond > 0)) return err({ problem: `the bandwidth "${text}" is not positive`, accepted });
  return ok(bytesPerSecond / 1e6);
}

/** µs as people write them: `2s`, `150ms`, `1.5ms`, `400us`. The inverse of {@link parseDuration}. */
export function formatDuration(us: number): string {
  if (us === 0) return "0";
  if (us % 1_000_000 === 0) return `${us / 1_000_000}s`;
  return Math.abs(us) >= 1_000 ? `${us / 1_000}ms` : `${us}us`;
}

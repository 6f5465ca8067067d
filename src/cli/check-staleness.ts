import { formatDuration, parseDuration, percentile, type InputError, type Result } from "../base/index.ts";
import { measureStaleness, type StalenessBound } from "../checkers/index.ts";
import type { Operation } from "../history/index.ts";
import { thousands } from "./print.ts";

interface Spread {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** How old what reads returned certainly was, over all reads of which it can be told. */
export interface StalenessReport {
  readonly reads: number;
  readonly stale: number;
  readonly versions: Spread;
  /** Left out where a history has no times. */
  readonly us?: Spread;
}

/** Undefined when it can be told of no read. */
export function reportStaleness(operations: readonly Operation[]): StalenessReport | undefined {
  const all = measureStaleness(operations);
  if (all.length === 0) return undefined;
  const isTimed = operations.every(({ invokeUs }) => invokeUs !== undefined);
  return {
    reads: all.length,
    stale: all.filter(({ versions }) => versions > 0).length,
    versions: toSpread(all.map(({ versions }) => versions)),
    ...(isTimed ? { us: toSpread(all.map(({ us }) => us)) } : {}),
  };
}

function toSpread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => percentile(sorted, share));
  return { p50: p50!, p90: p90!, p99: p99!, max: sorted.at(-1)! };
}

/** For people: one line. */
export function describeStaleness({ reads, stale, versions, us }: StalenessReport): string {
  if (stale === 0) return `  staleness: none of ${thousands(reads)} reads certainly stale`;
  const late = us === undefined ? "" : ` and ${formatDuration(us.max)}`;
  const behind = `${thousands(versions.max)} ${versions.max === 1 ? "version" : "versions"}`;
  return `  staleness: ${thousands(stale)} of ${thousands(reads)} reads certainly stale, by up to ${behind}${late}`;
}

/** `2` is versions, `50ms` time. */
export function readBound(text: string): Result<StalenessBound, InputError> {
  if (/^\d{1,9}$/.test(text)) return { ok: true, value: { versions: Number(text) } };
  const us = parseDuration(text);
  if (us.ok) return { ok: true, value: { us: us.value } };
  return {
    ok: false,
    error: {
      file: "--stale-by",
      line: 0,
      column: 0,
      problem: "a bound is a number of versions or a duration",
      found: text,
      accepted: ["2", "50ms"],
    },
  };
}

import { isServing, type Speed } from "./measure.ts";

/** A line of the table, as text; `met` is undefined where there is no target. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly target: string;
  /** Peers and limits of the same run, and how we stand to them. */
  readonly beside: string;
  readonly met: boolean | undefined;
}

/** Another's speed in the same run; `atLeast` is the ratio ours ÷ theirs that is wanted. */
export interface Peer {
  readonly name: string;
  readonly speed: Speed;
  readonly atLeast?: number | undefined;
}

interface Figure {
  readonly what: string;
  /** A number in the unit, the larger or the smaller the better, and its spread if it has one. */
  readonly value: number;
  readonly spread?: readonly [low: number, high: number];
  readonly unit: string;
  readonly atLeast?: number | undefined;
  readonly atMost?: number;
  readonly beside?: string;
  /** Whether what is beside is as wanted. */
  readonly besideMet?: boolean;
}

/** Reports a speed in units per second. */
export function reportSpeed(
  what: string,
  unit: string,
  speed: Speed,
  atLeast: number | undefined,
  peers: readonly Peer[] = [],
): void {
  const ratios = peers.map((peer) => ({ ...peer, ratio: speed.perSecond / peer.speed.perSecond }));
  reportFigure({
    what,
    value: speed.perSecond,
    spread: [speed.slow, speed.fast],
    unit,
    ...(atLeast === undefined ? {} : { atLeast }),
    beside: ratios.map(peerText).join("; "),
    besideMet: ratios.every(({ ratio, atLeast: wanted = 0 }) => ratio >= wanted),
  });
}

/** Reports how long one unit takes, in ns, of a speed. */
export function reportNs(what: string, speed: Speed, atMost: number): void {
  const ns = (perSecond: number): number => 1e9 / perSecond;
  reportFigure({
    what,
    value: ns(speed.perSecond),
    spread: [ns(speed.fast), ns(speed.slow)],
    unit: "ns",
    atMost,
  });
}

/** Reports how long one unit takes, in seconds, of a speed. */
export function reportSeconds(what: string, speed: Speed, atMost: number): void {
  reportFigure({
    what,
    value: 1 / speed.perSecond,
    spread: [1 / speed.fast, 1 / speed.slow],
    unit: "s",
    atMost,
  });
}

/** Reports how long something takes, of many times in ms: the median, and the 99th percentile beside it. */
export function reportTimes(
  what: string,
  times: readonly number[],
  { median, p99 }: { readonly median?: number; readonly p99?: number } = {},
): void {
  const slowest = quantile(times, 0.99);
  reportFigure({
    what,
    value: quantile(times, 0.5),
    spread: [quantile(times, 0.25), quantile(times, 0.75)],
    unit: "ms",
    ...(median === undefined ? {} : { atMost: median }),
    beside: `p99 ${short(slowest)} ms${p99 === undefined ? "" : ` (want ≤ ${p99})`}, ${times.length} times`,
    besideMet: slowest <= (p99 ?? Infinity),
  });
}

/** The value below which this share of the values lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

/** Sends one line of the table to the runner; prints it when there is none. */
export function reportFigure(figure: Figure): void {
  const { what, value, spread, unit, atLeast, atMost, beside = "", besideMet = true } = figure;
  const limits = [
    ...(atLeast === undefined ? [] : [`≥ ${short(atLeast)}`]),
    ...(atMost === undefined ? [] : [`≤ ${short(atMost)}`]),
  ];
  const isMet = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity) && besideMet;
  const quartiles = spread === undefined ? "" : ` (${short(spread[0])} – ${short(spread[1])})`;
  report({
    what,
    ours: `${short(value)} ${unit}${quartiles}`,
    target: limits.join(", "),
    beside,
    met: limits.length > 0 || beside.includes("want") ? isMet : undefined,
  });
}

/** Says that something cannot be measured here, and why. */
export function reportMissing(what: string, why: string): void {
  report({ what, ours: "–", target: "", beside: why, met: undefined });
}

function report(row: Row): void {
  if (isServing) return;
  if (process.send === undefined) console.log(Object.values(row).join(" | "));
  else process.send(row);
}

function peerText({ name, speed, ratio, atLeast }: Peer & { ratio: number }): string {
  const wanted = atLeast === undefined ? "" : ` (want ≥ ${atLeast})`;
  return `${name} ${short(speed.perSecond)}: ${ratio.toFixed(2)}×${wanted}`;
}

/** Three digits that matter: `4.71M`, `850k`, `23.4`. */
export function short(value: number): string {
  if (value >= 1e6) return `${digits(value / 1e6)}M`;
  if (value >= 1e4) return `${digits(value / 1e3)}k`;
  return digits(value);
}

function digits(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) < 0.1) return value.toFixed(4);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

import type { FaultSpan } from "../run/fault-spans.ts";
import type { Operation } from "../run/operations.ts";

/** What a run's clients had from its store: how long they waited, and how many got an answer. */
export interface Cost {
  /** Undefined where no such operation ended ok. */
  readonly reads: Latency | undefined;
  readonly writes: Latency | undefined;
  /** Of all that were invoked. */
  readonly all: Answered;
  /** Of those that were invoked while the network was parted; undefined when it never was, or nobody asked then. */
  readonly parted: Answered | undefined;
}

export interface Latency {
  readonly count: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

export interface Answered {
  readonly operations: number;
  readonly answered: number;
  /** 0 to 1. */
  readonly share: number;
}

/** A stretch of time, µs: from its start up to and without its end. */
type Stretch = readonly [fromUs: number, endUs: number];

/**
 * Measures the operations of a run. One is answered when it ended ok, or when a `cas` was told that the value is another
 * one. While the network is parted only an answer that came before it was whole again counts: later, waiting is over.
 */
export function measureCost(operations: readonly Operation[], spans: readonly FaultSpan[]): Cost {
  const stretches = partedStretches(spans);
  const whileParted = operations.flatMap((operation) => {
    const stretch = stretches.find(([from, end]) => operation.invokeUs >= from && operation.invokeUs < end);
    return stretch === undefined ? [] : [isAnswered(operation) && operation.completeUs < stretch[1]];
  });
  return {
    reads: latencyOf(operations.filter(isRead)),
    writes: latencyOf(operations.filter((operation) => !isRead(operation))),
    all: countAnswered(operations.map(isAnswered)),
    parted: whileParted.length === 0 ? undefined : countAnswered(whileParted),
  };
}

/** When some nodes could not reach others, in order; what overlaps is one stretch. */
export function partedStretches(spans: readonly FaultSpan[]): readonly Stretch[] {
  const parting = spans.filter(({ kind }) => PARTING.includes(kind));
  const stretches: [number, number][] = [];
  for (const { startUs, endUs = Infinity } of parting.toSorted((a, b) => a.startUs - b.startUs)) {
    const last = stretches.at(-1);
    if (last !== undefined && startUs <= last[1]) last[1] = Math.max(last[1], endUs);
    else stretches.push([startUs, endUs]);
  }
  return stretches;
}

/** The kinds of faults that keep nodes from each other. */
const PARTING: readonly string[] = ["partition", "isolate", "cut"];

function isAnswered({ outcome, f, error }: Operation): boolean {
  return outcome === "ok" || (outcome === "fail" && f === "cas" && error === undefined);
}

/** A transaction reads when it writes nothing. */
function isRead({ f, input }: Operation): boolean {
  if (f !== "txn") return f === "read";
  return Array.isArray(input) && input.every((step: unknown) => Array.isArray(step) && step[0] === "r");
}

function latencyOf(operations: readonly Operation[]): Latency | undefined {
  const waits = operations
    .filter(({ outcome }) => outcome === "ok")
    .map(({ invokeUs, completeUs }) => completeUs - invokeUs)
    .sort((a, b) => a - b);
  if (waits.length === 0) return undefined;
  return { count: waits.length, p50Us: quantile(waits, 0.5), p99Us: quantile(waits, 0.99) };
}

/** The smallest of the sorted values that at least a share of all do not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

function countAnswered(answers: readonly boolean[]): Answered {
  const answered = answers.filter(Boolean).length;
  return {
    operations: answers.length,
    answered,
    share: answers.length === 0 ? 0 : answered / answers.length,
  };
}

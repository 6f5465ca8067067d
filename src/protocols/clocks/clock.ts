import type { NodeId } from "../../cluster/index.ts";
import { compareHybrid, receiveHybrid, tickHybrid, type HybridStamp } from "../timestamps/hybrid.ts";
import { compareLamport, receiveLamport, tickLamport, type LamportStamp } from "../timestamps/lamport.ts";
import { compareVector, increment, merge, type Causality, type VectorClock } from "../timestamps/vector.ts";

export const CLOCK_NAMES = ["physical", "lamport", "vector", "hybrid"] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

/** What an event is stamped with; a number is physical time, µs. */
export type Stamp = number | LamportStamp | VectorClock | HybridStamp;

/** Where and when an event happens: the node, and what its physical clock shows. */
export interface Place {
  readonly node: NodeId;
  readonly physicalUs: number;
}

/** One way to stamp events. The clock of a node is the stamp of its last event. */
export interface Clock<S extends Stamp = Stamp> {
  start(place: Place): S;
  /** A local event, or a send. */
  tick(last: S, place: Place): S;
  /** The receipt of a message that carries the stamp of its send. */
  receive(last: S, sent: S, place: Place): S;
  /** What the stamps of two events say of their order. */
  compare(a: S, b: S): Causality;
  text(stamp: S): string;
  sizeBytes(stamp: S): number;
}

const physical: Clock<number> = {
  start: ({ physicalUs }) => physicalUs,
  tick: (_last, { physicalUs }) => physicalUs,
  receive: (_last, _sent, { physicalUs }) => physicalUs,
  compare: (a, b) => toCausality(a - b),
  text: millisecondsText,
  sizeBytes: () => 8,
};

const lamport: Clock<LamportStamp> = {
  start: ({ node }) => ({ counter: 0, node }),
  tick: ({ counter }, { node }) => ({ counter: tickLamport(counter), node }),
  receive: ({ counter }, sent, { node }) => ({ counter: receiveLamport(counter, sent.counter), node }),
  compare: (a, b) => toCausality(compareLamport(a, b)),
  text: ({ counter }) => String(counter),
  sizeBytes: () => 8,
};

const vector: Clock<VectorClock> = {
  start: () => [],
  tick: (last, { node }) => increment(last, node),
  receive: (last, sent, { node }) => increment(merge(last, sent), node),
  compare: compareVector,
  text: (stamp) => `[${stamp.join(" ")}]`,
  sizeBytes: (stamp) => 8 * stamp.length,
};

/** As in the paper, l and c share the 64 bits of one physical timestamp. */
const hybrid: Clock<HybridStamp> = {
  start: ({ physicalUs }) => ({ l: physicalUs, c: 0 }),
  tick: (last, { physicalUs }) => tickHybrid(last, physicalUs),
  receive: (last, sent, { physicalUs }) => receiveHybrid(last, sent, physicalUs),
  compare: (a, b) => toCausality(compareHybrid(a, b)),
  text: ({ l, c }) => `${millisecondsText(l)} + ${c}`,
  sizeBytes: () => 8,
};

export const CLOCKS: Readonly<Record<ClockName, Clock>> = { physical, lamport, vector, hybrid };

function toCausality(difference: number): Causality {
  if (difference === 0) return "equal";
  return difference < 0 ? "before" : "after";
}

export function millisecondsText(us: number): string {
  return `${us / 1000} ms`;
}

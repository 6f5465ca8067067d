import { entryOf, merge, type VectorClock } from "../timestamps/vector.ts";

/**
 * G-counter (Shapiro, Preguiça, Baquero & Zawirski, "A comprehensive study of Convergent and Commutative Replicated Data
 * Types", 2011, specification 6): what each replica has added, by its id; an entry past the end is 0. Only the replica
 * itself raises its entry, so of two entries the greater one is the newer one.
 */
export type GCounter = VectorClock;

export const EMPTY_G_COUNTER: GCounter = [];

/** Operation-based: delivered once each, in any order. */
export interface Addition {
  readonly node: number;
  /** ≥ 0 */
  readonly amount: number;
}

export function addTo(counter: GCounter, { node, amount }: Addition): GCounter {
  const next = counter.slice();
  while (next.length <= node) next.push(0);
  next[node] = entryOf(counter, node) + amount;
  return next;
}

/** State-based: the entrywise maximum. */
export const mergeGCounters: (a: GCounter, b: GCounter) => GCounter = merge;

export function totalOf(counter: GCounter): number {
  return counter.reduce((sum, amount) => sum + amount, 0);
}

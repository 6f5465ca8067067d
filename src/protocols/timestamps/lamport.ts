/**
 * Logical clocks (Lamport, CACM 1978). A clock is a whole number, 0 before the first event; a stamp is the clock's
 * value at an event together with the node that it happened at.
 *
 * Clock condition: if a happened before b, then a's stamp is less than b's. The converse does not hold: stamps are in
 * one total order, concurrent events included.
 */
export interface LamportStamp {
  /** counter ≥ 1 */
  readonly counter: number;
  /** Breaks ties (the order ⇒ of the paper). */
  readonly node: number;
}

/** The clock after a local event or a send (rule IR1). */
export function tickLamport(clock: number): number {
  return clock + 1;
}

/** The clock after receiving a message stamped with `counter` (rule IR2). */
export function receiveLamport(clock: number, counter: number): number {
  return Math.max(clock, counter) + 1;
}

/** Negative when `a` comes first in the total order ⇒; 0 for the same event. */
export function compareLamport(a: LamportStamp, b: LamportStamp): number {
  return a.counter - b.counter || a.node - b.node;
}

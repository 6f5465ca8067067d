/**
 * Hybrid logical clocks (Kulkarni, Demirbas, Madappa, Avva & Leone, OPODIS 2014), the algorithm of Figure 5.
 *
 * `l` is the greatest physical time that the node has heard of, µs, and `c` counts events that share it. Let ε bound
 * how far two physical clocks are apart:
 *
 * - if e happened before f, then (l, c) of e is less than that of f (Theorem 1);
 * - l is never behind the node's own physical clock (Theorem 2), and at most ε before it (Corollary 1);
 * - c is at most the number of events with the same l in the causal past (Corollary 2), and at most N · (ε + 1) for N
 *   nodes whose clocks advance between any two of their own events (Corollary 3).
 *
 * A physical clock that is stepped back leaves l where it was, and c counts until the clock has caught up.
 */
export interface HybridStamp {
  /** µs */
  readonly l: number;
  /** c ≥ 0 */
  readonly c: number;
}

/** The clock before the first event. */
export const HYBRID_START: HybridStamp = { l: 0, c: 0 };

/** The clock after a local event or a send, at which the node's physical clock shows `physicalUs`. */
export function tickHybrid(clock: HybridStamp, physicalUs: number): HybridStamp {
  const l = Math.max(clock.l, physicalUs);
  return { l, c: l === clock.l ? clock.c + 1 : 0 };
}

/** The clock after receiving a message stamped `message`. */
export function receiveHybrid(clock: HybridStamp, message: HybridStamp, physicalUs: number): HybridStamp {
  const l = Math.max(clock.l, message.l, physicalUs);
  if (l === clock.l && l === message.l) return { l, c: Math.max(clock.c, message.c) + 1 };
  if (l === clock.l) return { l, c: clock.c + 1 };
  return { l, c: l === message.l ? message.c + 1 : 0 };
}

/** Negative when `a` is the lesser one; 0 when they are equal, as those of concurrent events of two nodes may be. */
export function compareHybrid(a: HybridStamp, b: HybridStamp): number {
  return a.l - b.l || a.c - b.c;
}

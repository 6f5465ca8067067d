/**
 * Vector clocks (Fidge, ACSC 1988; Mattern, Parallel and Distributed Algorithms 1989).
 *
 * A dense array by node id: entry n counts the events of node n in the causal past of whoever holds it. An entry past
 * the end is 0, so `[]` is the clock before everything, and clocks of different lengths may be compared. A clock is a
 * value: functions return a new one and change none, so one can be sent, stored and shown as it is.
 *
 * Law: a happened before b exactly when a's clock is `before` b's.
 */
export type VectorClock = readonly number[];

export type Causality = "before" | "after" | "equal" | "concurrent";

export function entryOf(clock: VectorClock, node: number): number {
  return clock[node] ?? 0;
}

/** The clock after one more event at `node`. */
export function increment(clock: VectorClock, node: number): VectorClock {
  const next = clock.slice();
  while (next.length <= node) next.push(0);
  next[node]!++;
  return next;
}

/** The least clock that has seen what both have: what a receiver knows, before it counts the receipt. */
export function merge(a: VectorClock, b: VectorClock): VectorClock {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  const merged = longer.slice();
  for (let node = 0; node < shorter.length; node++) merged[node] = Math.max(merged[node]!, shorter[node]!);
  return merged;
}

/** How the event stamped `a` stands to the one stamped `b`. */
export function compareVector(a: VectorClock, b: VectorClock): Causality {
  const aHasAll = includes(a, b);
  if (includes(b, a)) return aHasAll ? "equal" : "before";
  return aHasAll ? "after" : "concurrent";
}

/** Everything in the past of `b` is in the past of `a`, too: a ≥ b in every entry. */
export function includes(a: VectorClock, b: VectorClock): boolean {
  for (let node = 0; node < b.length; node++) if (b[node]! > entryOf(a, node)) return false;
  return true;
}

import {
  addTo,
  EMPTY_G_COUNTER,
  mergeGCounters,
  totalOf,
  type Addition,
  type GCounter,
} from "./g-counter.ts";

/** PN-counter (Shapiro et al. 2011, specification 7): one G-counter for what was added, one for what was taken away. */
export interface PnCounter {
  readonly added: GCounter;
  readonly taken: GCounter;
}

export const EMPTY_PN_COUNTER: PnCounter = { added: EMPTY_G_COUNTER, taken: EMPTY_G_COUNTER };

/** Operation-based: delivered once each, in any order. The amount may be negative. */
export function changeBy({ added, taken }: PnCounter, { node, amount }: Addition): PnCounter {
  return amount < 0
    ? { added, taken: addTo(taken, { node, amount: -amount }) }
    : { added: addTo(added, { node, amount }), taken };
}

export function mergePnCounters(a: PnCounter, b: PnCounter): PnCounter {
  return { added: mergeGCounters(a.added, b.added), taken: mergeGCounters(a.taken, b.taken) };
}

export function balanceOf({ added, taken }: PnCounter): number {
  return totalOf(added) - totalOf(taken);
}

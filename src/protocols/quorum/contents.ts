import type { Value } from "../../cluster/index.ts";
import type { QuorumState } from "./state.ts";
import { heldCopy } from "./storage.ts";
import { isHome } from "./placement.ts";
import { valueOf } from "./value-of.ts";

/**
 * What this node alone would answer, hints included: a write that only a stand-in keeps is not lost. Undefined for one
 * that is home to no key and keeps none.
 */
export function contents(state: QuorumState): ReadonlyMap<string, Value> | undefined {
  if (state.hints.size === 0 && !isHome(state.placement, state.self)) return undefined;
  const values = new Map<string, Value>();
  for (const kept of [state.copies, ...state.hints.values()]) {
    for (const key of kept.keys()) {
      if (!values.has(key)) values.set(key, valueOf(heldCopy(state, key)!));
    }
  }
  return values;
}

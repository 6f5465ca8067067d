import { tailOf } from "./configuration.ts";
import type { ServerState } from "./state.ts";

/** It may speak for the chain: nobody has gone on without it. */
export function holdsLease({ leaseBeat, options }: ServerState): boolean {
  return leaseBeat > 0 || options.bug === "ignore-lease";
}

/** It is the tail, has everything, and may speak. */
export function answersAsTail(state: ServerState): boolean {
  return tailOf(state.configuration) === state.self && state.isCurrent && holdsLease(state);
}

import type { ClientRequest, Value } from "../../cluster/index.ts";
import type { VectorClock } from "../timestamps/vector.ts";
import type { CausalState } from "./state.ts";

/**
 * What a session carries from replica to replica: the label of lazy replication (Ladin et al. 1992), `prev` when it is
 * shown with a request.
 *
 * The clock is there because of retries. A client that hears nothing asks another replica, and then two replicas take
 * one write. Were each to stamp it with its own clock, the copy with the greater stamp could appear after somebody
 * had read the other one and overwritten it: the old value would be back. With stamp and dependencies out of the token,
 * both replicas make the same write, and a copy changes nothing, wherever it comes in.
 */
export type Token = {
  /** So many writes of each replica the session has seen. */
  readonly seen: VectorClock;
  /** At least the greatest stamp among them. */
  readonly clock: number;
};

const NOTHING_SEEN: VectorClock = [];

/** The token of a session; undefined for a client that keeps none, or whose session is new. */
export function tokenOf({ token }: ClientRequest): Token | undefined {
  return (token ?? undefined) as Token | undefined;
}

export function seenBy(request: ClientRequest): VectorClock {
  return tokenOf(request)?.seen ?? NOTHING_SEEN;
}

export function keepsSession({ token }: ClientRequest): boolean {
  return token !== undefined;
}

/** For a session that has seen all that is visible here. */
export function tokenOfAll({ visible, clock }: CausalState): Value {
  return { seen: visible.slice(), clock } satisfies Token;
}

/** For a session that has made write `number` of this replica, and saw nothing new by it. */
export function tokenAfterWrite({ self, clock }: CausalState, request: ClientRequest, number: number): Value {
  const seen = seenBy(request).slice();
  while (seen.length <= self) seen.push(0);
  seen[self] = number;
  return { seen, clock } satisfies Token;
}

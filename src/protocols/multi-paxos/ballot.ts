import type { NodeId } from "../../cluster/index.ts";

/** A proposal's number (§2.2): rounds first, then proposers, so that no two proposers share one. */
export interface Ballot {
  readonly round: number;
  readonly node: NodeId;
}

/** Lower than every proposal's. */
export const NO_BALLOT: Ballot = { round: 0, node: -1 };

export function isLower(a: Ballot, b: Ballot): boolean {
  return a.round !== b.round ? a.round < b.round : a.node < b.node;
}

export function isSameBallot(a: Ballot, b: Ballot): boolean {
  return a.round === b.round && a.node === b.node;
}

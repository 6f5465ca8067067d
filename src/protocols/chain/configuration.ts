import type { NodeId } from "../../cluster/index.ts";

/** A chain, head first, tail last; each change has the next number. Never changed once made. */
export interface Configuration {
  readonly number: number;
  readonly members: readonly NodeId[];
  /** By place: the number of the configuration in which this member came, for the last time. */
  readonly since: readonly number[];
}

/** No node: who is not there. */
export const NOBODY = -1;

export function createConfiguration(members: readonly NodeId[]): Configuration {
  return { number: 1, members, since: members.map(() => 1) };
}

/** §3: the others stay in order, so what one has received its predecessors have. */
export function without({ number, members, since }: Configuration, node: NodeId): Configuration {
  const isOther = (_: unknown, place: number): boolean => members[place] !== node;
  return { number: number + 1, members: members.filter(isOther), since: since.filter(isOther) };
}

/** §3: a chain is extended behind its tail. */
export function extended({ number, members, since }: Configuration, node: NodeId): Configuration {
  return { number: number + 1, members: [...members, node], since: [...since, number + 1] };
}

/** When the member came; 0 for whoever is none. */
export function sinceOf({ members, since }: Configuration, node: NodeId): number {
  return since[members.indexOf(node)] ?? 0;
}

export function headOf({ members }: Configuration): NodeId {
  return members[0] ?? NOBODY;
}

export function tailOf({ members }: Configuration): NodeId {
  return members[members.length - 1] ?? NOBODY;
}

export function successorOf({ members }: Configuration, node: NodeId): NodeId {
  const place = members.indexOf(node);
  return place < 0 ? NOBODY : (members[place + 1] ?? NOBODY);
}

export function predecessorOf({ members }: Configuration, node: NodeId): NodeId {
  return members[members.indexOf(node) - 1] ?? NOBODY;
}

/** What a server is in this chain; the only one is its head, and does what a tail does, too. */
export function roleIn(configuration: Configuration, node: NodeId): string {
  if (headOf(configuration) === node) return "head";
  if (tailOf(configuration) === node) return "tail";
  return configuration.members.includes(node) ? "middle" : "spare";
}

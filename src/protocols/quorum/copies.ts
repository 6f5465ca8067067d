import type { NodeId, Value } from "../../cluster/index.ts";
import { entryOf, includes, increment, merge as join, type VectorClock } from "../timestamps/vector.ts";

/**
 * What a replica holds of one key, and how two such copies become one. A copy is a value: it is never changed, and
 * messages, disks and replicas share it.
 *
 * With timestamps a copy is one version, and the later one wins. With vectors a copy is a dotted version vector set:
 * `seen` covers every version that is here or was superseded by one that is here, and each version is one event of it,
 * its dot. So two writes through one coordinator, neither of whose clients had seen the other's, are known to be
 * concurrent; a plain version vector would either lose one of them, or take each for new wherever they meet and pile
 * up siblings (Preguiça et al., Dotted Version Vectors, arXiv:1011.5808, 2010; as a set with one common vector: Almeida et
 * al., Scalable and Accurate Causality Tracking for Eventually Consistent Stores, DAIS 2014).
 *
 * Law of `seen`: whoever made dot (c, k) held all dots (c, < k) of that key or what superseded them, so an entry
 * stands for all dots up to it. A coordinator that lost its memory therefore goes on under another name: see
 * `coordinatorName`.
 */
export interface Copy {
  /** At least one; ordered by `compareVersions`. One unless concurrent ones are kept. */
  readonly versions: readonly Version[];
  /** Empty when timestamps decide. */
  readonly seen: VectorClock;
}

/** One write of a key. */
export interface Version {
  /** Lamport's clock or the physical one of the coordinator, at the write. */
  readonly time: number;
  /** The coordinator's name; a tie-break, and with vectors one half of the dot. */
  readonly coordinator: number;
  /** The other half: the coordinator's k-th write of this key, as far as it knew. 0 when timestamps decide. */
  readonly dot: number;
  readonly value: Value;
}

/** A total order that agrees with who wins: later time, then coordinator. */
function compareVersions(a: Version, b: Version): number {
  return a.time - b.time || a.coordinator - b.coordinator || a.dot - b.dot;
}

export function newestOf(copy: Copy): Version {
  return copy.versions[copy.versions.length - 1]!;
}

/** True when `b` would add nothing to `a`. */
export function hasAllOf(a: Copy, b: Copy): boolean {
  if (a.seen.length > 0) return includes(a.seen, b.seen);
  return compareVersions(newestOf(a), newestOf(b)) >= 0;
}

/** The copy that knows what both know; one of the two themselves when it knows all. */
export function mergeCopies(a: Copy, b: Copy, keepSiblings: boolean): Copy {
  if (hasAllOf(a, b)) return a;
  if (hasAllOf(b, a)) return b;
  const versions = [
    ...a.versions.filter((version) => !isSuperseded(version, b)),
    ...b.versions.filter((version) => !isDotOf(version, a) && !isSuperseded(version, a)),
  ];
  versions.sort(compareVersions);
  return { versions: keepSiblings ? versions : versions.slice(-1), seen: join(a.seen, b.seen) };
}

/** The same, where there may be nothing yet. */
export function mergeWith(a: Copy | undefined, b: Copy | null | undefined, keepSiblings: boolean) {
  if (a === undefined) return b ?? undefined;
  return b === null || b === undefined ? a : mergeCopies(a, b, keepSiblings);
}

/** A write where timestamps decide: nothing but the version. */
export function stampedCopy(value: Value, time: number, coordinator: NodeId): Copy {
  return { versions: [{ time, coordinator, dot: 0, value }], seen: [] };
}

/**
 * A write over what the coordinator holds: it supersedes what its client had seen, which is `context`, and stands
 * beside the rest.
 */
export function dottedCopy(
  held: Copy | undefined,
  context: VectorClock,
  write: { readonly value: Value; readonly time: number; readonly coordinator: number },
  keepSiblings: boolean,
): Copy {
  const { coordinator } = write;
  const seen = increment(held === undefined ? context : join(held.seen, context), coordinator);
  const version: Version = { ...write, dot: entryOf(seen, coordinator) };
  if (!keepSiblings || held === undefined) return { versions: [version], seen };
  const beside = held.versions.filter((other) => other.dot > entryOf(context, other.coordinator));
  return { versions: [...beside, version].sort(compareVersions), seen };
}

/** The other copy has seen it and does not hold it any more. */
function isSuperseded(version: Version, other: Copy): boolean {
  return entryOf(other.seen, version.coordinator) >= version.dot && !isDotOf(version, other);
}

function isDotOf(version: Version, { versions }: Copy): boolean {
  return versions.some(({ coordinator, dot }) => coordinator === version.coordinator && dot === version.dot);
}

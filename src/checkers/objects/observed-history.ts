import type { Operation } from "../../history/index.ts";
import { Layout } from "./layout.ts";
import { Versions } from "./versions.ts";

/** What `reads` says of an operation that saw nothing, and of one that saw what nobody wrote. */
export const NOTHING = -1;
export const THIN_AIR = -2;

/**
 * A history of which is known who read from whom. In it are the operations that certainly took effect, and unknown writes:
 * of those that nobody has read nothing is claimed, and nothing comes after them in their process, so no level
 * weaker than linearizability can tell whether they happened. (In any order that explains the reads they can be put at the end,
 * or taken out: nobody saw them. Only a refused cas could tell, and it constrains no level that is judged on this.)
 *
 * A cas that succeeded reads what it expected and writes, at once.
 */
export interface ObservedHistory {
  readonly layout: Layout;
  readonly versions: Versions;
  /** By operation the version that it saw, NOTHING or THIN_AIR. */
  readonly reads: Int32Array;
}

/** What an operation saw, spelt out: writes by index, from the first; undefined when it is what nobody wrote. */
interface Seen {
  readonly reader: number;
  readonly writes: readonly number[] | undefined;
  readonly fromInitial: boolean;
}

/**
 * The history of some of its operations only. Reads whose base is left out are left out with it, a cas then only writes; from
 * what others have seen, appends that are left out are taken away. What is valid stays valid: take the operations
 * out of the orders that explain it.
 */
export function restrict(history: ObservedHistory, kept: Iterable<number>): ObservedHistory {
  const { layout, versions, reads } = history;
  const wanted = withoutBaseless(history, new Set(kept));
  const numbers = new Map(wanted.map((operation, index) => [operation, index]));
  const effective = findEffective(history, numbers);
  const seen = wanted.flatMap((operation, reader): Seen[] => {
    const version = reads[operation]!;
    if (version === NOTHING || !effective.has(operation)) return [];
    if (version === THIN_AIR) return [{ reader, writes: undefined, fromInitial: false }];
    const base = versions.baseOf(version);
    if (base >= 0 && !numbers.has(base)) return [];
    const writes = versions.writesOf(version).flatMap((write) => numbers.get(write) ?? []);
    return [{ reader, writes, fromInitial: base < 0 }];
  });
  const writes = new Set(
    wanted.filter((operation) => layout.isWrite(operation)).map((one) => layout.operations[one]!),
  );
  return createHistory(
    wanted.map((operation) => layout.operations[operation]!),
    writes,
    seen,
  );
}

/** Operations that certainly took effect: what ended ok, and unknown ones of which something was seen. */
function findEffective(
  { layout, versions, reads }: ObservedHistory,
  kept: ReadonlyMap<number, number>,
): Set<number> {
  const effective = new Set<number>();
  const waiting = Array.from(kept.keys()).filter((operation) => layout.operations[operation]!.type === "ok");
  for (let operation = waiting.pop(); operation !== undefined; operation = waiting.pop()) {
    if (effective.has(operation)) continue;
    effective.add(operation);
    const last = reads[operation]! < 0 ? -1 : versions.lastOf(reads[operation]!);
    if (kept.has(last)) waiting.push(last);
  }
  return effective;
}

/** In order of invocation. */
function withoutBaseless({ layout, versions, reads }: ObservedHistory, kept: ReadonlySet<number>): number[] {
  const hasBase = (operation: number): boolean => {
    const base = reads[operation]! < 0 ? -1 : versions.baseOf(reads[operation]!);
    return base < 0 || kept.has(base) || layout.isWrite(operation);
  };
  return Array.from(kept)
    .filter(hasBase)
    .sort((a, b) => a - b);
}

function createHistory(
  operations: readonly Operation[],
  writes: ReadonlySet<Operation>,
  seen: readonly Seen[],
): ObservedHistory {
  const layout = new Layout(operations, (operation) => writes.has(operation));
  const versions = new Versions((write) => layout.placeOf(write));
  const reads = new Int32Array(operations.length).fill(NOTHING);
  for (const { reader, writes: path, fromInitial } of seen)
    reads[reader] = path === undefined ? THIN_AIR : toVersion(layout, versions, reader, path, fromInitial);
  return { layout, versions, reads };
}

function toVersion(
  layout: Layout,
  versions: Versions,
  reader: number,
  path: readonly number[],
  fromInitial: boolean,
): number {
  const first = fromInitial ? versions.initial(layout.key[reader]!) : versions.base(path[0]!);
  return path.slice(fromInitial ? 0 : 1).reduce((version, write) => versions.append(version, write), first);
}

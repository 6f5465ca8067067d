import { createAppendList, pushTo, valueAt, type AppendList } from "../../base/index.ts";
import type { Invariant } from "../../cluster/index.ts";
import { beginScan, createLogScan, forgetScan, isScanned, type CutLog, type LogScan } from "./log-scan.ts";

/** How the invariant reads the log of a state. Indexes count from 1; a term is what numbers its leaders. */
export interface LogReader<S, E> {
  logOf(state: S): CutLog;
  lastIndex(state: S): number;
  entryAt(state: S, index: number): E;
  termOf(entry: E): number;
  isSame(a: E, b: E): boolean;
}

/** An entry as it was first seen in any log, with the term of the entry before it. */
interface Seen<E> {
  readonly entry: E;
  readonly prevTerm: number;
}

export interface LogMatchingGhost<E> {
  readonly scan: LogScan;
  /** By index − 1: the first entry ever seen there. */
  readonly first: AppendList<Seen<E>>;
  /** Entries of other terms at the same indexes, by index and term. */
  readonly others: Map<string, Seen<E>>;
}

/**
 * By induction: wherever (index, term) stands, the same command stands there, behind an entry of the same term; so
 * all before it is the same too. Each entry is looked at once in each log.
 */
export function createLogMatching<S, E>(
  text: Pick<Invariant, "name" | "says" | "source">,
  reader: LogReader<S, E>,
): Invariant<S, LogMatchingGhost<E>> {
  return {
    ...text,
    ghost: (nodes) => ({ scan: createLogScan(nodes), first: createAppendList(), others: new Map() }),
    check(ghost, state, node, names) {
      const log = reader.logOf(state);
      const last = reader.lastIndex(state);
      if (isScanned(ghost.scan, log, last, node)) return undefined;
      for (let index = beginScan(ghost.scan, log, last, node); index <= last; index++) {
        const entry = reader.entryAt(state, index);
        const term = reader.termOf(entry);
        const prevTerm = index === 1 ? 0 : reader.termOf(reader.entryAt(state, index - 1));
        const seen = seenBefore(ghost, index, { entry, prevTerm }, reader);
        if (seen === undefined || (seen.prevTerm === prevTerm && reader.isSame(seen.entry, entry))) continue;
        return `${names(node)} has another entry at ${index} of term ${term}, or other entries before it, than a log seen before`;
      }
      return undefined;
    },
    onRestart: ({ scan }, node) => forgetScan(scan, node),
  };
}

/** What was seen at this index and term; undefined, and remembered, when this is the first. */
function seenBefore<S, E>(
  ghost: LogMatchingGhost<E>,
  index: number,
  now: Seen<E>,
  { termOf }: LogReader<S, E>,
): Seen<E> | undefined {
  const first = valueAt(ghost.first, index - 1);
  if (first === undefined) {
    pushTo(ghost.first, now);
    return undefined;
  }
  if (termOf(first.entry) === termOf(now.entry)) return first;
  const name = `${index}/${termOf(now.entry)}`;
  const other = ghost.others.get(name);
  if (other === undefined) ghost.others.set(name, now);
  return other;
}

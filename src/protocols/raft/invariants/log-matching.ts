import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { entryAt, lastIndex, termAt, type Entry } from "../log.ts";
import type { RaftState } from "../state.ts";
import { beginScan, createLogScan, forgetScan, isScanned, type LogScan } from "./log-scan.ts";
import { isSameEntry } from "./same-entry.ts";

/** An entry as it was first seen in any log, with the term of the entry before it. */
interface Seen {
  readonly entry: Entry;
  readonly prevTerm: number;
}

interface Ghost {
  readonly scan: LogScan;
  /** By index − 1: the first entry ever seen there. */
  readonly first: AppendList<Seen>;
  /** Entries of other terms at the same indexes, by index and term. */
  readonly others: Map<string, Seen>;
}

/**
 * By induction: wherever (index, term) stands, the same command stands there, behind an entry of the same term; so
 * all before it is the same too. Each entry is looked at once in each log.
 */
export const logMatching: Invariant<RaftState, Ghost> = {
  name: "log-matching",
  says: "If two logs have an entry with the same index and term, they are identical up to and including it.",
  source: "Ongaro & Ousterhout 2014, Figure 3, §5.3",
  ghost: (nodes) => ({ scan: createLogScan(nodes), first: createAppendList(), others: new Map() }),
  check(ghost, { log }, node, names) {
    if (isScanned(ghost.scan, log, node)) return undefined;
    for (let index = beginScan(ghost.scan, log, node); index <= lastIndex(log); index++) {
      const entry = entryAt(log, index)!;
      const prevTerm = termAt(log, index - 1);
      const seen = seenBefore(ghost, index, entry, prevTerm);
      if (seen === undefined || (seen.prevTerm === prevTerm && isSameEntry(seen.entry, entry))) continue;
      return `${names(node)} has another entry at ${index} of term ${entry.term}, or other entries before it, than a log seen before`;
    }
    return undefined;
  },
  onRestart: ({ scan }, node) => forgetScan(scan, node),
};

/** What was seen at this index and term; undefined, and remembered, when this is the first. */
function seenBefore(ghost: Ghost, index: number, entry: Entry, prevTerm: number): Seen | undefined {
  const first = valueAt(ghost.first, index - 1);
  if (first === undefined) {
    pushTo(ghost.first, { entry, prevTerm });
    return undefined;
  }
  if (first.entry.term === entry.term) return first;
  const name = `${index}/${entry.term}`;
  const other = ghost.others.get(name);
  if (other === undefined) ghost.others.set(name, { entry, prevTerm });
  return other;
}

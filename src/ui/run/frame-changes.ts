import type { Frame, NodeFrame } from "../../session/index.ts";
import { secondsText } from "../format/time.ts";

/** One thing of a node that an event changed, in words. Empty: it was not there. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export interface NodeChanges {
  readonly node: number;
  readonly changes: readonly Change[];
}

/** What differs between the states right before and right after an event, node by node. */
export function frameChanges(
  before: Frame,
  after: Frame,
  termWords: readonly (string | undefined)[] = [],
): NodeChanges[] {
  return after.nodes
    .map((now, node): NodeChanges => {
      const then = before.nodes[node];
      return { node, changes: then === undefined ? [] : nodeChanges(then, now, termWords[node]) };
    })
    .filter(({ changes }) => changes.length > 0);
}

function nodeChanges(before: NodeFrame, after: NodeFrame, termWord = "term"): Change[] {
  const was = factsOf(before, termWord);
  const is = factsOf(after, termWord);
  const whats = new Set([...was.keys(), ...is.keys()]);
  return Array.from(whats, (what): Change => ({
    what,
    before: was.get(what) ?? "",
    after: is.get(what) ?? "",
  })).filter((change) => change.before !== change.after);
}

/** Everything that can be said of a node, each under a name of its own. Its clock runs anyway. */
function factsOf(
  { status, role, term, rows, log, disk, timers }: NodeFrame,
  termWord: string,
): Map<string, string> {
  const facts = new Map<string, string>([["status", status]]);
  if (role !== undefined) facts.set("role", term === undefined ? role : `${role}, ${termWord} ${term}`);
  for (const [label, value] of rows) facts.set(label, value);
  const last = log?.[log.length - 1];
  if (last !== undefined) facts.set("last entry", `${last.index}: ${last.label}, ${termWord} ${last.term}`);
  for (const [cell, value] of disk.cells) facts.set(`disk: ${cell}`, value);
  for (const [file, length] of disk.files) facts.set(`disk: ${file}`, `length ${length}`);
  if (disk.pendingWrites > 0) facts.set("disk: not synced", String(disk.pendingWrites));
  for (const { name, dueUs } of timers) {
    const key = `timer: ${name}`;
    const due = secondsText(dueUs, 6);
    facts.set(key, facts.has(key) ? `${facts.get(key)}, ${due}` : due);
  }
  return facts;
}

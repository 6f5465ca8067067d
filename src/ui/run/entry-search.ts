import type { Frame } from "../../session/index.ts";
import type { RunData } from "./run-data.ts";

/** A line in the log of a node. */
export interface LogEntry {
  readonly node: number;
  readonly index: number;
  readonly term: number;
}

/** What is asked of an entry: that the node holds it, or knows that it is committed. */
export type EntryState = "held" | "committed";

/**
 * The record at which an entry of a node's log, as it stands after record `event`, came to be in a state. Programs
 * tell nobody what they append, so states are asked for by bisection: about twenty whatever the length of the run.
 * An entry that went and came back has several such records; this gives one of them. −1: it is not in that state.
 */
export async function whenEntry(
  data: RunData,
  entry: LogEntry,
  state: EntryState,
  event: number,
  frameAt: (event: number) => Promise<Frame | undefined>,
): Promise<number> {
  const now = await frameAt(upBefore(data, entry.node, event));
  if (!isSo(now, entry, state)) return -1;
  let without = -1;
  let having = event;
  while (having - without > 1) {
    const middle = (without + having) >>> 1;
    // Only its own records change a node.
    const at = data.lanes.previous(entry.node, middle + 1);
    if (at <= without) {
      without = middle;
      continue;
    }
    const frame = await frameAt(upBefore(data, entry.node, at));
    if (isSo(frame, entry, state)) having = at;
    else without = middle;
  }
  return having;
}

/** A node that is down shows no log: what counts is what it held when it crashed. */
function upBefore(data: RunData, node: number, event: number): number {
  const phase = data.nodes.at(node, event);
  return phase.status === "down" ? phase.event - 1 : event;
}

function isSo(frame: Frame | undefined, { node, index, term }: LogEntry, state: EntryState): boolean {
  const log = frame?.nodes[node]?.log ?? [];
  const cell = log.find((one) => one.index === index);
  if (cell !== undefined) return cell.term === term && (state === "held" || cell.committed);
  // Only the newest entries are shown: whoever holds later ones holds this one.
  const first = log[0];
  return first !== undefined && first.index > index && (state === "held" || first.committed);
}

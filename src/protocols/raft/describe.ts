import { valueText, type LogCell, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import { entryAt, firstIndex, lastIndex } from "./log.ts";
import { NOBODY, type RaftState } from "./state.ts";
import type { StoredVote } from "./storage.ts";

type Row = readonly [label: string, value: string];

/** Log cells and keys shown: the newest entries, and no more keys than fit. */
const MOST_CELLS = 64;
const MOST_KEYS = 16;

/** A replica for the inspector: Figure 2's state by its names, then what the options add. */
export function describe(state: RaftState, names: NodeNames): NodeDescription {
  const { role, currentTerm } = state;
  const rows = [...commonRows(state, names), ...leaderRows(state, names), ...keyRows(state)];
  return { role, term: currentTerm, rows, log: logCells(state) };
}

/** The vote as Figure 2 names it: a number alone would say nothing of who got it. */
export function describeCell(_cell: string, value: unknown, names: NodeNames): string {
  const { currentTerm, votedFor } = value as StoredVote;
  return `currentTerm ${currentTerm}, votedFor ${nameOf(votedFor, names)}`;
}

function commonRows(state: RaftState, names: NodeNames): Row[] {
  const { storage, votes, log } = state;
  const rows: Row[] = [
    ["currentTerm", String(state.currentTerm)],
    ["votedFor", nameOf(state.votedFor, names)],
    ["leader", nameOf(state.leaderId, names)],
    ["commitIndex", String(state.commitIndex)],
    ["lastApplied", String(state.lastApplied)],
    ["log", `${entriesText(lastIndex(log))}, durable to ${storage.durableIndex}`],
  ];
  if (votes.length > 0) rows.push(["votes", votes.map(names).join(" ")]);
  if (storage.outbox.length > 0) rows.push(["waiting for the disk", `${storage.outbox.length} messages`]);
  return rows;
}

function leaderRows(state: RaftState, names: NodeNames): Row[] {
  if (state.role !== "leader") return [];
  const { reading, transferTo, options } = state;
  const rows: Row[] = [];
  state.progress.forEach(({ nextIndex, matchIndex, isProbing }, node) => {
    if (node === state.self) return;
    rows.push([names(node), `next ${nextIndex}, match ${matchIndex}${isProbing ? ", probing" : ""}`]);
  });
  if (reading.waiting.length > 0)
    rows.push(["reads waiting", `${reading.waiting.length}, round ${reading.round}`]);
  if (options.reads === "lease") rows.push(["lease until", `${reading.leaseEndUs / 1000} ms on its clock`]);
  if (transferTo !== NOBODY) rows.push(["hands over to", names(transferTo)]);
  return rows;
}

function keyRows({ machine }: RaftState): Row[] {
  const rows: Row[] = [];
  for (const [key, value] of machine.store) {
    if (rows.length === MOST_KEYS) return [...rows, ["…", `${machine.store.size} keys in all`]];
    rows.push([`key ${key}`, valueText(value)]);
  }
  return rows;
}

function logCells({ log, commitIndex }: RaftState): LogCell[] {
  const cells: LogCell[] = [];
  const last = lastIndex(log);
  for (let index = Math.max(firstIndex(log), last - MOST_CELLS + 1); index <= last; index++) {
    const { term, command } = entryAt(log, index)!;
    const label = command === null ? "–" : describeRequest(command);
    cells.push({ index, term, label, committed: index <= commitIndex });
  }
  return cells;
}

function nameOf(node: number, names: NodeNames): string {
  return node === NOBODY ? "nobody" : names(node);
}

function entriesText(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

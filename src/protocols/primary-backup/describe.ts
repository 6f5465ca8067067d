import type { NodeDescription, NodeNames } from "../../cluster/index.ts";
import { describeClientMessage } from "../replicated-log/describe-client-message.ts";
import { keyRows, logCells, logRow } from "../replicated-log/describe-log.ts";
import { neededAcks } from "./acknowledge.ts";
import type { AnyMessage, Append } from "./messages.ts";
import { NOBODY, type PrimaryBackupState } from "./state.ts";

type Row = readonly [label: string, value: string];

export function describe(state: PrimaryBackupState, names: NodeNames): NodeDescription {
  const { role, epoch, log, acknowledged, machine } = state;
  const rows: Row[] = [
    ["epoch", String(epoch)],
    ["primary", state.primary === NOBODY ? "nobody" : names(state.primary)],
    logRow(log),
    ["acknowledged", `up to ${acknowledged}`],
    ...primaryRows(state, names),
    ...candidateRows(state, names),
    ...keyRows(machine.store),
  ];
  return { role, term: epoch, rows, log: logCells(log, acknowledged) };
}

function primaryRows(state: PrimaryBackupState, names: NodeNames): Row[] {
  if (state.role !== "primary") return [];
  const rows: Row[] = [["waits for", `its own disk and ${neededAcks(state)} of the backups'`]];
  state.progress.forEach(({ match, next, isSkipped }, node) => {
    rows.push([names(node), `has ${match}, next ${next}${isSkipped ? ", silent: not waited for" : ""}`]);
  });
  if (state.waitingReads.length > 0) rows.push(["reads waiting", String(state.waitingReads.length)]);
  return rows;
}

function candidateRows({ role, promises }: PrimaryBackupState, names: NodeNames): Row[] {
  return role === "candidate" ? [["promised by", promises.map(names).join(" ")]] : [];
}

/** One message in a few words. A place in a log is written index/epoch. */
export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Append":
      return describeAppend(message);
    case "AppendReply":
      return `epoch ${message.epoch}, ${message.success ? `has ${message.index}` : message.index === 0 ? "refused: earlier epoch" : `ship from ${message.index}`}`;
    case "Takeover":
      return `epoch ${message.epoch}, log to ${message.lastIndex}/${message.lastEpoch}`;
    case "TakeoverReply":
      return `epoch ${message.epoch}, ${message.granted ? "promised" : "refused"}`;
    case "Request":
    case "Response":
      return describeClientMessage(message, names);
  }
}

function describeAppend({ epoch, prevIndex, prevEpoch, entries, acknowledged }: Append): string {
  const first = prevIndex + 1;
  const last = prevIndex + entries.length;
  const what = last < first ? "heartbeat" : first === last ? `entry ${first}` : `entries ${first}–${last}`;
  return `epoch ${epoch}, ${what}, after ${prevIndex}/${prevEpoch}, acknowledged ${acknowledged}`;
}

export function describeCell(_cell: string, value: unknown): string {
  return String(value);
}

import type { NodeDescription, NodeNames } from "../../cluster/index.ts";
import { describeClientMessage } from "../replicated-log/describe-client-message.ts";
import { keyRows, logCells, logRow } from "../replicated-log/describe-log.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import { NOBODY, roleIn, successorOf, type Configuration } from "./configuration.ts";
import type { StoredMember } from "./membership.ts";
import type { AnyMessage, Update } from "./messages.ts";
import type { ChainState, MasterState, ServerState } from "./state.ts";

export function describe(state: ChainState, names: NodeNames): NodeDescription {
  return state.kind === "master" ? describeMaster(state, names) : describeServer(state, names);
}

function describeMaster(
  { configuration, published, current }: MasterState,
  names: NodeNames,
): NodeDescription {
  return {
    role: "master",
    term: configuration.number,
    rows: [
      ["chain", chainText(configuration, names)],
      ["told", published === configuration ? "to all" : "when it is on disk"],
      ["caught up", current.map(names).join(" ")],
    ],
  };
}

function describeServer(state: ServerState, names: NodeNames): NodeDescription {
  const { configuration, self, log, applied, acknowledged, progress, isCurrent, leaseBeat } = state;
  const successor = successorOf(configuration, self);
  return {
    role: roleIn(configuration, self),
    term: configuration.number,
    rows: [
      ["chain", chainText(configuration, names)],
      ["caught up", isCurrent ? "yes" : state.goal < 0 ? "no" : `at entry ${state.goal}`],
      ["lease", leaseBeat > 0 ? "held" : "none"],
      logRow(log),
      ["Hist", `${applied} updates`],
      ["Sent", `${applied - acknowledged} not acknowledged by the tail`],
      ...(successor === NOBODY
        ? []
        : [[names(successor), `has ${progress.match}, next ${progress.next}`] as const]),
      ...keyRows(state.machine.store),
    ],
    log: logCells(log, acknowledged),
  };
}

function chainText({ number, members }: Configuration, names: NodeNames): string {
  return `${number}: ${members.map(names).join(" ")}`;
}

export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Heartbeat":
      return message.since === 0 ? "would join" : message.isCurrent ? "is there" : "is there, not current";
    case "ChainIs":
      return `chain ${chainText(message.configuration, names)}`;
    case "Update":
      return describeUpdate(message);
    case "UpdateReply":
      return message.success
        ? `has ${message.index}, tail ${message.acknowledged}`
        : `ship from ${message.index}`;
    case "Forward":
      return `${message.request.f} ${describeRequest(message.request)} for ${names(message.client)}`;
    case "Request":
    case "Response":
      return describeClientMessage(message, names);
  }
}

function describeUpdate({ configuration, prevIndex, entries }: Update): string {
  const first = prevIndex + 1;
  const last = prevIndex + entries.length;
  const what = last < first ? "nothing new" : first === last ? `update ${first}` : `updates ${first}–${last}`;
  return `chain ${configuration}, ${what} after ${prevIndex}`;
}

/** The master keeps a chain, a server also whether it has everything. */
export function describeCell(_cell: string, value: unknown, names: NodeNames): string {
  const stored = value as Configuration | StoredMember;
  if (!("configuration" in stored)) return chainText(stored, names);
  return `${chainText(stored.configuration, names)}${stored.isCurrent ? "" : ", not current"}`;
}

import { valueAt } from "../../base/index.ts";
import type { LogCell, NodeDescription, NodeNames, Role } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import type { Ballot } from "./ballot.ts";
import type { AnyMessage, Command } from "./messages.ts";
import type { PaxosOptions } from "./options.ts";
import type { PaxosState } from "./state.ts";

/** Newest entries of the log that are shown. */
const MOST_CELLS = 12;

export function describe(state: PaxosState, names: NodeNames): NodeDescription {
  const { phase, promised, promisedBy, proposals, pending, log, round } = state;
  const phaseRows: Readonly<Record<PaxosState["phase"], string>> = {
    idle: "none of its own",
    preparing: `1: promised by ${promisedBy.map(names).join(", ") || "nobody yet"}`,
    leading: `2: ${proposals.size} not chosen yet`,
  };
  return {
    ...roleOf(state),
    rows: [
      ["promised", ballotText(promised, names)],
      ["phase", phaseRows[phase]],
      ["learned", `slots 1 to ${log.length}`],
      ...(pending.length > 0 ? [["wait", `${pending.length} requests`] as const] : []),
      ["highest round", String(round)],
    ],
    log: cells(state),
  };
}

/** A distinguished proposer leads and the others follow it; where anyone proposes nobody does either. */
const ROLES: Readonly<Record<PaxosOptions["proposers"], Readonly<Record<PaxosState["phase"], string>>>> = {
  distinguished: { leading: "leader", preparing: "candidate", idle: "follower" },
  anyone: { leading: "proposer", preparing: "preparing", idle: "acceptor" },
};

export function roleOf({ phase, ballot, round, options }: PaxosState): Role {
  return { role: ROLES[options.proposers][phase], term: phase === "idle" ? round : ballot.round };
}

/** What is chosen, then what this acceptor has voted for. */
function cells({ log, accepted }: PaxosState): LogCell[] {
  const chosen: LogCell[] = [];
  for (let index = Math.max(1, log.length - MOST_CELLS + 1); index <= log.length; index++) {
    chosen.push({ index, term: 0, label: commandText(valueAt(log, index - 1)!), committed: true });
  }
  const voted = Array.from(accepted, ([index, { ballot, command }]) => ({
    index,
    term: ballot.round,
    label: commandText(command),
    committed: false,
  })).sort((a, b) => a.index - b.index);
  return [...chosen, ...voted].slice(-MOST_CELLS);
}

function commandText(command: Command): string {
  return command === null ? "–" : describeRequest(command);
}

function ballotText({ round, node }: Ballot, names: NodeNames): string {
  return node < 0 ? "nothing" : `ballot ${round} of ${names(node)}`;
}

export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Prepare":
      return `${ballotText(message.ballot, names)}, slots from ${message.from}`;
    case "Promise":
      return `${ballotText(message.ballot, names)}, ${message.accepted.length} votes before`;
    case "Accept":
      return `${ballotText(message.ballot, names)}, slot ${message.slot}: ${commandText(message.command)}`;
    case "AcceptReply":
      return `${ballotText(message.ballot, names)}, slot ${message.slot}`;
    case "Nack":
      return `has promised ${ballotText(message.promised, names)}`;
    case "Chosen":
      return `slot ${message.slot}: ${message.commands.map(commandText).join(", ")}`;
    case "Learn":
      return `from slot ${message.slot}`;
    case "Heartbeat":
      return `${ballotText(message.ballot, names)}, chosen up to ${message.learned}`;
    case "Request":
      return `${message.f} ${describeRequest(message)}`;
    case "Response":
      return message.outcome === "redirect" && message.leader !== undefined
        ? `redirect to ${names(message.leader)}`
        : message.outcome;
  }
}

import type { NodeNames } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import type { AnyMessage, AppendEntries, AppendEntriesReply } from "./messages.ts";

/** One message in a few words. A place in a log is written index/term. */
export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "AppendEntries":
      return describeAppendEntries(message);
    case "AppendEntriesReply":
      return describeAppendEntriesReply(message);
    case "RequestVote":
      return `term ${message.term}, log to ${message.lastLogIndex}/${message.lastLogTerm}${message.isTransfer ? ", at the leader's wish" : ""}`;
    case "RequestVoteReply":
      return `term ${message.term}, ${message.granted ? "granted" : "refused"}`;
    case "RequestPreVote":
      return `for term ${message.term}, log to ${message.lastLogIndex}/${message.lastLogTerm}`;
    case "RequestPreVoteReply":
      return `for term ${message.forTerm}, ${message.granted ? "would vote" : "would not"}`;
    case "TimeoutNow":
      return `term ${message.term}`;
    case "Request":
      return `${message.f} ${describeRequest(message)}`;
    case "Response":
      return message.outcome === "redirect" && message.leader !== undefined
        ? `redirect to ${names(message.leader)}`
        : message.outcome;
  }
}

function describeAppendEntries({
  term,
  entries,
  prevLogIndex,
  prevLogTerm,
  leaderCommit,
}: AppendEntries): string {
  const first = prevLogIndex + 1;
  const what =
    entries.length === 0
      ? "heartbeat"
      : entries.length === 1
        ? `entry ${first}`
        : `entries ${first}–${prevLogIndex + entries.length}`;
  return `term ${term}, ${what}, after ${prevLogIndex}/${prevLogTerm}, commit ${leaderCommit}`;
}

function describeAppendEntriesReply(message: AppendEntriesReply): string {
  const { term, success, matchIndex, conflictTerm, conflictIndex } = message;
  if (success) return `term ${term}, match ${matchIndex}`;
  if (conflictIndex === 0) return `term ${term}, refused: earlier term`;
  return conflictTerm === 0
    ? `term ${term}, refused: log ends before ${conflictIndex}`
    : `term ${term}, refused: term ${conflictTerm} from ${conflictIndex}`;
}

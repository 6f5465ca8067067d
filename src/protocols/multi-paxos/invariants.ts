import { createAppendList, pushTo, valueAt, type AppendList } from "../../base/index.ts";
import type { Invariant } from "../../cluster/index.ts";
import { isLower, isSameBallot, NO_BALLOT, type Ballot } from "./ballot.ts";
import { isSameCommand, type Accepted, type Command } from "./messages.ts";
import type { PaxosState } from "./state.ts";

interface Logs {
  /** By slot − 1: the command that was first carried out there. */
  readonly first: AppendList<Command>;
  /** How far each node's log was looked at. */
  readonly seen: number[];
}

const oneCommandASlot: Invariant<PaxosState, Logs> = {
  name: "one-command-a-slot",
  says: "Only a single command is chosen for a slot: whoever has learned of one has learned of the same.",
  source: "Lamport, Paxos Made Simple, §2.1",
  ghost: (nodes) => ({ first: createAppendList(), seen: new Array<number>(nodes).fill(0) }),
  check({ first, seen }, { log }, node, names) {
    for (let index = seen[node]!; index < log.length; index++) {
      const command = valueAt(log, index)!;
      if (index >= first.length) pushTo(first, command);
      else if (!isSameCommand(valueAt(first, index)!, command))
        return `${names(node)} has learned of another command in slot ${index + 1} than the first that was carried out there`;
    }
    seen[node] = log.length;
    return undefined;
  },
  onRestart: ({ seen }, node) => {
    seen[node] = 0;
  },
};

/** The highest promise seen at each node, through crashes too: what was promised aloud is on the disk. */
const promisesHold: Invariant<PaxosState, { readonly spoken: Ballot[] }> = {
  name: "promises-hold",
  says: "What an acceptor has promised, to a proposer that heard of it, it has not forgotten.",
  source: "Lamport, Paxos Made Simple, §2.2, P1a",
  ghost: (nodes) => ({ spoken: new Array<Ballot>(nodes).fill(NO_BALLOT) }),
  check({ spoken }, state, node, names) {
    // A promise is aloud when nothing of it waits for the disk.
    if (isLower(state.promised, spoken[node]!))
      return `${names(node)} has promised ballot ${spoken[node]!.round}, and knows of ${state.promised.round} only`;
    if (state.outbox.length === 0) spoken[node] = state.promised;
    return undefined;
  },
};

interface Votes {
  /** By slot: the highest ballot whose command a majority has voted for, with that command. */
  readonly chosen: Map<number, Accepted>;
  /** By slot, as long as nothing is chosen there: who has voted for which ballot. */
  readonly votes: Map<number, { readonly ballot: Ballot; readonly voters: number[] }[]>;
  /** By replica: votes looked at, by slot. */
  readonly seen: Map<number, Accepted>[];
}

const votesKeepWhatIsChosen: Invariant<PaxosState, Votes> = {
  name: "votes-keep-what-is-chosen",
  says: "If a command is chosen, every vote with a higher ballot is for the same command.",
  source: "Lamport, Paxos Made Simple, §2.2, P2a",
  ghost: (_nodes, replicas) => ({
    chosen: new Map(),
    votes: new Map(),
    seen: Array.from({ length: replicas }, () => new Map<number, Accepted>()),
  }),
  check(ghost, { accepted }, node, names) {
    const seen = ghost.seen[node]!;
    for (const [slot, vote] of accepted) {
      if (seen.get(slot) === vote) continue;
      seen.set(slot, vote);
      const broken = countVote(ghost, slot, vote, node);
      if (broken) return `${names(node)} votes in slot ${slot} against the command that is chosen there`;
    }
    return undefined;
  },
  onRestart: ({ seen }, node) => seen[node]!.clear(),
};

/** True when the vote is against what is chosen. */
function countVote({ chosen, votes, seen }: Votes, slot: number, vote: Accepted, node: number): boolean {
  const known = chosen.get(slot);
  if (known !== undefined && isLower(known.ballot, vote.ballot))
    return !isSameCommand(known.command, vote.command);
  if (known !== undefined) return false;
  const ballots = votes.get(slot) ?? [];
  votes.set(slot, ballots);
  let tally = ballots.find(({ ballot }) => isSameBallot(ballot, vote.ballot));
  if (tally === undefined) ballots.push((tally = { ballot: vote.ballot, voters: [] }));
  if (!tally.voters.includes(node)) tally.voters.push(node);
  if (tally.voters.length <= seen.length / 2) return false;
  votes.delete(slot);
  chosen.set(slot, vote);
  return false;
}

export const invariants: readonly Invariant[] = [oneCommandASlot, promisesHold, votesKeepWhatIsChosen];

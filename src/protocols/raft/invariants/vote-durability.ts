import type { Invariant } from "../../../cluster/index.ts";
import type { RaftState } from "../state.ts";

/** By node: the last vote that left it. */
interface Ghost {
  readonly term: number[];
  readonly candidate: number[];
}

/** Held against votes that were sent: one that a crash caught before its sync never left, and may be forgotten. */
export const voteDurability: Invariant<RaftState, Ghost> = {
  name: "vote-durability",
  says: "A vote, once cast in a term, is durable: the node votes for nobody else in that term, nor goes back behind it.",
  source: "Ongaro & Ousterhout 2014, Figure 2, §5.1, §5.2",
  ghost: (nodes) => ({
    term: new Array<number>(nodes).fill(0),
    candidate: new Array<number>(nodes).fill(-1),
  }),
  check(ghost, { sentVote, currentTerm, votedFor }, node, names) {
    const term = ghost.term[node]!;
    const candidate = ghost.candidate[node]!;
    if (currentTerm < term) return `${names(node)} voted in term ${term} and is back in term ${currentTerm}`;
    if (currentTerm === term && votedFor !== candidate)
      return `${names(node)} voted for ${names(candidate)} in term ${term} and does not know it any more`;
    if (sentVote.term > term) {
      ghost.term[node] = sentVote.term;
      ghost.candidate[node] = sentVote.candidate;
    } else if (sentVote.term === term && sentVote.candidate !== candidate) {
      return `${names(node)} voted for ${names(candidate)} and for ${names(sentVote.candidate)} in term ${term}`;
    }
    return undefined;
  },
};

/**
 * How folders of `scenarios/` are called in the gallery, in the order in which they stand there. A folder that is not
 * here has its own name, and stands behind the others.
 */
const TOPICS: Readonly<Record<string, { readonly title: string; readonly says: string }>> = {
  consensus: { title: "Consensus", says: "Who decides, and what happens when they cannot be reached" },
  replication: { title: "Replication", says: "What is kept where, and what a crash leaves of it" },
  consistency: { title: "Consistency", says: "What a reader may see, and when" },
  clocks: { title: "Clocks", says: "What came before what, when no clock can be trusted" },
  transactions: {
    title: "Transactions",
    says: "What may happen in between, and how one is kept from seeing it",
  },
  time: { title: "Time", says: "What a clock is good for, and what it is not" },
  faults: { title: "Faults", says: "What breaks, at random" },
  overload: { title: "Overload and recovery", says: "Why the outage outlives its cause" },
  validation: { title: "Validation", says: "Published numbers, reproduced" },
};

/** Within a topic: a problem before its remedy, what is simple first. A scenario that is not here stands behind the others. */
const ORDER: readonly string[] = [
  "consensus/a-leader-is-cut-off",
  "consensus/first-election",
  "consensus/split-vote",
  "consensus/unsynced-entries",
  "consensus/a-minority-of-two",
  "consensus/flapping-link",
  "consensus/flapping-link-with-prevote",
  "consensus/lease-read",
  "consensus/duelling-proposers",
  "consensus/random-nemesis",
  "replication/one-copy",
  "replication/what-a-write-waits-for",
  "replication/async-failover",
  "replication/two-primaries",
  "replication/fencing",
  "replication/chain-reads",
  "replication/chain-tail-fails",
  "replication/quorum-overlap",
  "replication/quorum-too-small",
  "replication/sloppy-quorum",
  "replication/text-merge",
  "consistency/cp-partition",
  "consistency/ap-partition",
  "consistency/your-own-photo",
  "consistency/your-own-photo-with-a-token",
  "consistency/time-runs-backwards",
  "consistency/reply-before-question",
  "consistency/causal-order",
  "consistency/each-his-own-last",
  "consistency/lww-clock-skew",
  "consistency/or-set-keeps-both",
  "consistency/always-answered",
  "clocks/physical-clocks-disagree",
  "clocks/lamport-and-vector",
  "clocks/hybrid-logical-clock",
  "transactions/lost-update",
  "transactions/write-skew",
  "transactions/serializable-mends-it",
  "transactions/without-commit-wait",
  "transactions/commit-wait",
];

/** Negative when the first of two scenarios, given by name, stands before the other. */
export function compareScenarios(a: string, b: string): number {
  return rankIn(ORDER, a) - rankIn(ORDER, b);
}

export function topicText(topic: string): { readonly title: string; readonly says?: string } {
  return (
    TOPICS[topic] ?? {
      title:
        topic === "" ? "Scenarios" : (topic[0] ?? "").toUpperCase() + topic.slice(1).replaceAll("-", " "),
    }
  );
}

/** Negative when the first of two topics stands before the other. */
export function compareTopics(a: string, b: string): number {
  const known = Object.keys(TOPICS);
  return rankIn(known, a) - rankIn(known, b);
}

function rankIn(known: readonly string[], name: string): number {
  return known.includes(name) ? known.indexOf(name) : known.length;
}

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
  const rank = (topic: string): number => (known.includes(topic) ? known.indexOf(topic) : known.length);
  return rank(a) - rank(b);
}

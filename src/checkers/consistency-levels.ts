/** What kind of histories a level is about: single operations on objects, or transactions over several. */
export type Family = "objects" | "transactions";

/** A consistency model as people choose it, and where it stands among the others of its family. */
export interface ConsistencyLevel {
  /** As the command line and scenarios write it; unique in its family. */
  readonly name: string;
  readonly title: string;
  readonly family: Family;
  /** What it promises, in two sentences. */
  readonly definition: string;
  readonly source: string;
  /** The next weaker ones: every history that satisfies this level satisfies them. */
  readonly implies: readonly string[];
}

/** Single operations on registers and the like, the strongest first. */
export const OBJECT_LEVELS: readonly ConsistencyLevel[] = [
  {
    name: "linearizable",
    title: "Linearizable",
    family: "objects",
    definition:
      "Every operation takes effect at one moment between its invocation and its completion. The store behaves like a single copy, and the clock on the wall agrees.",
    source: "Herlihy & Wing, TOPLAS 1990",
    implies: ["sequential"],
  },
  {
    name: "sequential",
    title: "Sequential",
    family: "objects",
    definition:
      "All operations can be put in one order that keeps each process's own order. The clock between processes does not count: everybody may see the past, as long as it is the same past.",
    source: "Lamport, IEEE Transactions on Computers 1979",
    implies: ["causal-memory", "causal-convergence"],
  },
  {
    name: "causal-memory",
    title: "Causal memory",
    family: "objects",
    definition:
      "Each process sees all writes in some order that keeps causality and explains everything that it has read. Two processes may see concurrent writes in different orders.",
    source: "Ahamad et al., Distributed Computing 1995; CM of Bouajjani et al., POPL 2017",
    implies: ["causal", "pram"],
  },
  {
    name: "causal-convergence",
    title: "Causal convergence",
    family: "objects",
    definition:
      "All concurrent writes are ordered in the same way everywhere, and each read returns the last one of its causal past. Replicas that have seen the same writes agree.",
    source: "CCv of Bouajjani et al., POPL 2017; causal+ of Lloyd et al., SOSP 2011",
    implies: ["causal", "monotonic-reads"],
  },
  {
    name: "causal",
    title: "Causal",
    family: "objects",
    definition:
      "Nobody sees an answer without the question: what an operation saw is seen by whoever sees the operation. How concurrent writes are ordered may differ from read to read.",
    source: "CC of Bouajjani et al., POPL 2017",
    implies: ["read-your-writes", "monotonic-writes", "writes-follow-reads"],
  },
  {
    name: "pram",
    title: "PRAM",
    family: "objects",
    definition:
      "Everybody sees the writes of each single process in the order in which it made them. How the writes of different processes interleave is each reader's own.",
    source: "Lipton & Sandberg, Princeton CS-TR-180-88, 1988",
    implies: ["read-your-writes", "monotonic-reads", "monotonic-writes"],
  },
  {
    name: "writes-follow-reads",
    title: "Writes follow reads",
    family: "objects",
    definition:
      "A write that a process made after it had read something is not seen without what it had read. The reply comes after the question.",
    source: "Terry et al., PDIS 1994",
    implies: [],
  },
  {
    name: "monotonic-reads",
    title: "Monotonic reads",
    family: "objects",
    definition:
      "A process that has read a value never reads an older one afterwards. Time does not run backwards for it.",
    source: "Terry et al., PDIS 1994",
    implies: [],
  },
  {
    name: "monotonic-writes",
    title: "Monotonic writes",
    family: "objects",
    definition:
      "The writes of one process take effect in the order in which it made them. Whoever has seen the later one does not miss the earlier one.",
    source: "Terry et al., PDIS 1994",
    implies: [],
  },
  {
    name: "read-your-writes",
    title: "Read your writes",
    family: "objects",
    definition:
      "A process that has written a value reads that value or a newer one. What it has just saved does not vanish from its own screen.",
    source: "Terry et al., PDIS 1994",
    implies: [],
  },
];

/**
 * Transactions over several objects, the strongest first. Sessions count for causal, prefix, snapshot isolation and
 * serializable, as in Biswas & Enea, not for those of Adya and Bailis: decision 25.
 */
export const TRANSACTION_LEVELS: readonly ConsistencyLevel[] = [
  {
    name: "strict-serializable",
    title: "Strict serializable",
    family: "transactions",
    definition:
      "All transactions can be put in one order that explains every answer, and one that ended before another began comes before it. It is serializable and linearizable at once.",
    source: "Papadimitriou, JACM 1979; Herlihy & Wing, TOPLAS 1990",
    implies: ["serializable"],
  },
  {
    name: "serializable",
    title: "Serializable",
    family: "transactions",
    definition:
      "All transactions can be put in one order that explains every answer and keeps each process's own order. Whether it is the order of the clock is nobody's business: a transaction may be placed in another's past.",
    source: "Papadimitriou, JACM 1979; with sessions as SER of Biswas & Enea, OOPSLA 2019",
    implies: ["snapshot-isolation", "repeatable-read"],
  },
  {
    name: "snapshot-isolation",
    title: "Snapshot isolation",
    family: "transactions",
    definition:
      "A transaction reads from one snapshot of the store, which holds all that its process had done, and of two concurrent ones that write the same object only one commits. Two that read what the other writes may both commit: write skew.",
    source: "Berenson et al., SIGMOD 1995; SI of Biswas & Enea, OOPSLA 2019",
    implies: ["prefix"],
  },
  {
    name: "repeatable-read",
    title: "Repeatable read",
    family: "transactions",
    definition:
      "What a transaction has read no other overwrites before it ends: no cycle of dependencies contains such an overwriting. Only searches by predicate are free of that; as there are none here, it is serializable without the order of sessions.",
    source: "PL-2.99 of Adya, MIT 1999",
    implies: ["read-atomic"],
  },
  {
    name: "prefix",
    title: "Prefix",
    family: "transactions",
    definition:
      "Every transaction reads from a prefix of one order of all commits, which holds all that its process had done. Two observers never see two writes in opposite orders.",
    source: "Burckhardt et al., ECOOP 2015; Biswas & Enea, OOPSLA 2019",
    implies: ["causal"],
  },
  {
    name: "causal",
    title: "Causal",
    family: "transactions",
    definition:
      "Who sees a transaction sees all that it had seen, whole, and a process sees what it has done itself. Concurrent transactions may be seen in different orders by different observers.",
    source: "Lloyd et al., SOSP 2011; Biswas & Enea, OOPSLA 2019",
    implies: ["read-atomic"],
  },
  {
    name: "read-atomic",
    title: "Read atomic",
    family: "transactions",
    definition: "A transaction sees all of another's writes or none of them. Half a transfer is never seen.",
    source: "Bailis et al., SIGMOD 2014",
    implies: ["read-committed"],
  },
  {
    name: "read-committed",
    title: "Read committed",
    family: "transactions",
    definition:
      "A transaction reads only what others have committed, and no version that was overwritten before the commit. From one read to the next everything may change.",
    source: "PL-2 of Adya, MIT 1999",
    implies: ["read-uncommitted"],
  },
  {
    name: "read-uncommitted",
    title: "Read uncommitted",
    family: "transactions",
    definition:
      "The writes of two transactions do not cross: all objects that both write end in the same order. What is read may never have been committed.",
    source: "PL-1 of Adya, MIT 1999",
    implies: [],
  },
];

/** All weaker levels of a family that a level implies, directly or not; itself not among them. */
export function weakerThan(levels: readonly ConsistencyLevel[], name: string): readonly string[] {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const weaker of levels.find((level) => level.name === one)?.implies ?? []) {
      if (found.has(weaker)) continue;
      found.add(weaker);
      visit(weaker);
    }
  };
  visit(name);
  return levels.map((level) => level.name).filter((one) => found.has(one));
}

/**
 * Why a weaker model can hold where the next stronger one does not: what went wrong is something that the weaker one
 * does not look at. By the ids of the two.
 */
const WORDS: Readonly<Record<string, string>> = {
  "linearizable>sequential":
    "All operations fit into one order that keeps the order of each process. Only the clock between the processes disagrees with it, and sequential does not look at that.",
  "sequential>causal-memory":
    "No single order suits everybody, but each process has an order of its own that keeps causes before effects. Causal memory lets two processes see concurrent writes in different orders.",
  "sequential>causal-convergence":
    "Writes that know nothing of each other are ordered alike everywhere, and each read fits what its process can have heard of. Nobody has to have heard of everything.",
  "causal-memory>causal":
    "Causes do come before effects. Only no process keeps to one order of concurrent writes, and causal does not ask for one.",
  "causal-memory>pram":
    "The writes of each single process are seen in the order in which it made them. What goes wrong takes several processes, and PRAM looks at one writer at a time.",
  "causal-convergence>causal":
    "Causes do come before effects. Only concurrent writes are not ordered alike everywhere, and causal does not ask for that.",
  "causal-convergence>monotonic-reads":
    "No process goes back to a value older than the one that it has read. What goes wrong is not time running backwards for one process.",
  "causal>read-your-writes":
    "Every process finds what it has written itself. What goes wrong concerns the writes of others.",
  "causal>monotonic-writes":
    "The writes of each single process are seen in their order. What goes wrong lies between processes.",
  "causal>writes-follow-reads":
    "Whoever sees a write sees what its writer had read before. What goes wrong came about in another way.",
  "pram>read-your-writes":
    "Every process finds what it has written itself. What goes wrong concerns the writes of others.",
  "pram>monotonic-reads":
    "No process goes back to a value older than the one that it has read. What goes wrong is of another kind.",
  "pram>monotonic-writes":
    "One process's writes do take effect in their order. What goes wrong is how somebody comes to see them.",
  "transactions.strict-serializable>transactions.serializable":
    "One order of all transactions explains every answer. It is only not the order of the clock, and serializable does not look at that.",
  "transactions.serializable>transactions.snapshot-isolation":
    "Every transaction reads from one snapshot, and no two that overlap write the same object. What goes wrong comes of two that read what the other writes, and snapshot isolation lets both commit.",
  "transactions.serializable>transactions.repeatable-read":
    "No object changed under a transaction that had read it. What goes wrong needs more than single objects.",
  "transactions.snapshot-isolation>transactions.prefix":
    "There is one order of all commits, and everybody reads from a beginning of it. Two transactions only wrote the same object side by side, and prefix lets them.",
  "transactions.repeatable-read>transactions.read-atomic":
    "Every transaction is seen whole or not at all. Only what had been read was changed before its reader ended.",
  "transactions.prefix>transactions.causal":
    "Who sees a transaction sees all that it had seen. Only two observers see two writes in opposite orders, and causal lets them.",
  "transactions.causal>transactions.read-atomic":
    "Every transaction is seen whole or not at all. What it had seen itself may be missing, and read atomic does not ask for that.",
  "transactions.read-atomic>transactions.read-committed":
    "All that was read had been committed. Only some saw a part of a transaction without the rest, and read committed does not ask for the whole.",
  "transactions.read-committed>transactions.read-uncommitted":
    "The writes of two transactions do not cross. What was read need not have been committed.",
};

/** Two sentences, or undefined where the two models are not next to each other. */
export function whyWeakerHolds(stronger: string, weaker: string): string | undefined {
  return WORDS[`${stronger}>${weaker}`];
}

/**
 * What the next weaker model does not ask for: what the two definitions say, and nothing about any run. By the ids of
 * the two.
 */
const WORDS: Readonly<Record<string, string>> = {
  "linearizable>sequential":
    "Sequential asks less: its one order keeps the order of each process, not that of the clock between processes.",
  "sequential>causal-memory":
    "Causal memory asks less: each process may order concurrent writes in its own way.",
  "sequential>causal-convergence":
    "Causal convergence asks less: a read has to answer only for what is in its causal past.",
  "causal-memory>causal":
    "Causal asks less: a process may order concurrent writes differently from read to read.",
  "causal-memory>pram":
    "PRAM asks less: the order of each single process counts, not what one process has learned from another.",
  "causal-convergence>causal": "Causal asks less: concurrent writes need not be ordered alike everywhere.",
  "causal-convergence>monotonic-reads":
    "Monotonic reads asks less: it looks at one reader and one key at a time.",
  "causal>read-your-writes":
    "Read your writes asks less: it looks only at what a process reads of the keys that it has written itself.",
  "causal>monotonic-writes":
    "Monotonic writes asks less: it looks at the writes of one process at a time, not at what that process has read.",
  "causal>writes-follow-reads":
    "Writes follow reads asks less: it looks only at what a writer had read before it wrote.",
  "pram>read-your-writes":
    "Read your writes asks less: it looks only at what a process reads of the keys that it has written itself.",
  "pram>monotonic-reads": "Monotonic reads asks less: it looks at one reader and one key at a time.",
  "pram>monotonic-writes":
    "Monotonic writes asks less: it looks only at reads that follow the sight of a later write of the same process.",
  "transactions.strict-serializable>transactions.serializable":
    "Serializable asks less: its one order need not be that of the clock.",
  "transactions.serializable>transactions.snapshot-isolation":
    "Snapshot isolation asks less: of two transactions that each read what the other writes both may commit.",
  "transactions.serializable>transactions.repeatable-read":
    "Repeatable read asks less: its one order need not keep the order in which a process made its transactions.",
  "transactions.snapshot-isolation>transactions.prefix":
    "Prefix asks less: two transactions may write the same object side by side.",
  "transactions.repeatable-read>transactions.read-atomic":
    "Read atomic asks less: what a transaction has read may be overwritten before it ends.",
  "transactions.prefix>transactions.causal":
    "Causal asks less: two observers may see concurrent transactions in opposite orders.",
  "transactions.causal>transactions.read-atomic":
    "Read atomic asks less: what a transaction had seen itself need not be seen with it.",
  "transactions.read-atomic>transactions.read-committed":
    "Read committed asks less: a part of a transaction may be seen without the rest.",
  "transactions.read-committed>transactions.read-uncommitted":
    "Read uncommitted asks less: what is read need not have been committed.",
};

/** One sentence, or undefined where there is nothing to say of the two. */
export function howWeakerAsksLess(stronger: string, weaker: string): string | undefined {
  return WORDS[`${stronger}>${weaker}`];
}

const OLDER =
  "Without a common clock, a value is certainly older than a write when it is the initial one, or when the same process had written it before";
const NEWER = "Everything else counts as newer.";
const ALONE =
  "Each of the four session guarantees is judged by itself: together they are weaker here than causal.";

/** What the session guarantees call older, which their names leave open. */
const SESSION_WORDS: Readonly<Record<string, string>> = {
  "read-your-writes": `${OLDER}. ${NEWER} ${ALONE}`,
  "monotonic-writes": `${OLDER}. ${NEWER} ${ALONE}`,
  "monotonic-reads": `${OLDER}. A reader that comes back to a value after another one has gone back as well. ${NEWER} ${ALONE}`,
  "writes-follow-reads": `${OLDER}. So is what a writer had read of a key before it wrote over it. ${NEWER} ${ALONE}`,
};

/** How a session guarantee is judged; undefined for all other models. */
export function howSessionIsJudged(id: string): string | undefined {
  return SESSION_WORDS[id];
}

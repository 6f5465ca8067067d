import { describe, expect, it } from "vitest";
import { TRANSACTION_LEVELS } from "../../../src/checkers/index.ts";
import { checkTransactions, type TransactionStyle } from "../../../src/checkers/transactions/index.ts";
import type { Operation } from "../../../src/history/index.ts";
import { concurrently, oneByOne } from "./histories.ts";

const NAMES = TRANSACTION_LEVELS.map(({ name }) => name);
const L = "list-append";
const R = "rw-register";

/** What a history is called, where from, its verdicts as the levels that it violates, and Adya's names of what is wrong. */
type Row = [
  title: string,
  style: TransactionStyle,
  operations: Operation[],
  violates: string,
  anomalies: string[],
];

const NONE = "";
const STRICT = "strict-serializable";
const SERIALIZABLE = `${STRICT} serializable repeatable-read`;
const SNAPSHOT = `${SERIALIZABLE} snapshot-isolation`;
const PREFIX = `${SNAPSHOT} prefix`;
const CAUSAL = `${PREFIX} causal`;
/** What only the order of a process's transactions forbids: repeatable read does not know it. */
const PREFIX_OF_SESSIONS = `${STRICT} serializable snapshot-isolation prefix`;
const CAUSAL_OF_SESSIONS = `${PREFIX_OF_SESSIONS} causal`;
const ATOMIC = `${CAUSAL} read-atomic`;
const COMMITTED = `${ATOMIC} read-committed`;
const UNCOMMITTED = `${COMMITTED} read-uncommitted`;

const ROWS: Row[] = [
  [
    "transactions one after the other",
    L,
    oneByOne("[:append :x 1]\n[:r :x [1]] [:append :x 2]\n[:r :x [1 2]]"),
    NONE,
    [],
  ],
  ["a single read of nothing", R, concurrently("[:r :x nil]"), NONE, []],
  [
    "G0, a dirty write (Adya 1999 §3.1)",
    L,
    concurrently("[:append :x 1] [:append :y 1]\n[:append :x 2] [:append :y 2]\n[:r :x [1 2]] [:r :y [2 1]]"),
    UNCOMMITTED,
    ["G0"],
  ],
  [
    "G1a, an aborted read (Adya 1999 §3.2)",
    L,
    concurrently("fail [:append :x 1]\n[:r :x [1]]"),
    COMMITTED,
    ["G1a"],
  ],
  ["G1a of a register", R, concurrently("fail [:w :x 1]\n[:r :x 1]"), COMMITTED, ["G1a"]],
  [
    "G1b, an intermediate read (Adya 1999 §3.2)",
    L,
    concurrently("[:append :x 1] [:append :x 2]\n[:r :x [1]]"),
    COMMITTED,
    ["G-single", "G1b"],
  ],
  ["G1b of a register", R, concurrently("[:w :x 1] [:w :x 2]\n[:r :x 1]"), COMMITTED, ["G1b"]],
  [
    "G1c, circular information flow (Adya 1999 §3.2)",
    L,
    concurrently("[:append :x 1] [:r :y [1]]\n[:append :y 1] [:r :x [1]]"),
    COMMITTED,
    ["G1c"],
  ],
  ["G1c of registers", R, concurrently("[:w :x 1] [:r :y 1]\n[:w :y 1] [:r :x 1]"), COMMITTED, ["G1c"]],
  ["a read of what nobody wrote", R, concurrently("[:w :x 1]\n[:r :x 2]"), COMMITTED, ["garbage-read"]],
  [
    "two reads that no list explains",
    L,
    concurrently("[:append :x 1]\n[:append :x 2]\n[:append :x 3]\n[:r :x [1 3]]\n[:r :x [1 2 3]]"),
    COMMITTED,
    ["incompatible-order"],
  ],
  [
    "an element twice",
    L,
    concurrently("[:append :x 1]\n[:append :x 2]\n[:r :x [1 2 1]]"),
    UNCOMMITTED,
    ["duplicate-elements"],
  ],
  [
    "a dirty update (Kingsbury & Alvaro 2020 §6.1)",
    L,
    concurrently("fail [:append :x 1]\n[:append :x 2]\n[:r :x [1 2]]"),
    COMMITTED,
    ["G1a", "dirty-update"],
  ],
  [
    "a transaction that does not see its own write",
    L,
    concurrently("[:append :x 6] [:r :x nil]"),
    ATOMIC,
    ["internal"],
  ],
  [
    "a read that cannot be repeated",
    R,
    concurrently("[:w :x 1]\n[:w :x 2]\n[:r :x 1] [:r :x 2]"),
    ATOMIC,
    ["internal"],
  ],
  [
    "a fractured read (Bailis et al. 2014)",
    R,
    concurrently("[:w :x 1] [:w :y 1]\n[:w :x 2] [:w :y 2]\n[:r :x 2] [:r :y 1]"),
    ATOMIC,
    ["G-single"],
  ],
  [
    "a fractured read of a list",
    L,
    concurrently("[:append :x 1] [:append :y 1]\n[:r :x [1]] [:r :y nil]"),
    ATOMIC,
    ["G-single"],
  ],
  [
    "a read that is atomic and not causal (Biswas & Enea 2019)",
    R,
    concurrently("[:w :x 1]\n[:r :x 1] [:w :y 1]\n[:r :y 1] [:r :x nil]"),
    CAUSAL,
    ["G-single"],
  ],
  [
    "a reply without the question",
    L,
    concurrently("[:append :q 1]\n[:r :q [1]] [:append :a 1]\n[:r :a [1]] [:r :q nil]"),
    CAUSAL,
    ["G-single"],
  ],
  [
    "a long fork (Sovran et al. 2011)",
    L,
    concurrently("[:append :x 1]\n[:append :y 1]\n[:r :x [1]] [:r :y nil]\n[:r :x nil] [:r :y [1]]"),
    PREFIX,
    ["G-nonadjacent", "long-fork"],
  ],
  [
    "a long fork of registers",
    R,
    concurrently(
      "[:w :x 1] [:w :y 1]\n[:r :x 1] [:w :x 2]\n[:r :y 1] [:w :y 2]\n[:r :x 2] [:r :y 1]\n[:r :y 2] [:r :x 1]",
    ),
    PREFIX,
    ["G-nonadjacent", "long-fork"],
  ],
  [
    "a lost update (Berenson et al. 1995, P4)",
    L,
    concurrently("[:append :x 0]\n[:r :x [0]] [:append :x 1]\n[:r :x [0]] [:append :x 2]\n[:r :x [0 1 2]]"),
    SNAPSHOT,
    ["G-single", "lost-update"],
  ],
  [
    "a lost update that nobody read",
    L,
    concurrently("[:r :x nil] [:append :x 1]\n[:r :x nil] [:append :x 2]"),
    SNAPSHOT,
    ["G2-item", "lost-update"],
  ],
  [
    "a lost update of a register",
    R,
    concurrently("[:w :x 1]\n[:r :x 1] [:w :x 2]\n[:r :x 1] [:w :x 3]"),
    SNAPSHOT,
    ["G2-item", "lost-update"],
  ],
  [
    "write skew (Berenson et al. 1995, A5B)",
    L,
    concurrently("[:r :x nil] [:r :y nil] [:append :x 1]\n[:r :x nil] [:r :y nil] [:append :y 1]"),
    SERIALIZABLE,
    ["G2-item"],
  ],
  [
    "write skew of registers",
    R,
    concurrently("[:w :x 1] [:w :y 1]\n[:r :x 1] [:w :y 2]\n[:r :y 1] [:w :x 2]"),
    SERIALIZABLE,
    ["G2-item"],
  ],
  [
    "the anomaly of a read-only transaction (Fekete et al. 2004)",
    R,
    concurrently("[:r :x nil] [:r :y nil] [:w :x -11]\n[:r :y nil] [:w :y 20]\n[:r :x nil] [:r :y 20]"),
    SERIALIZABLE,
    ["G2-item"],
  ],
  [
    "a violation of real time",
    L,
    oneByOne("[:append :x 1]\n[:append :x 2]\n[:r :x [1]]\n[:r :x [1 2]]"),
    STRICT,
    ["G-single-realtime"],
  ],
  ["a stale read of a register", R, oneByOne("[:w :x 1]\n[:r :x nil]"), STRICT, ["G-single-realtime"]],
  [
    "a violation of a session: a process does not read what it wrote",
    L,
    oneByOne("p0 [:append :x 1]\np1 [:append :x 2]\np1 [:r :x [1]]\np2 [:r :x [1 2]]"),
    CAUSAL_OF_SESSIONS,
    ["G-single-process"],
  ],
  [
    "a read across sessions that only processes forbid (Elle, issue 21)",
    L,
    oneByOne("p1 [:r :x [1]] [:append :y 1]\np2 [:r :y [1]]\np2 [:append :x 1]"),
    CAUSAL_OF_SESSIONS,
    ["G1c-process"],
  ],
  [
    "observers apart in one process (Elle, issue 17)",
    L,
    oneByOne("p0 [:r :x nil] [:r :z [1]]\np1 [:append :x 1]\np1 [:r :z nil]\np2 [:append :z 1]"),
    PREFIX_OF_SESSIONS,
    ["G-nonadjacent-process", "G1c-realtime"],
  ],
  [
    "a register that a process does not read as it wrote it",
    R,
    oneByOne("p0 [:w :x 1]\np0 [:r :x nil]"),
    CAUSAL_OF_SESSIONS,
    ["G-single-process"],
  ],
  [
    "a later write of a process without its earlier one",
    R,
    oneByOne("p0 [:w :x 1]\np0 [:w :y 1]\np1 [:r :y 1]\np1 [:r :x nil]"),
    CAUSAL_OF_SESSIONS,
    ["G-single-process"],
  ],
  [
    "a later append of a process without its earlier one",
    L,
    oneByOne("p0 [:append :x 1]\np0 [:append :y 1]\np1 [:r :y [1]]\np1 [:r :x nil]"),
    CAUSAL_OF_SESSIONS,
    ["G-single-process"],
  ],
  [
    "two processes that each miss what the other did first",
    R,
    oneByOne("p0 [:w :x 1]\np1 [:w :y 1]\np0 [:r :y nil]\np1 [:r :x nil]"),
    PREFIX_OF_SESSIONS,
    ["G-nonadjacent-process", "G-single-realtime"],
  ],
  [
    "a process that goes on after a transaction of which it was not told the end",
    R,
    oneByOne("p0 info [:w :x 1]\np0 [:r :x nil]\np1 [:r :x 1]"),
    NONE,
    [],
  ],
  [
    "an unknown transaction of which somebody read",
    L,
    concurrently("info [:append :x 1]\n[:r :x [1]]"),
    NONE,
    [],
  ],
  [
    "an unknown transaction of which nobody read",
    L,
    oneByOne("p0 info [:append :x 1]\np1 [:r :x nil]"),
    NONE,
    [],
  ],
  [
    "an unknown transaction that is seen in part",
    L,
    concurrently("info [:append :x 1] [:append :y 1]\n[:r :x [1]] [:r :y nil]"),
    ATOMIC,
    ["G-single"],
  ],
];

describe("textbook histories", () => {
  it.each(ROWS)("%s (%s)", (_, style, operations, violates, anomalies) => {
    const report = checkTransactions(operations, style, NAMES);
    const invalid = NAMES.filter((name) => report.results[name]!.verdict === "invalid");
    const unknown = NAMES.filter((name) => report.results[name]!.verdict === "unknown");
    expect(unknown).toEqual([]);
    expect(new Set(invalid)).toEqual(new Set(violates.split(" ").filter((name) => name !== "")));
    expect(report.anomalies).toEqual(anomalies);
  });
});

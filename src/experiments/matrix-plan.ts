import { OBJECT_LEVELS } from "../checkers/index.ts";

/** A row of the matrix: a store as a scenario configures it. */
export interface MatrixStore {
  readonly id: string;
  readonly title: string;
  /** In a few words: who answers, and when. */
  readonly about: string;
  /** Of the document's `cluster`, in one line. */
  readonly program: string;
  readonly options: string;
  /** The replica that leads at the start, else the first: faults of one node strike it. */
  readonly lead: string;
  /** Where clients turn to: with a leader, to it; else to the replica that is theirs. */
  readonly target: "leader-hint" | "sticky";
}

/** A column: what goes wrong. */
export interface MatrixFault {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Entries of `faults`, one a line, given the replica that leads; clocks are those of the document's `cluster`. */
  faults(lead: string): readonly string[];
  readonly clocks?: string;
}

/** The stores that are compared, each of five replicas unless it says otherwise. */
export const MATRIX_STORES: readonly MatrixStore[] = [
  row("single-node", "Single node", "one copy, no backup", "single-node", "{}", "leader-hint"),
  row(
    "async",
    "Primary–backup, asynchronous",
    "the primary answers, backups follow; failover without fencing",
    "primary-backup",
    "{ mode: async, fencing: false }",
    "leader-hint",
  ),
  row(
    "semi-sync",
    "Primary–backup, fenced",
    "two backups acknowledge each write; a takeover is fenced",
    "primary-backup",
    "{ mode: semi-sync, fencing: true }",
    "leader-hint",
  ),
  row(
    "chain",
    "Chain replication",
    "a master and four servers: writes go down the chain, its tail answers",
    "chain",
    "{}",
    "leader-hint",
    "n2",
  ),
  row("raft", "Raft", "a majority agrees on one log", "raft", "{ initialLeader: n1 }", "leader-hint"),
  row(
    "multi-paxos",
    "Multi-Paxos",
    "a majority agrees slot by slot",
    "multi-paxos",
    "{ initialLeader: n1 }",
    "leader-hint",
  ),
  row("abd", "ABD", "a majority is asked, then told; no leader", "abd", "{}", "sticky"),
  row(
    "quorum-strict",
    "Quorum R=2 W=2 of 3",
    "overlapping quorums, the last write wins",
    "quorum",
    "{ n: 3, r: 2, w: 2 }",
    "sticky",
  ),
  row(
    "quorum-sloppy",
    "Quorum R=1 W=1 of 3, sloppy",
    "whoever is there answers, stand-ins too",
    "quorum",
    "{ n: 3, r: 1, w: 1, sloppy: true, hintedHandoff: true, antiEntropy: 500ms }",
    "sticky",
  ),
  row(
    "causal",
    "Causal",
    "each replica answers; writes wait for what they depend on",
    "causal",
    "{}",
    "sticky",
  ),
  row(
    "multi-leader",
    "Multi-leader, last write wins",
    "each replica answers; clocks decide between writes",
    "multi-leader",
    "{ data: lww-register, clock: physical }",
    "sticky",
  ),
];

export const MATRIX_FAULTS: readonly MatrixFault[] = [
  { id: "none", title: "No fault", about: "Nothing goes wrong.", faults: () => [] },
  {
    id: "crash",
    title: "Crash of one",
    about: "The replica that leads at the start, else the first, is down from 3 s to 7 s.",
    faults: (lead) => [`{ at: 3s, crash: ${lead}, for: 4s }`],
  },
  {
    id: "minority",
    title: "Minority cut off",
    about: "Two replicas that do not lead, and one client of four, are cut off from 3 s to 7 s.",
    faults: () => ["{ at: 3s, partition: [[n1, n2, n3, c1, c2, c3], [n4, n5, c4]], for: 4s }"],
  },
  {
    id: "majority",
    title: "Majority cut off",
    about: "Three clients of four are left with the first two replicas of five from 3 s to 7 s.",
    faults: () => ["{ at: 3s, partition: [[n1, n2, c1, c2, c3], [n3, n4, n5, c4]], for: 4s }"],
  },
  {
    id: "one-way",
    title: "One-way cut",
    about:
      "From 3 s to 7 s nothing from the replica that leads, else the first, reaches the others; it hears them.",
    faults: (lead) => {
      const others = ["n1", "n2", "n3", "n4", "n5"].filter((name) => name !== lead);
      return [`{ at: 3s, cut: { from: ${lead}, to: [${others.join(", ")}] }, for: 4s }`];
    },
  },
  {
    id: "slow",
    title: "Slow replica",
    about: "From 3 s to 7 s everything that the second replica sends takes 100 ms longer.",
    faults: () => ["{ at: 3s, slow: [n2, all], add: 100ms, for: 4s }"],
  },
  {
    id: "skew",
    title: "Clock skew",
    about: "The second replica's clock is 400 ms ahead from the start.",
    faults: () => [],
    clocks: "{ n2: { offset: 400ms } }",
  },
];

function row(
  id: string,
  title: string,
  about: string,
  program: string,
  options: string,
  target: MatrixStore["target"],
  lead = "n1",
): MatrixStore {
  return { id, title, about, program, options, target, lead };
}

/** When the fault is there, in µs: what is answered meanwhile is told apart. */
export const FAULT_SPAN_US: readonly [from: number, until: number] = [3_000_000, 7_000_000];

/** Clients stop so long before the end of the run that replicas can become equal again. */
const CLIENTS_UNTIL = "8500ms";

/** The scenario of one cell: everybody can open it. */
export function cellDocument(store: MatrixStore, fault: MatrixFault): string {
  const clocks = fault.clocks === undefined ? "" : `, clocks: ${fault.clocks}`;
  const faults = fault
    .faults(store.lead)
    .map((entry) => `\n  - ${entry}`)
    .join("");
  return `lightcone: 1
title: "${store.title}: ${fault.title.toLowerCase()}"
concept: consistency
summary: "${fault.about}"
cluster: { nodes: 5, program: ${store.program}, options: ${store.options}, disk: { sync: 1ms }${clocks} }
network: { latency: "lognormal(5ms, 0.4)" }
workload:
  clients: 4
  rate: 80/s
  mix: { read: 60, write: 40 }
  keys: 24
  popularity: zipf(1)
  target: ${store.target}
  timeout: 250ms
  deadline: 1s
  from: 1s
  until: ${CLIENTS_UNTIL}
${faults === "" ? "" : `faults:${faults}\n`}run: { until: 12s }
checks: [${OBJECT_LEVELS.map(({ name }) => name).join(", ")}, convergence]
metrics: [operations, operations ok, operations info, latency p50, latency p99, write latency p50, stale-reads, lost-updates]
`;
}

import type { Operation } from "../../history/index.ts";
import { EdgeList, KIND } from "./edge-list.ts";
import { Graph } from "./graph.ts";
import type { Inference, Version } from "./inference.ts";

/** Where the beginning (its snapshot) and the end (its commit) of a transaction are among the nodes of a graph. */
export interface Layout {
  readonly begin: (transaction: number) => number;
  readonly end: (transaction: number) => number;
  /** How many nodes stand for transactions; gates have the numbers from there on. */
  readonly nodes: number;
  readonly isSplit: boolean;
}

/** A transaction is one node: it happens at once, as under serializability. */
export function wholeLayout(transactions: number): Layout {
  const same = (transaction: number): number => transaction;
  return { begin: same, end: same, nodes: transactions, isSplit: false };
}

/**
 * A transaction is two nodes, the snapshot that it reads and its commit. This is how Biswas & Enea (OOPSLA 2019, §5)
 * make of prefix consistency and snapshot isolation a question of one order.
 */
export function splitLayout(transactions: number): Layout {
  return {
    begin: (transaction) => 2 * transaction,
    end: (transaction) => 2 * transaction + 1,
    nodes: 2 * transactions,
    isSplit: true,
  };
}

/**
 * What counts besides reads and writes: nothing; sessions, the order in which one process made its transactions; or real
 * time, which holds sessions.
 */
export type Time = "none" | "sessions" | "real-time";

export interface DependencyOptions {
  readonly layout: Layout;
  /** Whether of two that write a key the later one's snapshot holds the earlier one (snapshot isolation). */
  readonly writersSeeEachOther?: boolean;
  /** Under real time what the order of processes says is told as such. None when left out. */
  readonly time?: Time;
}

/** Adya's direct serialization graph, over whole or split transactions. */
export interface DependencyGraph {
  readonly graph: Graph;
  readonly layout: Layout;
}

/**
 * Builds the graph of what is known. Many readers of one version before many writers of later ones would be an edge for each
 * pair; such a crowd gets a node of its own between them, a gate.
 */
export function buildGraph(inference: Inference, options: DependencyOptions): DependencyGraph {
  const { layout } = options;
  const edges = new EdgeList();
  const { transactions, versions } = inference;
  let nodes = layout.nodes;
  if (layout.isSplit) {
    for (let index = 0; index < transactions.length; index++)
      edges.add(layout.begin(index), layout.end(index), KIND.gate);
  }
  for (const version of versions) {
    addWrites(version, edges, options);
    nodes += addOverwrites(version, edges, layout, nodes);
  }
  const { time = "none" } = options;
  if (time !== "none") addOrder(transactions, edges, layout, "sessions");
  if (time === "real-time") addOrder(transactions, edges, layout, "real-time");
  return { graph: new Graph(nodes, edges), layout };
}

function addWrites({ writer, readers, later }: Version, edges: EdgeList, options: DependencyOptions): void {
  if (writer < 0) return;
  const { begin, end } = options.layout;
  for (const reader of readers) if (reader !== writer) edges.add(end(writer), begin(reader), KIND.wr);
  const next = options.writersSeeEachOther === true ? begin : end;
  for (const other of later) if (other !== writer) edges.add(end(writer), next(other), KIND.ww);
}

/** Adds the edges from readers of a version to writers of later ones; answers how many gates it made. */
function addOverwrites({ readers, later }: Version, edges: EdgeList, layout: Layout, gate: number): number {
  const { begin, end, isSplit } = layout;
  if (readers.length * later.length <= 2 * (readers.length + later.length)) {
    for (const reader of readers)
      for (const writer of later) if (reader !== writer) edges.add(begin(reader), end(writer), KIND.rw);
    return 0;
  }
  const writers = new Set(later);
  const both = isSplit ? [] : readers.filter((reader) => writers.has(reader));
  const isBoth = new Set(both);
  for (const reader of readers) if (!isBoth.has(reader)) edges.add(begin(reader), gate, KIND.rw);
  for (const writer of later) edges.add(gate, end(writer), KIND.gate);
  addReadersThatWrite(both, later, edges, layout);
  return 1;
}

/**
 * A transaction that reads a version and writes a later one cannot lead to itself through the gate. One such has edges
 * of its own. Of two, each comes before the other: that is a lost update, and a ring of them shows it.
 */
function addReadersThatWrite(
  both: readonly number[],
  later: readonly number[],
  edges: EdgeList,
  { begin, end }: Layout,
): void {
  if (both.length === 0) return;
  const [first] = both as readonly [number, ...number[]];
  for (const writer of later) if (writer !== first) edges.add(begin(first), end(writer), KIND.rw);
  for (const [index, reader] of both.entries()) {
    const before = both[index - 1];
    if (before !== undefined) edges.add(begin(reader), end(before), KIND.rw);
  }
}

function addOrder(
  transactions: readonly Operation[],
  edges: EdgeList,
  { begin, end }: Layout,
  time: Time,
): void {
  visitTime(transactions, time, (before, after, kind) => edges.add(end(before), begin(after), kind));
}

type Visit = (before: number, after: number, kind: number) => void;

/** The pairs of transactions whose order is known without what they read and wrote; not those that follow from two others. */
export function visitTime(transactions: readonly Operation[], time: Time, visit: Visit): void {
  if (time === "sessions") visitSessions(transactions, visit);
  if (time === "real-time") visitRealTime(transactions, visit);
}

/**
 * What a process had completed comes before what it began afterwards. What it was not told the end of may still be
 * under way then, and comes before nothing.
 */
function visitSessions(transactions: readonly Operation[], visit: Visit): void {
  const last = new Map<number, number>();
  for (const [index, { process, type }] of transactions.entries()) {
    const before = last.get(process);
    if (before !== undefined) visit(before, index, KIND.process);
    if (type === "ok") last.set(process, index);
  }
}

/**
 * One that ended before another began comes before it. Only those pairs that do not follow from two others: from each
 * transaction that ended, until one that began after that has ended too (as in Elle, §5.1).
 */
function visitRealTime(transactions: readonly Operation[], visit: Visit): void {
  const ends = Int32Array.from(
    transactions.flatMap(({ type }, index) => (type === "ok" ? [index] : [])),
  ).sort((a, b) => transactions[a]!.completeEntry - transactions[b]!.completeEntry);
  let ended: number[] = [];
  let next = 0;
  for (const [index, { invokeEntry }] of transactions.entries()) {
    for (; next < ends.length && transactions[ends[next]!]!.completeEntry < invokeEntry; next++) {
      const began = transactions[ends[next]!]!.invokeEntry;
      ended = ended.filter((earlier) => transactions[earlier]!.completeEntry > began);
      ended.push(ends[next]!);
    }
    for (const earlier of ended) visit(earlier, index, KIND.realTime);
  }
}

import type { Operation } from "../../history/index.ts";
import type { Budget } from "../budget.ts";
import { describeExceeded, type LevelResult } from "../level-result.ts";
import { findCycle, nameCycle, type Dependency } from "./cycles.ts";
import {
  buildGraph,
  splitLayout,
  visitTime,
  wholeLayout,
  type DependencyGraph,
  type Layout,
  type Time,
} from "./dependencies.ts";
import { KIND } from "./edge-list.ts";
import { explainCycle, type Reasoned } from "./explain.ts";
import { findComponents } from "./graph.ts";
import type { Finding, Inference } from "./inference.ts";
import { findCore } from "./order-core.ts";
import { OrderSearch, type KnownOrder, type OrderForm } from "./order-search.ts";
import { saturate } from "./saturate.ts";
import { findVisibilityCycle } from "./visibility.ts";

/** What levels are judged with. Patterns of cycles that were found are noted in `anomalies`. */
export interface Judge {
  readonly inference: Inference;
  readonly budget: Budget;
  readonly callerOf: (operation: Operation) => string;
  readonly anomalies: Set<string>;
  /** What was judged already, for levels ask the same. */
  readonly answers: Map<string, LevelResult>;
}

/** The levels that look for one order of all transactions. */
export type OrderLevel =
  "prefix" | "snapshot-isolation" | "repeatable-read" | "serializable" | "strict-serializable";

/** What may not end takes no more than this part of the budget, so that no level starves the others. */
const SHARE = 5;

const DATA = KIND.ww | KIND.wr | KIND.rw;

/** The answer to a question that several levels ask; the first time by `judgeIt`. */
export function judgeOnce(judge: Judge, question: string, judgeIt: () => LevelResult): LevelResult {
  const known = judge.answers.get(question);
  if (known !== undefined) return known;
  const answer = judgeIt();
  judge.answers.set(question, answer);
  return answer;
}

/** A finding of this or a weaker level, which needs no cycle. */
export function judgeFinding({ inference }: Judge, breaks: Finding["breaks"]): LevelResult | undefined {
  const finding = inference.findings.find((one) => one.breaks === breaks);
  if (finding === undefined) return undefined;
  const { why, operations, relations, anomaly } = finding;
  return { verdict: "invalid", why, witness: { operations, relations, pattern: anomaly } };
}

/** PL-1 and PL-2: no cycle over edges of these kinds. */
export function judgeCycles(judge: Judge, mask: number): LevelResult {
  const cyclic = judgeKinds(judge, mask, "none");
  const kinds =
    mask === KIND.ww ? "The order of writes has" : "Who wrote over and who read what others wrote has";
  return cyclic ?? valid(`${kinds} no cycle among ${count(judge.inference)}.`);
}

function judgeKinds(judge: Judge, mask: number, time: Time): LevelResult | undefined {
  const layout = wholeLayout(judge.inference.transactions.length);
  const cycle = findAnyCycle(judge, { layout, time }, mask);
  if (judge.budget.exceeded !== undefined) return unknown(judge);
  return cycle === undefined ? undefined : invalid(judge, cycle, time);
}

/**
 * Whatever the order of versions may be, somebody then saw a transaction and missed one of its writes, which is one
 * antidependency: G-single.
 */
export function judgeReadAtomic(judge: Judge): LevelResult {
  const { inference, budget } = judge;
  const share = budget.aside(Math.floor(budget.maxSteps / SHARE));
  const answer = findVisibilityCycle(inference, "direct", (steps) => share.spend(steps));
  budget.spend(share.steps);
  if (answer === "running") return unknown(judge, share);
  if (answer !== "valid") return invalid(judge, answer, "none", "G-single");
  return explained(judge, "whole");
}

/** The same of what is seen by way of others; where only sessions show it, that is told. */
export function judgeCausal(judge: Judge): LevelResult {
  const { inference, budget } = judge;
  const cyclic = judgeKinds(judge, KIND.ww | KIND.wr | KIND.process, "sessions");
  if (cyclic !== undefined) return cyclic;
  const share = budget.aside(Math.floor(budget.maxSteps / SHARE));
  const spend = (steps: number): boolean => share.spend(steps);
  const answer = findVisibilityCycle(inference, "causal", spend);
  const plain = answer === "valid" ? answer : findVisibilityCycle(inference, "transitive", spend);
  budget.spend(share.steps);
  if (answer === "running") return unknown(judge, share);
  if (answer === "valid") return explained(judge, "and all that came before those");
  return plain === "valid" || plain === "running"
    ? invalid(judge, answer, "sessions", "G-single-process")
    : invalid(judge, plain, "none", "G-single");
}

function explained({ inference }: Judge, seen: string): LevelResult {
  return valid(
    `Some order of commits explains all reads of ${count(inference)} when each sees those that it read from, ${seen}.`,
  );
}

interface Form extends OrderForm {
  readonly layout: Layout;
  readonly time: Time;
}

function formOf(level: OrderLevel, transactions: number): Form {
  const isSplit = level === "prefix" || level === "snapshot-isolation";
  return {
    layout: isSplit ? splitLayout(transactions) : wholeLayout(transactions),
    isSplit,
    isExclusive: level === "snapshot-isolation",
    time: timeOf(level),
  };
}

/** Decision 25: Adya's repeatable read knows no sessions. */
function timeOf(level: OrderLevel): Time {
  if (level === "strict-serializable") return "real-time";
  return level === "repeatable-read" ? "none" : "sessions";
}

/**
 * Is there one order of all transactions (of their snapshots and commits, where those are two)? What is known must have no
 * cycle. Lists show the order of all versions that were read, and those that nobody read can follow any order that
 * there is, so then that is enough, save under snapshot isolation, where two writers must not overlap.
 * Elsewhere it is searched for.
 */
export function judgeOrder(judge: Judge, level: OrderLevel): LevelResult {
  const { inference } = judge;
  const form = formOf(level, inference.transactions.length);
  const known = { layout: form.layout, writersSeeEachOther: form.isExclusive, time: form.time };
  const cycle = findAnyCycle(judge, known, DATA | KIND.process | KIND.realTime | KIND.gate);
  if (judge.budget.exceeded !== undefined) return unknown(judge);
  if (cycle !== undefined) return invalid(judge, cycle, form.time);
  if (inference.style === "list-append" && (!form.isExclusive || hasOneTail(inference)))
    return valid(
      `What ${count(inference)} read and wrote gives their order, and it has no cycle that ${level} forbids.`,
    );
  return searchOrder(judge, level, form);
}

/** True when of every key at most one transaction made appends that nobody read: then all versions are in order. */
function hasOneTail({ versions }: Inference): boolean {
  return versions.every(({ later }) => later.length <= 1);
}

/** First searches take so many steps for each transaction, before anything is concluded. */
const FIRST_STEPS = 64;
/** Conclusions take time with the cube of the transactions. */
const MOST_SATURATED = 3000;

function searchOrder(judge: Judge, level: OrderLevel, form: Form): LevelResult {
  const { inference, budget } = judge;
  const known = knownOrders(inference, form);
  const found = (): LevelResult =>
    valid(`A search found an order of ${count(inference)} as ${level} wants it.`);
  // Most stores are stricter than they need to be, and far fewer orders are strict.
  const strict = formOf("strict-serializable", inference.transactions.length);
  if (searchBriefly(judge, strict) === "found") return found();
  const first = searchBriefly(judge, form);
  if (first === "found") return found();
  if (budget.exceeded !== undefined) return unknown(judge);
  if (inference.transactions.length <= MOST_SATURATED) {
    const drawn = saturate(inference, { ...form, writersSeeEachOther: form.isExclusive }, budget);
    if (drawn === undefined) return unknown(judge);
    if ("cycle" in drawn) return invalid(judge, drawn.cycle, form.time);
    for (const [before, after] of drawn.orders) known.push({ before, after, endsOnly: !form.isExclusive });
  }
  const search = new OrderSearch(inference, known, form);
  const share = budget.aside(Math.floor(budget.maxSteps / SHARE));
  const answer = first === "exhausted" ? "exhausted" : share.finish(search);
  budget.spend(share.steps);
  if (answer === "found") return found();
  return answer === "running" ? unknown(judge, share) : withoutOrder(judge, level, form);
}

function searchBriefly({ inference, budget }: Judge, form: Form): string {
  const search = new OrderSearch(inference, knownOrders(inference, form), form);
  const answer = budget.run(search, 1024 + FIRST_STEPS * inference.transactions.length);
  budget.release(search);
  return answer;
}

/** What is known before any search, as the search wants it. */
function knownOrders({ versions, transactions }: Inference, form: Form): KnownOrder[] {
  const known: KnownOrder[] = [];
  for (const { writer, readers, later } of versions) {
    if (writer < 0) continue;
    for (const after of readers) if (after !== writer) known.push({ before: writer, after });
    for (const after of later)
      if (after !== writer) known.push({ before: writer, after, endsOnly: !form.isExclusive });
  }
  visitTime(transactions, form.time, (before, after) => known.push({ before, after }));
  return known;
}

/** No cycle shows it, but no order was left: the fewest transactions of which that is so. */
function withoutOrder(judge: Judge, level: OrderLevel, form: Form): LevelResult {
  const { inference, budget } = judge;
  const core = findCore(inference, (part) => {
    const search = new OrderSearch(part, knownOrders(part, form), form);
    const answer = budget.aside(CORE_STEPS).finish(search);
    return answer === "exhausted";
  });
  judge.anomalies.add("no-order");
  const why = `Every order of these ${core.length} transactions was tried, and none is as ${level} wants it.`;
  return { verdict: "invalid", why, witness: { operations: core, relations: [], pattern: "no-order" } };
}

const CORE_STEPS = 100_000;

/** A cycle of what was read and written, unless there is none, or one that needs real time is shorter. */
function findAnyCycle(
  { inference, budget }: Judge,
  options: Parameters<typeof buildGraph>[1],
  mask: number,
): readonly Dependency[] | undefined {
  const built = buildGraph(inference, options);
  if (!budget.spend(built.graph.targets.length) || !budget.hold(built.graph.bytes)) return undefined;
  const cycle = findCycleIn(built, mask & ~(KIND.process | KIND.realTime));
  const { time = "none" } = options;
  if (time === "none" || (time === "sessions" && cycle !== undefined)) return cycle;
  const timed = findCycleIn(built, mask);
  if (timed === undefined) return cycle;
  const short = shortenByTime(timed, inference.transactions, time);
  return cycle !== undefined && cycle.length <= short.length ? cycle : short;
}

function findCycleIn(built: DependencyGraph, mask: number): Dependency[] | undefined {
  const { of, cyclic } = findComponents(built.graph, mask);
  if (cyclic.length === 0) return undefined;
  const smallest = cyclic.reduce((a, b) => (b.length < a.length ? b : a));
  return findCycle(built, smallest, of, { first: mask & ~KIND.gate, rest: mask });
}

function invalid(judge: Judge, found: readonly Reasoned[], time: Time, name?: string): LevelResult {
  const cycle = shortenByTime(found, judge.inference.transactions, time);
  const pattern = name ?? nameCycle(cycle);
  judge.anomalies.add(pattern);
  return { verdict: "invalid", ...explainCycle(judge.inference, cycle, pattern, judge.callerOf) };
}

/**
 * A cycle that needs time, with fewer transactions: the graph has only those edges of real time that do not follow from
 * others, so a way over many of them, or over others, may be one step in time.
 */
function shortenByTime(
  cycle: readonly Reasoned[],
  transactions: Inference["transactions"],
  time: Time,
): readonly Reasoned[] {
  const isTimed = ({ kind }: Reasoned): boolean => kind === KIND.realTime || kind === KIND.process;
  if (!cycle.some(isTimed)) return cycle;
  for (let skipped = cycle.length - 1; skipped > 1; skipped--) {
    for (const start of cycle.keys()) {
      const turned = [...cycle.slice(start), ...cycle.slice(0, start)];
      const [from, to] = [turned[0]!.from, turned[skipped]!.from];
      const [before, after] = [transactions[from]!, transactions[to]!];
      if (before.type !== "ok" || before.completeEntry > after.invokeEntry) continue;
      const kind = before.process === after.process ? KIND.process : KIND.realTime;
      if (time === "sessions" && kind !== KIND.process) continue;
      return shortenByTime([{ from, to, kind }, ...turned.slice(skipped)], transactions, time);
    }
  }
  return cycle;
}

function valid(why: string): LevelResult {
  return { verdict: "valid", why };
}

function unknown(judge: Judge, budget = judge.budget): LevelResult {
  const exceeded = budget.exceeded ?? { kind: "steps", limit: budget.maxSteps };
  return {
    verdict: "unknown",
    why: `This was not decided: ${describeExceeded(exceeded)}.`,
    budget: exceeded,
  };
}

function count({ transactions }: Inference): string {
  return transactions.length === 1 ? "1 transaction" : `${transactions.length} transactions`;
}

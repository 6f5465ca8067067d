import { OBJECT_LEVELS, weakerThan } from "../checkers/index.ts";
import { toOperations, type Operation } from "../history/index.ts";
import { createRun, parseScenario, type CheckResult, type Run } from "../scenario/index.ts";
import { assert, formatInputError, valueAt, valuesOf } from "../base/index.ts";
import { cellDocument, FAULT_SPAN_US, type MatrixFault, type MatrixStore } from "./matrix-plan.ts";

/** What a store did under a fault. */
export interface MatrixCell {
  readonly store: string;
  readonly fault: string;
  /** The scenario, to open the run. */
  readonly text: string;
  readonly seed: string;
  readonly engine: string;
  readonly fingerprint: string;
  /** By level: valid, invalid, unknown. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** The levels that held and are implied by no other that held; none when not even the weakest did. */
  readonly strongest: readonly string[];
  /** Shares of the operations begun that ended ok, 0 to 1: in the whole run, and of those begun while the fault was there. */
  readonly answered: number;
  readonly answeredDuring: number;
  readonly latencyP99Ms: number | null;
  /** The median of writes: how long a store waits for others before it answers. */
  readonly writeP50Ms: number | null;
  /** Acknowledged writes that are certainly gone at the end; null when that cannot be told. */
  readonly lost: number | null;
  /** Where to look first, µs: what cannot be one register, else the fault's beginning. */
  readonly momentUs: number;
}

/** Runs one cell to its end. The scenarios are ours: one that cannot be read is a bug. */
export function runCell(store: MatrixStore, fault: MatrixFault, seed = "1"): MatrixCell {
  const text = cellDocument(store, fault);
  const parsed = parseScenario(text, `${store.id}-${fault.id}.yaml`);
  assert(parsed.ok, parsed.ok ? "" : parsed.error.map(formatInputError).join("\n"));
  const run = createRun(parsed.value, { seed });
  run.advance();
  return { ...describeRun(run), store: store.id, fault: fault.id, text, seed };
}

function describeRun(run: Run): Omit<MatrixCell, "store" | "fault" | "text" | "seed"> {
  const { fingerprint, engine, checks, metrics } = run.result();
  const verdicts = Object.fromEntries(
    checks.filter(({ name }) => isLevel(name)).map(({ name, verdict }) => [name, verdict]),
  );
  const operations = toOperations(valuesOf(run.cluster.history));
  const [fromUs, untilUs] = FAULT_SPAN_US;
  const during = operations.filter(({ invokeUs }) => invokeUs! >= fromUs && invokeUs! < untilUs);
  return {
    engine,
    fingerprint,
    verdicts,
    strongest: strongestOf(verdicts),
    answered: shareAnswered(operations),
    answeredDuring: shareAnswered(during),
    latencyP99Ms: metrics["latency p99"] ?? null,
    writeP50Ms: metrics["write latency p50"] ?? null,
    lost: metrics["lost-updates"] ?? null,
    momentUs: violationUs(run, checks) ?? fromUs,
  };
}

/** When the last operation ended of those that show that there was no single register. */
function violationUs(run: Run, checks: readonly CheckResult[]): number | undefined {
  const { witness = [] } = checks.find(({ name }) => name === "linearizable") ?? {};
  const last = witness.at(-1);
  return last === undefined ? undefined : valueAt(run.cluster.history, last)?.timeUs;
}

function isLevel(name: string): boolean {
  return OBJECT_LEVELS.some((level) => level.name === name);
}

function shareAnswered(operations: readonly Operation[]): number {
  const answered = operations.filter(({ type }) => type === "ok").length;
  return operations.length === 0 ? 0 : answered / operations.length;
}

/** The maximal elements of what held. */
export function strongestOf(verdicts: Readonly<Record<string, string>>): readonly string[] {
  const held = OBJECT_LEVELS.map(({ name }) => name).filter((name) => verdicts[name] === "valid");
  const implied = new Set(held.flatMap((name) => weakerThan(OBJECT_LEVELS, name)));
  return held.filter((name) => !implied.has(name));
}

/** What a row says of Brewer's and Abadi's choices, read off its cells. */
export interface Choice {
  /** Under the partitions: kept one register (C), or went on answering everybody (A), or neither. */
  readonly partitioned: "C" | "A" | "neither";
  /** Without faults: a write waits for other replicas (consistency, C), or is answered at once (latency, L). */
  readonly otherwise: "C" | "L";
  readonly why: string;
}

/** So many operations answered while the network is parted count as available. */
const AVAILABLE = 0.95;
/** A write that takes no longer than so many times a single node's has waited for nobody else. */
const ALONE = 1.5;

/**
 * CAP (Gilbert & Lynch 2002) and PACELC (Abadi 2012), measured: a row's cells, in any order, beside the run of a single node
 * without faults. Undefined as long as some are missing, and for the single node: it has nobody to wait for.
 */
export function choiceOf(cells: readonly MatrixCell[], alone: MatrixCell | undefined): Choice | undefined {
  const calm = cells.find(({ fault }) => fault === "none");
  const parted = cells.filter(({ fault }) => fault === "minority" || fault === "majority");
  if (calm === undefined || alone === undefined || parted.length < 2 || calm.store === alone.store)
    return undefined;
  const isConsistent = parted.every(({ verdicts }) => verdicts["linearizable"] === "valid");
  const least = Math.min(...parted.map(({ answeredDuring }) => answeredDuring));
  const partitioned = isConsistent ? "C" : least >= AVAILABLE ? "A" : "neither";
  const otherwise = (calm.writeP50Ms ?? 0) > ALONE * (alone.writeP50Ms ?? 0) ? "C" : "L";
  const kept = isConsistent ? "stayed linearizable" : "did not stay linearizable";
  const why =
    `Parted, it ${kept}, and ${Math.floor(least * 100)} % of operations were answered. Without faults a write took ` +
    `${Math.round(calm.writeP50Ms ?? 0)} ms; a single node's takes ${Math.round(alone.writeP50Ms ?? 0)} ms.`;
  return { partitioned, otherwise, why };
}

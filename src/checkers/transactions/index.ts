import type { Operation } from "../../history/index.ts";
import { Budget } from "../budget.ts";
import { TRANSACTION_LEVELS, weakerThan } from "../consistency-levels.ts";
import type { LevelOptions, LevelResult, LevelsReport } from "../level-result.ts";
import { findAnomalies, findLostUpdate } from "./anomalies.ts";
import { KIND } from "./edge-list.ts";
import { explainCycle } from "./explain.ts";
import { inferLists } from "./infer-lists.ts";
import { inferRegisters } from "./infer-registers.ts";
import {
  judgeCausal,
  judgeCycles,
  judgeFinding,
  judgeOnce,
  judgeOrder,
  judgeReadAtomic,
  type Judge,
} from "./levels.ts";
import type { TransactionStyle } from "./misfit.ts";

export { styleOf, type TransactionStyle } from "./misfit.ts";

/**
 * The order of judging. What is quick comes first, and what is sure to end before what may not; then from strong to weak,
 * for what holds decides all that it implies. Lists give their order away, so there the strong levels are quick; registers
 * must be searched for it.
 */
const TURNS: Readonly<Record<TransactionStyle, readonly string[]>> = {
  "list-append": [
    "read-uncommitted",
    "read-committed",
    "strict-serializable",
    "serializable",
    "repeatable-read",
    "snapshot-isolation",
    "prefix",
    "read-atomic",
    "causal",
  ],
  "rw-register": [
    "read-uncommitted",
    "read-committed",
    "read-atomic",
    "causal",
    "strict-serializable",
    "serializable",
    "repeatable-read",
    "snapshot-isolation",
    "prefix",
  ],
};

/**
 * Holds a history of transactions against levels of isolation, as Elle (Kingsbury & Alvaro, VLDB 2020) and dbcop
 * (Biswas & Enea, OOPSLA 2019) do. Operations must fit the style (see `misfitOfTransaction`). The order in which a
 * process made its transactions counts from causal up, save for repeatable read: see decision 25.
 */
export function checkTransactions(
  operations: readonly Operation[],
  style: TransactionStyle,
  names: readonly string[],
  options: LevelOptions = {},
): LevelsReport {
  const inference = style === "list-append" ? inferLists(operations) : inferRegisters(operations);
  const judge: Judge = {
    inference,
    budget: new Budget(options),
    callerOf: options.callerOf ?? (({ process }) => `process ${process}`),
    anomalies: new Set(inference.findings.map(({ anomaly }) => anomaly)),
    answers: new Map(),
  };
  const judged = new Map<string, LevelResult>();
  for (const name of TURNS[style]) {
    if (names.includes(name)) judged.set(name, follow(name, judged) ?? judgeLevel(name, judge));
  }
  for (const [name, { verdict }] of judged) {
    const followed = verdict === "unknown" ? follow(name, judged) : undefined;
    if (followed !== undefined) judged.set(name, followed);
  }
  if (judged.get("strict-serializable")?.verdict !== "valid")
    for (const anomaly of findAnomalies(inference, judge.budget)) judge.anomalies.add(anomaly);
  const anomalies = [...judge.anomalies].filter((one) => !isTold(one, judge.anomalies));
  const wanted = TRANSACTION_LEVELS.filter(({ name }) => judged.has(name));
  return {
    family: "transactions",
    results: Object.fromEntries(wanted.map(({ name }) => [name, judged.get(name)!])),
    anomalies: anomalies.sort(),
  };
}

/** Where the order of processes shows it, real time says no more. */
function isTold(anomaly: string, all: ReadonlySet<string>): boolean {
  return anomaly.endsWith("-realtime") && all.has(anomaly.replace("-realtime", "-process"));
}

/** What is valid under a level is valid under all that it implies, and what violates a level violates all that imply it. */
function follow(name: string, judged: ReadonlyMap<string, LevelResult>): LevelResult | undefined {
  for (const [other, result] of judged) {
    if (result.verdict === "invalid" && isWeaker(other, name))
      return {
        ...result,
        why: `${name} implies ${other}, which does not hold. ${result.why}`,
        follows: other,
      };
    if (result.verdict === "valid" && isWeaker(name, other))
      return {
        verdict: "valid",
        why: `${other} holds, and it implies ${name}. ${result.why}`,
        follows: other,
      };
  }
  return undefined;
}

function isWeaker(weaker: string, stronger: string): boolean {
  return weakerThan(TRANSACTION_LEVELS, stronger).includes(weaker);
}

/** The findings that violate a level: its own and those of weaker ones, whether or not these were asked for. */
function judgeLevel(name: string, judge: Judge): LevelResult {
  const { ambiguity, style } = judge.inference;
  const dirty = ambiguity === undefined ? judgeFinding(judge, "read-uncommitted") : undefined;
  if (dirty !== undefined) return dirty;
  if (name === "read-uncommitted" && (ambiguity === undefined || style === "rw-register"))
    return judgeUncommitted(judge);
  const found = name === "read-uncommitted" ? undefined : judgeFinding(judge, "read-committed");
  if (found !== undefined) return found;
  if (ambiguity !== undefined)
    return {
      verdict: "unknown",
      why: `Who wrote what was read is not certain: ${ambiguity}, and ${style} histories need every one to be unique.`,
    };
  if (name === "read-committed") return judgeCircular(judge);
  const answer = judgeFinding(judge, "read-atomic") ?? judgeAtomic(name, judge);
  if (answer.verdict !== "invalid") return answer;
  const circular = judgeCircular(judge);
  return circular.verdict === "invalid" ? circular : answer;
}

/** What violates PL-2 is the plainer reason for all that imply it. */
function judgeCircular(judge: Judge): LevelResult {
  return judgeOnce(judge, "G1c", () => judgeCycles(judge, KIND.ww | KIND.wr));
}

/** Registers do not show the order of what was written: only reads do, and here those may be dirty. */
function judgeUncommitted(judge: Judge): LevelResult {
  if (judge.inference.style === "list-append") return judgeCycles(judge, KIND.ww);
  return {
    verdict: "valid",
    why: "Nothing shows in which order registers were written, so no two orders contradict each other.",
  };
}

/**
 * The levels at which a transaction reads what it wrote itself and sees others whole. Repeatable read (PL-2.99) differs from
 * Adya's serializability (PL-3) by searches that match new objects only, and in these histories nobody searches; from ours
 * by sessions.
 */
function judgeAtomic(name: string, judge: Judge): LevelResult {
  switch (name) {
    case "read-atomic":
      return judgeReadAtomic(judge);
    case "causal":
      return judgeCausal(judge);
    case "prefix":
      return judgeOrder(judge, "prefix");
    case "snapshot-isolation":
      return judgeLostUpdate(judge) ?? judgeOrder(judge, "snapshot-isolation");
    case "repeatable-read":
    case "serializable":
      return judgeOrder(judge, name);
    default:
      return judgeOrder(judge, "strict-serializable");
  }
}

/** Of two that read the same version of a key and both wrote the key, neither saw the other: no order mends that. */
function judgeLostUpdate({ inference, callerOf, anomalies }: Judge): LevelResult | undefined {
  const pair = findLostUpdate(inference);
  if (pair === undefined) return undefined;
  anomalies.add("lost-update");
  const [a, b] = pair;
  const cycle = [
    { from: a, to: b, kind: KIND.rw },
    { from: b, to: a, kind: KIND.rw },
  ];
  return { verdict: "invalid", ...explainCycle(inference, cycle, "lost-update", callerOf) };
}

import type { Family } from "../../checkers/index.ts";
import type { RunData } from "../run/run-data.ts";
import { runNow } from "../state/run-store.ts";
import { startJudge } from "./judge-worker.ts";
import { useLevelsStore, type RunLevels } from "./levels-store.ts";
import { nextToJudge, withWhatFollows } from "./verdicts.ts";

/** Holds the run on the page against the consistency models, in a thread of its own. */

/** Entries that are handed over at once: a few milliseconds of work. */
const PORTION = 5_000;

/** Of the budget, for the level that is judged first. */
const FIRST_SHARE = 1 / 3;

/** Runs that were judged, so that coming back to a branch takes no time. */
const known = new WeakMap<RunData, RunLevels>();
let worker: ReturnType<typeof startJudge> | undefined;
let turn = 0;

/**
 * Judges what is computed of the run by now, unless that is known or under way with no smaller budget. `isAsked`: the
 * reader, who had ended it, wants it to go on.
 */
export async function judgeRun(budgetMs: number, isAsked = false): Promise<void> {
  const { data, info, done, budget } = runNow();
  if (data === undefined || info?.historyModel === undefined || data.history.length === 0) return;
  const before = known.get(data);
  const isUnderWay = before?.phase === "judging" && useLevelsStore.getState().data === data;
  // What is judged so far is of use while the run grows; it is judged anew at the run's end.
  if (isUnderWay && !done && budget === undefined) return;
  if (before !== undefined && !isAsked && isEnough(before, data.history.length, budgetMs)) {
    if (isUnderWay) return;
    if (before.phase !== "judging") return useLevelsStore.setState({ data, levels: before });
  }
  end();
  const mine = turn;
  worker = startJudge();
  try {
    await judgeLevels(data, info.historyModel, budgetMs, () => mine === turn);
  } catch {
    if (mine === turn) amend(data, { phase: "failed" });
  }
  if (mine === turn) end();
}

/** Ends judging at once; what is known stays. */
export function stopJudging(): void {
  const { data, levels } = useLevelsStore.getState();
  end();
  if (data !== undefined && levels?.phase === "judging") amend(data, { phase: "stopped" });
}

function end(): void {
  turn++;
  worker?.stop();
  worker = undefined;
}

function isEnough(before: RunLevels, entries: number, budgetMs: number): boolean {
  if (before.phase === "stopped" || before.phase === "failed") return true;
  if (before.entries !== entries) return false;
  const isDecided = Object.values(before.results).every(({ verdict }) => verdict !== "unknown");
  return before.budgetMs >= budgetMs || (before.phase === "done" && isDecided);
}

async function judgeLevels(
  data: RunData,
  model: string,
  budgetMs: number,
  isWanted: () => boolean,
): Promise<void> {
  const { api: judge, death } = worker!;
  const answered = <T>(question: Promise<T>): Promise<T> => Promise.race([question, death]);
  const startMs = performance.now();
  const begun = beginning(data, budgetMs);
  const { entries, family } = begun;
  put(data, begun);
  await answered(judge.begin(model, callersOf(data)));
  for (let from = 0; from < entries; from += PORTION)
    await answered(judge.add(data.history.slice(from, Math.min(entries, from + PORTION))));
  for (;;) {
    const { results, anomalies } = known.get(data)!;
    const judging = nextToJudge(family, results);
    if (judging === undefined) break;
    amend(data, { judging });
    const leftMs = Math.max(0, startMs + budgetMs - performance.now());
    // The first is the hardest: it must leave something to the others.
    const isFirst = Object.keys(results).length === 0;
    const report = await answered(judge.judge([judging], isFirst ? leftMs * FIRST_SHARE : leftMs));
    if (!isWanted()) return;
    amend(data, {
      results: withWhatFollows(family, { ...results, ...report.results }),
      anomalies: Array.from(new Set([...anomalies, ...(report.anomalies ?? [])])).sort(),
      tookMs: performance.now() - startMs,
    });
  }
  amend(data, { phase: "done" });
}

function beginning(data: RunData, budgetMs: number): RunLevels {
  return {
    entries: data.history.length,
    operations: data.operations.all.length,
    family: familyOf(data),
    results: {},
    anomalies: [],
    phase: "judging",
    tookMs: 0,
    budgetMs,
  };
}

/** A workload issues either transactions or single operations. */
function familyOf(data: RunData): Family {
  return data.operations.all[0]?.f === "txn" ? "transactions" : "objects";
}

function callersOf(data: RunData): Record<number, string> {
  const names = runNow().info?.nodes.map(({ name }) => name) ?? [];
  const callers: Record<number, string> = {};
  for (const { process, node } of data.operations.all)
    callers[process] ??= `${data.operations.hasSeveral(node) ? `process ${process} of ` : ""}${names[node]}`;
  return callers;
}

function put(data: RunData, levels: RunLevels): void {
  known.set(data, levels);
  useLevelsStore.setState({ data, levels });
}

function amend(data: RunData, change: Partial<RunLevels>): void {
  const before = known.get(data);
  if (before !== undefined) put(data, { ...before, ...change });
}

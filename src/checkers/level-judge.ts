import { toOperations, type HistoryEntry, type Operation } from "../history/index.ts";
import { checkLevels } from "./check-levels.ts";
import type { LevelsReport } from "./level-result.ts";
import { findModel } from "./models/index.ts";

/**
 * Judges one history in several questions, so that whoever asks can show each answer as it comes. It is made for a
 * thread of its own: a question is answered at once or not before its time is up.
 */
export interface LevelJudge {
  /** Begins anew with no entries. `callers` are the names of those who call, by process. */
  begin(model: string, callers: Readonly<Record<number, string>>): void;
  /** The next entries of the history: long ones come in portions. */
  add(entries: readonly HistoryEntry[]): void;
  /** The verdicts under levels of the history's family; `unknown` where `budgetMs` did not suffice. */
  judge(names: readonly string[], budgetMs: number): LevelsReport;
}

/** `nowMs` is the caller's clock: this room has none. */
export function createLevelJudge(nowMs: () => number): LevelJudge {
  let model = "";
  let callers: Readonly<Record<number, string>> = {};
  let entries: HistoryEntry[] = [];
  let operations: readonly Operation[] | undefined;
  return {
    begin(name, names) {
      model = name;
      callers = names;
      entries = [];
      operations = undefined;
    },
    add(more) {
      for (const entry of more) entries.push(entry);
      operations = undefined;
    },
    judge(names, budgetMs) {
      const found = findModel(model);
      if (!found.ok) throw new Error(found.error.problem);
      const endMs = nowMs() + budgetMs;
      operations ??= toOperations(entries);
      return checkLevels(operations, found.value, names, {
        shouldStop: () => nowMs() > endMs,
        callerOf: ({ process }) => callers[process] ?? `process ${process}`,
      });
    },
  };
}

import type { Operation } from "../history/index.ts";
import type { Family } from "./consistency-levels.ts";
import { levelsOf } from "./levels.ts";
import type { LevelOptions, LevelResult, LevelsReport } from "./level-result.ts";
import type { AnyModel } from "./model.ts";
import { judgeObjects } from "./objects/judge-objects.ts";
import { checkTransactions, styleOf } from "./transactions/index.ts";

/** Transactions when any operation is one, or the model knows nothing else; else single operations on objects. */
export function familyOf(operations: readonly Operation[], model: AnyModel): Family {
  const isTransactional = model.operations.length === 0 || operations.some(({ f }) => f === "txn");
  return isTransactional ? "transactions" : "objects";
}

/**
 * Holds a history against consistency levels of its family: those of these names, or all. Operations must fit the model
 * (see `fitHistory`). Never throws for what a history holds, never guesses: what a budget does not suffice for is `unknown`.
 */
export function checkLevels(
  operations: readonly Operation[],
  model: AnyModel,
  names: readonly string[] | "all",
  options: LevelOptions = {},
): LevelsReport {
  const family = options.family ?? familyOf(operations, model);
  const wanted = levelsOf(family).filter(({ name }) => names === "all" || names.includes(name));
  const judged = wanted.map(({ name }) => name);
  if (family === "objects") return { family, results: judgeObjects(operations, model, judged, options) };
  return checkTransactions(operations, styleOf(operations, model.transactions), judged, options);
}

/** The worst verdict of a report: invalid, then unknown. */
export function worstOf({ results }: LevelsReport): LevelResult["verdict"] {
  const verdicts = Object.values(results).map(({ verdict }) => verdict);
  if (verdicts.includes("invalid")) return "invalid";
  return verdicts.includes("unknown") ? "unknown" : "valid";
}

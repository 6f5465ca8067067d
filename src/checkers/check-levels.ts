import type { Operation } from "../history/index.ts";
import {
  OBJECT_LEVELS,
  TRANSACTION_LEVELS,
  type ConsistencyLevel,
  type Family,
} from "./consistency-levels.ts";
import type { LevelOptions, LevelsReport } from "./level-result.ts";
import type { AnyModel } from "./model.ts";
import { judgeObjects } from "./objects/judge-objects.ts";
import { checkTransactions, styleOf } from "./transactions/index.ts";

/** Transactions when any operation is one, else single operations on objects. */
export function familyOf(operations: readonly Operation[], _model: AnyModel): Family {
  return operations.some(({ f }) => f === "txn") ? "transactions" : "objects";
}

/** The levels of a family, the strongest first. */
export function levelsOf(family: Family): readonly ConsistencyLevel[] {
  return family === "objects" ? OBJECT_LEVELS : TRANSACTION_LEVELS;
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
  const family = familyOf(operations, model);
  const wanted = levelsOf(family).filter(({ name }) => names === "all" || names.includes(name));
  const judged = wanted.map(({ name }) => name);
  if (family === "objects") return { family, results: judgeObjects(operations, model, judged, options) };
  return checkTransactions(operations, styleOf(operations, model.transactions), judged, options);
}

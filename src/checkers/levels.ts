import { err, ok, unknownName, type InputError, type Result } from "../base/index.ts";
import type { Operation } from "../history/index.ts";
import type { BudgetOptions } from "./budget.ts";
import { checkLinearizable, type LinearizableResult } from "./linearizable.ts";
import type { AnyModel } from "./model.ts";

/** A consistency level: what it promises in a line, and how a history is held against it. */
export interface LevelChecker {
  readonly name: string;
  readonly about: string;
  check(operations: readonly Operation[], model: AnyModel, options?: BudgetOptions): CheckResult;
}

/** What every checker answers; each level adds its own evidence. */
export type CheckResult = LinearizableResult;

/** Every consistency level by name. A new one is a file beside this and a line here. */
export const levels: Readonly<Record<string, LevelChecker>> = {
  linearizable: {
    name: "linearizable",
    about: "every operation takes effect at one moment between its invocation and its completion",
    check: checkLinearizable,
  },
};

export const levelNames: readonly string[] = Object.keys(levels);

/** The level of that name; an unknown name is an input error that suggests the nearest. */
export function findLevel(
  name: string,
  place = { file: "--level", line: 0, column: 0 },
): Result<LevelChecker, InputError> {
  return Object.hasOwn(levels, name) ? ok(levels[name]!) : err(unknownName(place, "level", name, levelNames));
}

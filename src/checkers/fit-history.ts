import { nearestName, type InputError } from "../base/index.ts";
import { TRANSACTION, type LocatedEntry, type Operation } from "../history/index.ts";
import type { AnyModel, Misfit } from "./model.ts";
import { misfitOfTransaction } from "./transactions/misfit.ts";

const MAX_ERRORS = 20;

/**
 * What of a history that was read from a file is not for this model: operations that it does not know, values
 * of the wrong form. Empty when all fits; then the operations can be checked.
 */
export function fitHistory(
  file: string,
  entries: readonly LocatedEntry[],
  operations: readonly Operation[],
  model: AnyModel,
): InputError[] {
  const errors: InputError[] = [];
  const isTransactional = operations.some(({ f }) => f === TRANSACTION);
  for (const operation of operations) {
    const misfit = findMisfit(operation, model, isTransactional);
    if (misfit === undefined) continue;
    const { line, column } =
      entries[misfit.part === "output" ? operation.completeEntry : operation.invokeEntry]!;
    errors.push({ file, line, column, ...describeMisfit(operation, misfit) });
    if (errors.length === MAX_ERRORS) break;
  }
  return errors;
}

function findMisfit(operation: Operation, model: AnyModel, isTransactional: boolean): Misfit | undefined {
  if (isTransactional && model.transactions !== undefined) {
    if (operation.f === TRANSACTION) return misfitOfTransaction(operation, model.transactions);
    const problem = `${operation.f} stands among transactions, and is none`;
    return { part: "f", problem, accepted: [TRANSACTION] };
  }
  if (model.operations.includes(operation.f)) return model.misfit(operation);
  const problem = `${operation.f} is no operation of the model ${model.name}`;
  const known = model.transactions === undefined ? model.operations : [...model.operations, TRANSACTION];
  return { part: "f", problem, accepted: known };
}

function describeMisfit(operation: Operation, misfit: Misfit): Omit<InputError, "file" | "line" | "column"> {
  const { part, accepted } = misfit;
  const wrong = misfit.found ?? operation[part];
  const found = part === "f" ? operation.f : shorten(JSON.stringify(wrong));
  const nearest = typeof wrong === "string" ? nearestName(wrong, accepted) : undefined;
  const problem = part === "f" ? misfit.problem : `${misfit.problem}, not ${found}`;
  return { problem, found, accepted, ...(nearest === undefined ? {} : { nearest }) };
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

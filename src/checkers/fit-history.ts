import { nearestName, type InputError } from "../base/index.ts";
import type { LocatedEntry, Operation } from "../history/index.ts";
import type { AnyModel, Misfit } from "./model.ts";

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
  for (const operation of operations) {
    const misfit = findMisfit(operation, model);
    if (misfit === undefined) continue;
    const { line, column } =
      entries[misfit.part === "output" ? operation.completeEntry : operation.invokeEntry]!;
    errors.push({ file, line, column, ...describeMisfit(operation, misfit) });
    if (errors.length === MAX_ERRORS) break;
  }
  return errors;
}

function findMisfit(operation: Operation, model: AnyModel): Misfit | undefined {
  if (model.operations.includes(operation.f)) return model.misfit(operation);
  const transactional = operation.f === "txn" ? ": transactional histories are not checked yet" : "";
  return {
    part: "f",
    problem: `${operation.f} is no operation of the model ${model.name}${transactional}`,
    accepted: model.operations,
  };
}

function describeMisfit(operation: Operation, misfit: Misfit): Omit<InputError, "file" | "line" | "column"> {
  const { part, accepted } = misfit;
  const found = part === "f" ? operation.f : shorten(JSON.stringify(operation[part]));
  const nearest = part === "f" ? nearestName(operation.f, accepted) : undefined;
  const problem = part === "f" ? misfit.problem : `${misfit.problem}, not ${found}`;
  return { problem, found, accepted, ...(nearest === undefined ? {} : { nearest }) };
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

import type { Operation } from "../../history/index.ts";
import { Budget } from "../budget.ts";
import { describeExceeded, type LevelOptions, type LevelResult, type LevelWitness } from "../level-result.ts";
import { checkLinearizable, type LinearizableResult } from "../linearizable.ts";
import type { AnyModel } from "../model.ts";
import { PartitionCheck } from "../partition-check.ts";
import { firstEntries, toPartition } from "../partition.ts";
import type { Witness } from "../witness.ts";
import { leaveOut, plainRelations, shrinkOperations } from "./shrink-operations.ts";

/** Linearizability (Herlihy & Wing 1990) as one level among the others. */
export function judgeLinearizable(
  operations: readonly Operation[],
  model: AnyModel,
  options: LevelOptions,
): LevelResult {
  const result = checkLinearizable(operations, model, options);
  const size = `${result.operations} operations on ${result.partitions} ${result.partitions === 1 ? "key" : "keys"}`;
  switch (result.verdict) {
    case "valid":
      return {
        verdict: "valid",
        why: `The ${size} can be put in order, each at one moment between its invocation and its completion.`,
      };
    case "unknown":
      return unknown(result, size);
    case "invalid":
      return {
        verdict: "invalid",
        why: explainWitness(result.witness!),
        witness: toLevelWitness(operations, result.witness!, model, options),
      };
  }
}

function unknown({ budget }: LinearizableResult, size: string): LevelResult {
  return {
    verdict: "unknown",
    why: `Whether the ${size} can be put in order is not known: ${describeExceeded(budget!)}.`,
    budget: budget!,
  };
}

function explainWitness({ because, key, culprit, isShortest }: Witness): string {
  const on = key === undefined ? "" : ` on key ${key}`;
  const without = isShortest ? "; without its answer one does" : "";
  return `${because}. With the operations${on} up to this ${culprit.f} no order works${without}.`;
}

/** Making the witness smaller is worth no more. */
const SHRINK_STEPS = 2_000_000;
/** Only so many of the last operations are looked at, when they suffice. */
const LAST = 1_000;

/** Of what was invoked before the culprit completed, the fewest operations found that cannot be ordered either. */
function toLevelWitness(
  operations: readonly Operation[],
  { culprit }: Witness,
  model: AnyModel,
  options: LevelOptions,
): LevelWitness {
  const budget = new Budget({ ...options, maxSteps: SHRINK_STEPS });
  const isViolated = (some: readonly Operation[]): boolean | undefined => {
    if (!budget.spend(some.length)) return undefined;
    const check = new PartitionCheck(toPartition(culprit.key, some, model), model, false);
    const answer = budget.finish(check);
    budget.release(check);
    return answer === "running" ? undefined : answer === "invalid";
  };
  // What completes later is open here, so that nothing is missed that was written after the culprit completed.
  const onKey = operations.filter(({ key }) => key === culprit.key);
  const before = firstEntries(onKey, culprit.completeEntry + 1);
  const last = leaveOut(before, before.slice(0, -LAST), model);
  const isEnough = last.length < before.length && isViolated(last) === true;
  const kept = new Set(
    shrinkOperations(isEnough ? last : before, model, isViolated).map(({ index }) => index),
  );
  const small = onKey.filter(({ index }) => kept.has(index));
  return { operations: small, relations: plainRelations(small, true) };
}

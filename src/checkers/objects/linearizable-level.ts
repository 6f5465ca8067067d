import type { Operation } from "../../history/index.ts";
import { describeExceeded, type LevelOptions, type LevelResult, type LevelWitness } from "../level-result.ts";
import { checkLinearizable, type LinearizableResult } from "../linearizable.ts";
import type { AnyModel } from "../model.ts";
import type { Witness } from "../witness.ts";

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
        witness: toLevelWitness(result.witness!),
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

function explainWitness({ because, key, entries, isShortest }: Witness): string {
  const on = key === undefined ? "" : ` on key ${key}`;
  const shortest = isShortest ? ", and one entry less can be" : "";
  return `${because}. The first ${entries} entries of the history${on} cannot be ordered${shortest}.`;
}

function toLevelWitness({ culprit, concurrent, order }: Witness): LevelWitness {
  // The order is of a shorter history, in which an operation that went on later is another object.
  const involved = new Map<number, Operation>();
  for (const operation of [culprit, ...concurrent, ...order.map((placed) => placed.operation)])
    if (!involved.has(operation.index)) involved.set(operation.index, operation);
  const operations = Array.from(involved.values()).sort((a, b) => a.invokeEntry - b.invokeEntry);
  const to = operations.indexOf(culprit);
  const relations = operations.flatMap((operation, from) =>
    operation.completeEntry >= 0 && operation.completeEntry < culprit.invokeEntry
      ? [{ from, to, kind: "real time" }]
      : [],
  );
  return { operations, relations };
}

import { valueText, writeJsonLines, type HistoryEntry, type Value } from "../../history/index.ts";
import type { Found } from "../../experiments/index.ts";
import type { PageWitness } from "../map/witness-of.ts";
import type { Operation } from "../run/operations.ts";

type FoundHistory = Extract<Found, { kind: "found" }>;

/** A history that no run made, in the form in which witnesses of runs are drawn. Its clients are its processes. */
export function toPageWitness(found: FoundHistory, wantsArrows: boolean): PageWitness {
  const operations = found.operations.map((one): Operation => ({
    index: one.index,
    process: one.process,
    node: one.process,
    f: one.f,
    key: one.key ?? "",
    input: one.input,
    invokeUs: one.invokeUs!,
    invokeEvent: -1,
    invokeEntry: one.invokeEntry,
    outcome: "ok",
    output: one.output,
    completeUs: one.completeUs!,
    completeEvent: -1,
    completeEntry: one.completeEntry,
  }));
  const { witness } = found.broken;
  const placeOf = (index: number): number => witness?.operations[index]?.index ?? -1;
  const relations = wantsArrows
    ? (witness?.relations ?? []).map(({ from, to, kind }) => ({ from: placeOf(from), to: placeOf(to), kind }))
    : [];
  return {
    operations,
    relations: relations.filter(({ from, to }) => from >= 0 && to >= 0),
    culprit: undefined,
    keys: new Set(operations.map(({ key }) => key)).size,
  };
}

/** `p1`, `p2`: by order of appearance they are numbered already. */
export const callerOf = ({ process }: { readonly process: number }): string => `p${process + 1}`;

/** As `lightcone check` reads it. */
export function historyLines({ operations }: FoundHistory): string {
  const entries = operations.flatMap((one): [number, HistoryEntry][] => {
    const shared = {
      process: one.process,
      f: one.f,
      ...(one.key === undefined ? {} : { key: one.key }),
    };
    return [
      [one.invokeEntry, { ...shared, type: "invoke", value: one.input, timeUs: one.invokeUs! }],
      [one.completeEntry, { ...shared, type: "ok", value: one.output, timeUs: one.completeUs! }],
    ];
  });
  return writeJsonLines(entries.sort(([a], [b]) => a - b).map(([, entry]) => entry));
}

/** `p2 reads x: 1`, one line an operation, and how they lie in time. */
export function operationLines({ operations }: FoundHistory): string[] {
  const lines = operations.map(({ process, f, key, output }) => {
    const steps =
      f === "txn" ? (output as readonly (readonly [string, string, Value])[]) : [[f, key!, output] as const];
    return `p${process + 1} ${steps.map(([kind, of, value]) => stepText(kind, of, value)).join(", ")}`;
  });
  const isInSequence = operations.every(
    ({ invokeUs }, index) => index === 0 || invokeUs! > operations[index - 1]!.completeUs!,
  );
  const inTime = isInSequence
    ? "Each ends before the next begins."
    : "The processes work at the same time, each one transaction after the other.";
  return [...lines, inTime];
}

function stepText(kind: string, key: string, value: Value): string {
  if (kind.startsWith("w")) return `writes ${key}: ${valueText(value)}`;
  return `reads ${key}: ${value === null ? "nothing" : valueText(value)}`;
}

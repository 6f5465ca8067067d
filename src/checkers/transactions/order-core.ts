import type { Operation } from "../../history/index.ts";
import type { Inference, Version } from "./inference.ts";

/** So many transactions are tried to be left out. */
const MOST_TRIED = 200;

/**
 * The fewest transactions found that are still without an order: one after the other is left out, unless another that
 * stays read what it wrote.
 */
export function findCore(inference: Inference, isWithoutOrder: (part: Inference) => boolean): Operation[] {
  let kept = [...inference.transactions.keys()];
  if (kept.length <= MOST_TRIED) {
    for (const candidate of kept.toReversed()) {
      const rest = kept.filter((one) => one !== candidate);
      const isNeeded = rest.some((one) => inference.reads[one]!.some(({ writer }) => writer === candidate));
      if (!isNeeded && isWithoutOrder(restrict(inference, rest))) kept = rest;
    }
  }
  return kept.map((one) => inference.transactions[one]!);
}

/** The same history with these transactions only. */
function restrict(inference: Inference, kept: readonly number[]): Inference {
  const numbers = new Map(kept.map((one, number) => [one, number]));
  const renumber = (some: readonly number[]): number[] => some.flatMap((one) => numbers.get(one) ?? []);
  const versions = new Map<Version, Version>();
  for (const version of inference.versions) {
    const writer = version.writer < 0 ? version.writer : numbers.get(version.writer);
    if (writer === undefined) continue;
    const { readers, later } = version;
    versions.set(version, { ...version, writer, readers: renumber(readers), later: renumber(later) });
  }
  const pick = (some: readonly Version[]): Version[] =>
    some.flatMap((version) => versions.get(version) ?? []);
  return {
    ...inference,
    transactions: kept.map((one) => inference.transactions[one]!),
    versions: [...versions.values()],
    reads: kept.map((one) => pick(inference.reads[one]!)),
    writes: kept.map((one) => pick(inference.writes[one]!)),
  };
}

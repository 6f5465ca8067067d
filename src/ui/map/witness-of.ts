import type { LevelWitness } from "../../checkers/index.ts";
import { writeJsonLines } from "../../history/index.ts";
import { durationText } from "../format/time.ts";
import type { Operation } from "../run/operations.ts";
import { operationText } from "../run/operations.ts";
import type { RunData } from "../run/run-data.ts";
import type { WitnessBar, WitnessJoin } from "./witness-layout.ts";

/** A witness as the page knows its operations. */
export interface PageWitness {
  readonly operations: readonly Operation[];
  readonly relations: LevelWitness["relations"];
  readonly pattern?: string;
  /** The operation whose answer cannot be explained; undefined when none was answered. */
  readonly culprit: Operation | undefined;
  readonly keys: number;
}

/** The checker's witness in the run on the page. */
export function pageWitness(witness: LevelWitness, data: RunData): PageWitness {
  const operations = witness.operations.flatMap(
    ({ invokeEntry }) => data.operations.ofEntry(invokeEntry) ?? [],
  );
  const { pattern } = witness;
  // Of an operation that the page does not know nothing can be drawn.
  const relations = operations.length === witness.operations.length ? witness.relations : [];
  return {
    operations,
    relations,
    ...(pattern === undefined ? {} : { pattern }),
    culprit: culpritOf(operations, relations),
    keys: keysOf(operations).size,
  };
}

/** The one before which the most has to come; of a cycle, where none is before the others, what was answered last. */
function culpritOf(
  operations: readonly Operation[],
  relations: LevelWitness["relations"],
): Operation | undefined {
  const before = (operation: Operation): number =>
    relations.filter(({ to }) => operations[to] === operation).length;
  return operations
    .filter(({ outcome }) => outcome === "ok")
    .toSorted((a, b) => before(b) - before(a) || b.completeUs - a.completeUs)[0];
}

function keysOf(operations: readonly Operation[]): Set<string> {
  return new Set(
    operations.flatMap(({ f, key, input }) =>
      f === "txn" && Array.isArray(input) ? input.map((step: unknown) => keyOfStep(step)) : [key],
    ),
  );
}

function keyOfStep(step: unknown): string {
  return Array.isArray(step) ? String(step[1]) : "";
}

/** The operations as a history that `lightcone check` reads. */
export function witnessLines({ operations }: PageWitness, data: RunData): string {
  const entries = operations.flatMap(({ invokeEntry, completeEntry }) => [invokeEntry, completeEntry]);
  const inOrder = entries.filter((entry) => entry >= 0).sort((a, b) => a - b);
  return writeJsonLines(inOrder.flatMap((entry) => data.history[entry] ?? []));
}

/** More bars than this say less. */
const MOST_BARS = 10;

/** What is drawn of it: all, or what its relations join and what came last. */
export function drawnPart({ operations, relations }: PageWitness): {
  readonly shown: readonly Operation[];
  readonly joins: readonly WitnessJoin[];
} {
  const first = Math.max(0, operations.length - MOST_BARS);
  const shown = operations.slice(first);
  const whole = relations.map(({ from, to, kind }) => ({ from: from - first, to: to - first, kind }));
  const joined = whole.filter(({ from, to }) => from >= 0 && to >= 0);
  const joins = mostTelling(joined, shown).map(({ from, to, kind }): WitnessJoin => {
    const isBracket = kind === "real time";
    const words = isBracket
      ? `ended ${durationText(shown[to]!.invokeUs - shown[from]!.completeUs)} before`
      : (WORDS[kind] ?? kind);
    return { from, to, words, isBracket };
  });
  return { shown, joins };
}

/** Adya's names of what joins transactions, as words. */
const WORDS: Readonly<Record<string, string>> = {
  ww: "overwritten by (ww)",
  wr: "read by (wr)",
  rw: "read before (rw)",
};

interface Related {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** Of all that ended before an operation began, the last tells the rest. */
function mostTelling(relations: readonly Related[], operations: readonly Operation[]): readonly Related[] {
  return relations.filter(
    ({ from, to, kind }) =>
      kind !== "real time" ||
      !relations.some(
        (other) =>
          other.kind === kind &&
          other.to === to &&
          operations[other.from]!.completeUs > operations[from]!.completeUs,
      ),
  );
}

export function barOf(operation: Operation, caller: string): WitnessBar {
  const { outcome, invokeUs, completeUs } = operation;
  const isKnown = outcome === "ok" || outcome === "fail";
  const suffix = outcome === "fail" ? ": fail" : isKnown ? "" : ": unknown";
  return {
    caller,
    words: operationText(operation, outcome) + suffix,
    fromUs: invokeUs,
    endUs: isKnown ? completeUs : Infinity,
  };
}

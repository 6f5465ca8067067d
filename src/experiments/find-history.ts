import {
  checkLevels,
  models,
  OBJECT_LEVELS,
  weakerThan,
  type Family,
  type LevelResult,
} from "../checkers/index.ts";
import type { Operation } from "../history/index.ts";
import { inTime, shapesOf, type Shape } from "./history-shapes.ts";

/** What is looked for: a history of one family that satisfies `holds` and violates `broken`. */
export interface Wanted {
  readonly family: Family;
  readonly holds: string;
  readonly broken: string;
}

export interface SearchOptions {
  /** Histories of more operations are not looked at. */
  readonly maxOperations?: number;
  /** Histories looked at, at most. */
  readonly maxHistories?: number;
  /** Asked now and then; true ends the search. */
  readonly shouldStop?: () => boolean;
  /** Told now and then how far the search is. */
  readonly onProgress?: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  /** Histories of fewer operations have all been looked at. */
  readonly operations: number;
  readonly looked: number;
}

/** What a search comes to. */
export type Found =
  | {
      readonly kind: "found";
      readonly operations: readonly Operation[];
      readonly looked: number;
      /** Why it satisfies the one, and violates the other. */
      readonly holds: LevelResult;
      readonly broken: LevelResult;
    }
  /** Every history that satisfies the one satisfies the other: there is nothing to find. */
  | { readonly kind: "implied" }
  /** All that are no larger were looked at. */
  | { readonly kind: "none"; readonly operations: number; readonly looked: number }
  /** The budget ran out before that. */
  | { readonly kind: "stopped"; readonly operations: number; readonly looked: number };

const DEFAULT_OPERATIONS = 6;
const DEFAULT_HISTORIES = 2_000_000;
/** Histories between two looks at the clock. */
const SLICE = 512;

/**
 * The smallest history of reads and writes that tells two models apart: all histories of one operation, of two, and so on, up
 * to renaming of processes, keys and values, are held against both. Operations follow one another without overlap: that is the
 * hardest case for models that look at the clock, and the others do not.
 */
export function findHistory({ holds, broken }: Wanted, options: SearchOptions = {}): Found {
  if (holds === broken || weakerThan(OBJECT_LEVELS, holds).includes(broken)) return { kind: "implied" };
  const maxOperations = options.maxOperations ?? DEFAULT_OPERATIONS;
  const maxHistories = options.maxHistories ?? DEFAULT_HISTORIES;
  const needsClock = holds === "linearizable" || broken === "linearizable";
  let looked = 0;
  for (let size = 1; size <= maxOperations; size++) {
    for (const shape of shapesOf(size, needsClock)) {
      looked++;
      if (looked % SLICE === 0) {
        options.onProgress?.({ operations: size, looked });
        if (looked >= maxHistories || options.shouldStop?.() === true)
          return { kind: "stopped", operations: size, looked };
      }
      const found = hold(shape, holds, broken);
      if (found !== undefined) return { kind: "found", ...found, looked };
    }
  }
  return { kind: "none", operations: maxOperations, looked };
}

function hold(
  shape: Shape,
  holds: string,
  broken: string,
): { operations: readonly Operation[]; holds: LevelResult; broken: LevelResult } | undefined {
  const timed = inTime(shape);
  if (timed === undefined) return undefined;
  const operations = toOperations(timed);
  const model = models["key-value"]!;
  const options = { callerOf: ({ process }: Operation) => `p${process + 1}` };
  const violated = checkLevels(operations, model, [broken], options).results[broken]!;
  if (violated.verdict !== "invalid") return undefined;
  const kept = checkLevels(operations, model, [holds], options).results[holds]!;
  return kept.verdict === "valid" ? { operations, holds: kept, broken: violated } : undefined;
}

/** A millisecond each, half a millisecond apart. */
const STEP_US = 1_500;
const LENGTH_US = 1_000;

/** Each operation ends before the next begins. */
function toOperations(shape: Shape): Operation[] {
  return shape.map(({ process, f, key, value }, index) => ({
    index,
    process,
    f,
    key,
    type: "ok",
    input: f === "write" ? value : null,
    output: value,
    invokeEntry: 2 * index,
    completeEntry: 2 * index + 1,
    invokeUs: STEP_US * index,
    completeUs: STEP_US * index + LENGTH_US,
  }));
}

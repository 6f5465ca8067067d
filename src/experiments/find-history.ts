import {
  checkLevels,
  levelsOf,
  models,
  weakerThan,
  type Family,
  type LevelResult,
} from "../checkers/index.ts";
import type { Operation } from "../history/index.ts";
import { inTime, shapesOf } from "./history-shapes.ts";
import { toOperations, toTransactions } from "./small-history.ts";
import { transactionShapesOf } from "./transaction-shapes.ts";

/** What is looked for: a history of one family that satisfies `holds` and violates `broken`. */
export interface Wanted {
  readonly family: Family;
  readonly holds: string;
  readonly broken: string;
}

export interface SearchOptions {
  /** Histories of more reads and writes are not looked at. */
  readonly maxOperations?: number;
  /** Histories looked at, at most. */
  readonly maxHistories?: number;
  /** Asked now and then; true ends the search. */
  readonly shouldStop?: () => boolean;
  /** Told now and then how far the search is. */
  readonly onProgress?: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  /** Histories of fewer reads and writes have all been looked at. */
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
 * The smallest history that tells two models apart: all histories of one read or write, of two, and so on, up to renaming of
 * processes, keys and values, are held against both; of equally large transactions those in fewer come first. How they lie in time is the hardest case for the models that look at the
 * clock: one after the other; the others do not care.
 */
export function findHistory({ family, holds, broken }: Wanted, options: SearchOptions = {}): Found {
  const levels = levelsOf(family);
  if (holds === broken || weakerThan(levels, holds).includes(broken)) return { kind: "implied" };
  const maxOperations = options.maxOperations ?? DEFAULT_OPERATIONS;
  const maxHistories = options.maxHistories ?? DEFAULT_HISTORIES;
  let looked = 0;
  for (let size = 1; size <= maxOperations; size++) {
    for (const operations of historiesOf(size, { family, holds, broken })) {
      looked++;
      if (looked % SLICE === 0) {
        options.onProgress?.({ operations: size, looked });
        if (looked >= maxHistories || options.shouldStop?.() === true)
          return { kind: "stopped", operations: size, looked };
      }
      const found = hold(operations, { family, holds, broken });
      if (found !== undefined) return { kind: "found", ...found, looked };
    }
  }
  return { kind: "none", operations: maxOperations, looked };
}

function* historiesOf(size: number, { family, holds, broken }: Wanted): Generator<readonly Operation[]> {
  if (family === "transactions") {
    const looksAtClock = broken === "strict-serializable";
    for (const shape of transactionShapesOf(size)) {
      const operations = toTransactions(shape, looksAtClock);
      if (operations !== undefined) yield operations;
    }
    return;
  }
  const looksAtClock = [holds, broken].includes("linearizable");
  for (const shape of shapesOf(size, looksAtClock)) {
    const timed = inTime(shape);
    if (timed !== undefined) yield toOperations(timed);
  }
}

type Held = Pick<Extract<Found, { kind: "found" }>, "operations" | "holds" | "broken">;

function hold(operations: readonly Operation[], { family, holds, broken }: Wanted): Held | undefined {
  const model = models[family === "objects" ? "key-value" : "rw-register"]!;
  const judge = (level: string): LevelResult =>
    checkLevels(operations, model, [level], { callerOf: ({ process }) => `p${process + 1}` }).results[level]!;
  const violated = judge(broken);
  if (violated.verdict !== "invalid") return undefined;
  const kept = judge(holds);
  return kept.verdict === "valid" ? { operations, holds: kept, broken: violated } : undefined;
}

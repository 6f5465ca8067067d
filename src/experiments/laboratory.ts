import { assert } from "../base/index.ts";
import { findHistory, type Found, type SearchProgress, type Wanted } from "./find-history.ts";
import { MATRIX_FAULTS, MATRIX_STORES } from "./matrix-plan.ts";
import { runCell, type MatrixCell } from "./matrix.ts";

/**
 * What a page may have computed in a worker of its own. Every answer is plain data.
 *
 *   page ──▶ comlink ── postMessage ──▶ workers/laboratory.worker.ts ──▶ createLaboratory
 */
export interface Laboratory {
  /** A cell of the matrix, by the ids of its row and column. */
  cell(store: string, fault: string, seed: string): MatrixCell;
  /** Looks for so long at most. */
  find(wanted: Wanted, budgetMs: number, onProgress: (progress: SearchProgress) => void): Found;
}

/** `now` is a clock of wall time, ms. */
export function createLaboratory(now: () => number): Laboratory {
  return {
    cell: (store, fault, seed) => runCell(byId(MATRIX_STORES, store), byId(MATRIX_FAULTS, fault), seed),
    find(wanted, budgetMs, onProgress) {
      const endMs = now() + budgetMs;
      let toldMs = 0;
      return findHistory(wanted, {
        shouldStop: () => now() > endMs,
        onProgress(progress) {
          if (now() - toldMs < PROGRESS_MS) return;
          toldMs = now();
          onProgress(progress);
        },
      });
    },
  };
}

/** Between two reports of progress. */
const PROGRESS_MS = 100;

function byId<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((one) => one.id === id);
  assert(found !== undefined, `the matrix has no ${id}`);
  return found;
}

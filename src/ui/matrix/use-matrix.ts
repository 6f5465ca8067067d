import { useEffect, useRef, useState } from "react";
import { MATRIX_FAULTS, MATRIX_STORES, type MatrixCell } from "../../experiments/index.ts";
import { startLaboratory } from "../laboratory/laboratory-worker.ts";

/** What is computed of the matrix. */
export interface Matrix {
  /** By `cellId`. */
  readonly cells: ReadonlyMap<string, MatrixCell>;
  readonly phase: "running" | "done" | "cancelled" | "failed";
  /** With `failed`. */
  readonly error?: string;
}

export const cellId = (store: string, fault: string): string => `${store} ${fault}`;

const JOBS = MATRIX_FAULTS.flatMap((fault) => MATRIX_STORES.map((store) => [store.id, fault.id] as const));
export const CELLS = JOBS.length;

/** More threads than this are not started, whatever the machine has. */
const MOST_WORKERS = 4;

const empty: Matrix = { cells: new Map(), phase: "running" };

/** Computes every cell in workers while one watches, the columns one after the other; anew when the seed changes. */
export function useMatrix(
  seed: string,
): Matrix & { readonly cancel: () => void; readonly restart: () => void } {
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState({ of: "", matrix: empty });
  const end = useRef<() => void>(() => undefined);
  const of = `${round} ${seed}`;
  useEffect(() => {
    const update = (change: (matrix: Matrix) => Matrix): void =>
      setKnown((before) => ({ of, matrix: change(before.of === of ? before.matrix : empty) }));
    const ofSeed = of.slice(of.indexOf(" ") + 1);
    end.current = computeAll(
      ofSeed,
      (cell) =>
        update((matrix) => ({
          ...matrix,
          cells: new Map(matrix.cells).set(cellId(cell.store, cell.fault), cell),
        })),
      (error) =>
        update(({ cells }) =>
          error === undefined ? { cells, phase: "done" } : { cells, phase: "failed", error },
        ),
    );
    return end.current;
  }, [of]);
  const matrix = known.of === of ? known.matrix : empty;
  const cancel = (): void => {
    end.current();
    setKnown({ of, matrix: { cells: matrix.cells, phase: "cancelled" } });
  };
  return { ...matrix, cancel, restart: () => setRound((one) => one + 1) };
}

/** What was computed in this visit, by seed: whoever comes back from a run finds it again. */
const computed = new Map<string, Map<string, MatrixCell>>();

/** Starts the workers; what it answers ends them. */
function computeAll(
  seed: string,
  onCell: (cell: MatrixCell) => void,
  onEnd: (error?: string) => void,
): () => void {
  const known = computed.get(seed) ?? new Map<string, MatrixCell>();
  computed.set(seed, known);
  for (const cell of known.values()) onCell(cell);
  const jobs = JOBS.filter(([store, fault]) => !known.has(cellId(store, fault)));
  if (jobs.length === 0) {
    onEnd();
    return () => undefined;
  }
  const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1, jobs.length));
  const workers = Array.from({ length: count }, () => startLaboratory());
  const waiting = jobs.slice();
  let isOver = false;
  const end = (): void => {
    isOver = true;
    waiting.length = 0;
    for (const worker of workers) worker.stop();
  };
  const work = async ({ api, death }: (typeof workers)[number]): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const cell = await Promise.race([api.cell(job[0], job[1], seed), death]);
      known.set(cellId(cell.store, cell.fault), cell);
      if (!isOver) onCell(cell);
    }
  };
  Promise.all(workers.map(work)).then(
    () => {
      if (isOver) return;
      end();
      onEnd();
    },
    (error: unknown) => {
      if (isOver) return;
      end();
      onEnd(error instanceof Error ? error.message : String(error));
    },
  );
  return end;
}

import { useEffect } from "react";
import { isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { useRun } from "../state/run-store.ts";
import { judgeRun } from "./judge-run.ts";
import { useLevelsStore, type RunLevels } from "./levels-store.ts";

/** While a run is still being computed, what there is of it is judged anew this often, ms. */
const AGAIN_MS = 2_000;

/** The map's: whoever asks for it waits for it. */
export const WHOLE_BUDGET_MS = 30_000;

/**
 * How the run on the page stands under the models; undefined when nothing is known yet, or while the reader has yet to
 * predict. Has it judged, and judged again as it grows and when another one is shown.
 */
export function useLevels(): RunLevels | undefined {
  const withheld = useLesson(isWithheld);
  const data = useRun((state) => state.data);
  const isOver = useRun((state) => state.done || state.budget !== undefined);
  useEffect(() => {
    if (withheld || data === undefined) return;
    const judge = (): void => void judgeRun(WHOLE_BUDGET_MS);
    judge();
    if (isOver) return;
    const timer = setInterval(judge, AGAIN_MS);
    return () => clearInterval(timer);
  }, [withheld, data, isOver]);
  return useKnownLevels();
}

/** The same without having it judged. */
export function useKnownLevels(): RunLevels | undefined {
  const withheld = useLesson(isWithheld);
  const data = useRun((state) => state.data);
  const levels = useLevelsStore((state) => (state.data === data ? state.levels : undefined));
  return withheld ? undefined : levels;
}

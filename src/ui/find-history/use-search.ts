import { proxy } from "comlink";
import { useEffect, useState } from "react";
import type { Found, SearchProgress, Wanted } from "../../experiments/index.ts";
import { startLaboratory } from "../laboratory/laboratory-worker.ts";

/** How far a search is. */
export type Search =
  | { readonly phase: "idle" }
  | {
      readonly phase: "searching";
      readonly progress: SearchProgress | undefined;
      readonly cancel: () => void;
    }
  | { readonly phase: "done"; readonly found: Found }
  | { readonly phase: "failed"; readonly error: string };

const BUDGET_MS = 30_000;

const begun: Search = { phase: "searching", progress: undefined, cancel: () => undefined };

/** Looks for what is wanted in a worker, anew whenever that changes. */
export function useSearch({ family, holds, broken }: Wanted): Search {
  const [known, setKnown] = useState({ of: "", search: begun });
  const of = `${family} ${holds} ${broken}`;
  useEffect(() => {
    const worker = startLaboratory();
    let isOver = false;
    const end = (): void => {
      isOver = true;
      worker.stop();
    };
    const show = (search: Search): void => {
      if (!isOver) setKnown({ of, search });
    };
    const cancel = (): void => {
      show({ phase: "idle" });
      end();
    };
    const onProgress = proxy((progress: SearchProgress) => show({ phase: "searching", progress, cancel }));
    const answer = worker.api.find({ family, holds, broken }, BUDGET_MS, onProgress);
    Promise.race([answer, worker.death]).then(
      (found) => {
        show({ phase: "done", found });
        end();
      },
      (error: unknown) => {
        show({ phase: "failed", error: error instanceof Error ? error.message : String(error) });
        end();
      },
    );
    return end;
  }, [of, family, holds, broken]);
  return known.of === of ? known.search : begun;
}

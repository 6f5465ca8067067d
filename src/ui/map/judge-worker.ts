import { wrap, type Remote } from "comlink";
// vite answers with the address of the built worker.
// oxlint-disable-next-line import/default
import workerAddress from "../../../workers/judge.worker.ts?worker&url";
import type { LevelJudge } from "../../checkers/index.ts";
import { startWorker } from "../engine/start-worker.ts";

/**
 * The worker that judges, and its proxy:
 *
 *   judge-run ──▶ comlink ── postMessage ──▶ workers/judge.worker.ts ──▶ createLevelJudge
 */
export interface JudgeWorker {
  readonly judge: Remote<LevelJudge>;
  /** Rejects when the worker dies: what was asked of it is never answered then. */
  readonly death: Promise<never>;
  /** Ends it at once, whatever it is doing. */
  stop(): void;
}

export function startJudge(): JudgeWorker {
  const worker = startWorker(workerAddress, "lightcone judge");
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "the judge's worker could not be loaded"));
    });
  });
  // Nobody may be waiting when it dies.
  death.catch(() => undefined);
  return { judge: wrap<LevelJudge>(worker), death, stop: () => worker.terminate() };
}

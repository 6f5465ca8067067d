import { wrap, type Remote } from "comlink";
// vite answers with the address of the built worker.
// oxlint-disable-next-line import/default
import workerAddress from "../../../workers/laboratory.worker.ts?worker&url";
import type { Laboratory } from "../../experiments/index.ts";
import { startWorker } from "../engine/start-worker.ts";

/** A worker for experiments, and its proxy. */
export interface LaboratoryWorker {
  readonly laboratory: Remote<Laboratory>;
  /** Rejects when the worker dies: what was asked of it is never answered then. */
  readonly death: Promise<never>;
  /** Ends it at once, whatever it is doing. */
  stop(): void;
}

export function startLaboratory(): LaboratoryWorker {
  const worker = startWorker(workerAddress, "lightcone laboratory");
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "the laboratory's worker could not be loaded"));
    });
  });
  // Nobody may be waiting when it dies.
  death.catch(() => undefined);
  return { laboratory: wrap<Laboratory>(worker), death, stop: () => worker.terminate() };
}

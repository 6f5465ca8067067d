import { wrap } from "comlink";
// vite answers with the address of the built worker.
// oxlint-disable-next-line import/default
import workerAddress from "../../../workers/session.worker.ts?worker&url";
import type { SessionApi } from "../../session/index.ts";
import { startWorker } from "./start-worker.ts";

/**
 * One worker and its proxy, held together: a proxy that is collected would close its worker's port.
 *
 *   run-controller ──▶ comlink ── postMessage ──▶ workers/session.worker.ts ──▶ createSession
 *
 * A worker that dies answers nothing: `onCrash` is then called once, and all that waits is told by it.
 */
export interface Engine {
  readonly api: SessionApi;
  /** Ends the worker at once, whatever it is doing. */
  stop(): void;
}

export function startEngine(onCrash: (message: string) => void): Engine {
  const worker = startWorker(workerAddress, "lightcone engine");
  // Every method of the session answers with a promise already, so its proxy has the very same type.
  const api = wrap(worker) as unknown as SessionApi;
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    onCrash(event.message || "the engine's worker could not be loaded");
  });
  worker.addEventListener("messageerror", () => onCrash("an answer of the engine could not be read"));
  return { api, stop: () => worker.terminate() };
}

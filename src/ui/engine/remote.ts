import { wrap, type Remote as Proxy } from "comlink";
import { startWorker } from "./start-worker.ts";

/** A worker for work that takes its time, and the proxy of what it offers. */
export interface Remote<T> {
  readonly api: Proxy<T>;
  /** Rejects when the worker dies: what was asked of it is never answered then. */
  readonly death: Promise<never>;
  /** Ends it at once, whatever it is doing. */
  stop(): void;
}

/** Starts the worker at the address that the build gave it. `name`: what it is called when it cannot be loaded. */
export function startRemote<T>(address: string, name: string): Remote<T> {
  const worker = startWorker(address, `lightcone ${name}`);
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || `the ${name}'s worker could not be loaded`));
    });
  });
  // Nobody may be waiting when it dies.
  death.catch(() => undefined);
  return { api: wrap<T>(worker), death, stop: () => worker.terminate() };
}

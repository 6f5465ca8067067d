import type { SessionApi } from "../../session/index.ts";
import { startEngine, type Engine } from "./engine.ts";

/** The one engine of the page: started with the first question, ended when the run is left. */
let engine: Engine | undefined;
let onFailure: (message: string) => void = () => {};

/** Who is told that the engine threw or died; it is gone then. */
export function onEngineFailure(tell: (message: string) => void): void {
  onFailure = tell;
}

/** One question to the engine. What it throws, and its death, are bugs of ours and end the run on the page. */
export async function ask<T>(question: (api: SessionApi) => Promise<T>): Promise<T | undefined> {
  engine ??= startEngine(fail);
  const mine = engine;
  try {
    return await question(mine.api);
  } catch (error) {
    if (mine === engine) fail(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

export function stopEngine(): void {
  engine?.stop();
  engine = undefined;
}

function fail(message: string): void {
  stopEngine();
  onFailure(message);
}

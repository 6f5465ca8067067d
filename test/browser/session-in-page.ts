import { wrap } from "comlink";
import type { ScenarioSource, SessionApi } from "../../src/session/index.ts";
import { mathDigest } from "./math-digest.ts";
import { toSummary, type RunSummary } from "./run-summary.ts";

/**
 * In a browser's page, beside the delivered page: runs scenarios in the delivered worker, as the page does.
 * Built by the test that uses it, which calls what is put on `window`.
 */
async function runScenario(workerUrl: string, source: ScenarioSource): Promise<RunSummary> {
  const worker = new Worker(workerUrl, { type: "module" });
  const crash = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(`the worker fails: ${message}`)));
  });
  try {
    return await Promise.race([runToEnd(wrap(worker) as unknown as SessionApi, source), crash]);
  } finally {
    worker.terminate();
  }
}

async function runToEnd(session: SessionApi, source: ScenarioSource): Promise<RunSummary> {
  const opened = await session.open(source);
  if (!opened.ok) throw new Error(opened.error.map(({ problem }) => problem).join("; "));
  let progress = await session.advance(200);
  while (!progress.done && progress.budget === undefined) progress = await session.advance(200);
  return toSummary(progress.fingerprint ?? "none", progress.events, await session.judge());
}

Object.assign(window, { runScenario, mathDigest });

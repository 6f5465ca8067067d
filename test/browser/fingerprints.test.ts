import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { build } from "vite";
import { beforeAll, describe, expect, inject } from "vitest";
import { browserTest } from "./browser.ts";
import { differences, summarise, type RunSummary } from "./run-summary.ts";

const folder = "fingerprints";
const files = existsSync("scenarios")
  ? readdirSync("scenarios", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"))
  : [];

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: `${inject("pageFolder")}/${folder}`,
      copyPublicDir: false,
      target: "es2022",
      rolldownOptions: {
        input: { worker: "test/browser/fingerprint-worker.ts" },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
});

describe("a scenario runs alike in Node and in Chromium's worker", () => {
  browserTest.for(files.sort())("%s", async (name, { openPage }) => {
    const file = `scenarios/${name}`;
    const text = readFileSync(file, "utf8");
    const { page } = await openPage();
    const there = await runInWorker(page, file, text);
    expect(differences(summarise(file, text), there), file).toEqual([]);
  });

  browserTest("a difference would be found", () => {
    const one = { fingerprint: "a", events: 1, metrics: { x: 1, y: null }, verdicts: { z: "valid" } };
    const other = { fingerprint: "b", events: 1, metrics: { x: 1 + 2 ** -52 }, verdicts: { z: "valid" } };
    expect(differences(one, other)).toEqual([
      "fingerprint: a in Node, b in the browser",
      "metric x: 1 in Node, 1.0000000000000002 in the browser",
      "metric y: null in Node, undefined in the browser",
    ]);
  });
});

async function runInWorker(page: Page, file: string, text: string): Promise<RunSummary> {
  return page.evaluate(
    async (job) => {
      const worker = new Worker(job.url, { type: "module" });
      try {
        return await new Promise<RunSummary>((resolve, reject) => {
          worker.addEventListener("message", ({ data }: MessageEvent<RunSummary>) => resolve(data));
          worker.addEventListener("error", ({ message }) => reject(new Error(message)));
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
          worker.postMessage(job);
        });
      } finally {
        worker.terminate();
      }
    },
    { url: `./${folder}/worker.js`, file, text },
  );
}

import { mkdirSync, rmSync } from "node:fs";
import { chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { findChromium } from "../test/browser/find-chromium.ts";
import { isQuick, scaled, speedOf, type Speed } from "./measure.ts";
import { raftSeconds } from "./models/raft-worker.ts";
import { reportMissing, reportSpeed } from "./row.ts";

/**
 * The same bundle in Chromium's worker and in Node, in turn: Raft with trace off. A ratio of 1 is Node's speed.
 */
const what = "Chromium worker against Node: Raft, trace off";
const launch = await findChromium();
if (launch === undefined) reportMissing(what, "no browser");
else await compare();

async function compare(): Promise<void> {
  const folder = `dist/bench-browser-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: folder,
      copyPublicDir: false,
      target: "es2022",
      minify: false,
      rolldownOptions: {
        input: { worker: "bench/models/raft-worker.ts" },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  const server = await preview({
    configFile: false,
    logLevel: "warn",
    build: { outDir: folder },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage();
    const url = server.resolvedUrls!.local[0]!;
    await page.goto(`${url}worker.js`);
    const events = scaled(500_000);
    const here: number[] = [];
    const there: number[] = [];
    await openWorker(page);
    for (let run = -3; run < (isQuick ? 3 : 9); run++) {
      const node = raftSeconds(events);
      const chromiumSeconds = await secondsInWorker(page, events);
      if (run >= 0) {
        here.push(node);
        there.push(chromiumSeconds);
      }
    }
    report(speedOf(events, there), speedOf(events, here));
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

function report(there: Speed, here: Speed): void {
  reportSpeed(what, "events/s", there, undefined, [{ name: "Node", speed: here, atLeast: 0.8 }]);
}

/** One worker for all runs, so that it warms up as Node does. */
async function openWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { raft: new Worker("./worker.js", { type: "module" }) });
  });
}

async function secondsInWorker(page: Page, events: number): Promise<number> {
  return page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const { raft } = window as unknown as { raft: Worker };
        raft.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data), { once: true });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
        raft.postMessage(count);
      }),
    events,
  );
}

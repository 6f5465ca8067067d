import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";
import { scrubTo } from "../test/browser/lab-steps.ts";
import { isQuick } from "./measure.ts";
import { MILLION, withBuiltPage, type BuiltPage } from "./models/built-page.ts";
import { framesWhile } from "./models/frames.ts";
import { heapsOf } from "./models/heap.ts";
import { reportFigure, reportMissing, reportTimes, short } from "./row.ts";

const seconds = isQuick ? 2 : 5;
const viewport = { width: 1280, height: 720 };
const crashedNode = ".stage .node[aria-label*=crashed]";

/** `crashed` comes to the ms from the last click to the frame after the one in which a node is drawn as down. */
const timeToCrashed = `
  window.crashed = new Promise((resolve) => {
    let clickedMs = 0;
    addEventListener("click", ({ timeStamp }) => (clickedMs = timeStamp), { capture: true });
    const observer = new MutationObserver(() => {
      if (document.querySelector(${JSON.stringify(crashedNode)}) === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clickedMs)));
    });
    observer.observe(document.querySelector(".stage"), { subtree: true, childList: true, attributes: true });
  });
  undefined`;

/** The built page in a real Chromium, moved by mouse and keys as a reader moves it. */
if (!(await withBuiltPage(measure))) reportMissing("the page: first load, frames, heap", "no browser");

async function measure(built: BuiltPage): Promise<void> {
  await measureFirstLoad(built);
  const page = await openMillion(built);
  const { page: pageHeap, workers } = await heapsOf(page);
  const events = await computedEvents(page);
  const million = `a run of ${(events / 1e6).toFixed(2)}M events`;
  await measurePanning(built, page, million);
  await measurePlaying(built, page, million);
  await measureSteps(page, million);
  await measureEdit(page, million);
  reportFigure({
    what: "page's heap a million events, beside the worker's",
    value: pageHeap / events,
    unit: "MB",
    beside: `worker ${short(workers / events)} MB a million`,
  });
}

/** A visitor's first load, with nothing kept from before: what comes over the wire until a run is on the page. */
async function measureFirstLoad({ browser, url, folder, workerFile }: BuiltPage): Promise<void> {
  const paints: number[] = [];
  let sizes = new Map<string, number>();
  for (let visit = 0; visit < (isQuick ? 3 : 7); visit++) {
    const context = await browser.newContext({ viewport, serviceWorkers: "block" });
    const page = await context.newPage();
    const answers: Promise<[kind: string, bytes: number]>[] = [];
    const onResponse = (response: Response): void => {
      if (response.url().endsWith(workerFile)) return;
      const kind = response.request().resourceType();
      // What is compressed already, as fonts are, is not sent compressed again.
      const sent = (body: Buffer): number => (kind === "font" ? body.length : gzipSync(body).length);
      answers.push(response.body().then((body) => [kind, sent(body)]));
    };
    page.on("response", onResponse);
    await page.goto(url);
    await computed(page);
    page.off("response", onResponse);
    paints.push(
      await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
    );
    sizes = new Map();
    for (const [kind, bytes] of await Promise.all(answers)) sizes.set(kind, (sizes.get(kind) ?? 0) + bytes);
    await context.close();
  }
  // The page is not always told of what starts beside it.
  sizes.set("worker", gzipSync(readFileSync(`${folder}/assets/${workerFile}`)).length);
  reportTimes("first load: first picture, served from this machine", paints);
  const kinds = ["document", "script", "stylesheet"].map((kind) => sizes.get(kind) ?? 0);
  reportFigure({
    what: "first load, gzip: what the first picture needs",
    value: kinds.reduce((sum, bytes) => sum + bytes, 0) / 1_000,
    unit: "kB",
    atMost: 250,
    beside: Array.from(sizes, ([kind, bytes]) => `${kind} ${short(bytes / 1_000)}`).join(", "),
  });
}

async function openMillion({ browser, url }: BuiltPage): Promise<Page> {
  const page = await browser.newPage({ viewport, serviceWorkers: "block" });
  await page.goto(url);
  await page.getByTestId("fingerprint").waitFor();
  const file = { name: "million.yaml", mimeType: "text/yaml", buffer: Buffer.from(MILLION) };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("heading", { name: "A million events" }).waitFor();
  await computed(page);
  return page;
}

/** Waits until the shown run is computed to its end and judged. */
async function computed(page: Page): Promise<void> {
  await page
    .getByTestId("fingerprint")
    .filter({ hasText: /^[0-9a-f]{16}$/ })
    .waitFor({ timeout: 120_000 });
}

async function computedEvents(page: Page): Promise<number> {
  const text = await page.getByTestId("count").textContent();
  return Number(/of ([\d,]+)/.exec(text ?? "")?.[1]?.replaceAll(",", ""));
}

/** The whole run in sight, then a little nearer, so that there is where to go; dragged to and fro. */
async function measurePanning({ browser }: BuiltPage, page: Page, million: string): Promise<void> {
  await page.keyboard.press("End");
  const diagram = page.getByRole("group", { name: /Space-time/ });
  await diagram.focus();
  await page.keyboard.press("f");
  const box = (await diagram.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 120);
  const frames = await framesWhile(browser, page, async () => {
    await page.mouse.down();
    for (let step = 0; step < seconds * 60; step++) {
      await page.mouse.move(x + 200 * Math.sin(step / 20), y);
      await page.waitForTimeout(12);
    }
    await page.mouse.up();
  });
  report(`panning the diagram of ${million}`, frames);
}

function report(what: string, { intervals, busy }: Awaited<ReturnType<typeof framesWhile>>): void {
  reportTimes(`frame to frame, ${what}`, intervals, { median: 16.7, p99: 33 });
  reportTimes(`main thread a frame, ${what}`, busy, { median: 16.7, p99: 33 });
}

/** From the middle on, as fast as the page does it by itself; the diagram goes along. */
async function measurePlaying({ browser }: BuiltPage, page: Page, million: string): Promise<void> {
  await goToMiddle(page);
  await page.getByRole("group", { name: /Space-time/ }).focus();
  await page.keyboard.press("0");
  const frames = await framesWhile(browser, page, async () => {
    await page.keyboard.press(" ");
    await page.waitForTimeout(seconds * 1_000);
    await page.keyboard.press(" ");
  });
  report(`playing ${million}`, frames);
}

async function goToMiddle(page: Page): Promise<void> {
  await scrubTo(page, 0.5);
  await page.waitForTimeout(500);
}

/** The arrow key, until the browser shows the picture that answers it (Event Timing: in steps of 8 ms). */
async function measureSteps(page: Page, million: string): Promise<void> {
  await page.evaluate(`
    window.keyTimes = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") keyTimes.push(duration);
    }).observe({ type: "event", durationThreshold: 16 });
  `);
  const count = isQuick ? 20 : 100;
  for (let step = 0; step < count; step++) {
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(60);
  }
  // Answers within two frames are not told.
  const slow = await page.evaluate<number[]>("keyTimes");
  const times = [...slow, ...Array.from({ length: Math.max(0, count - slow.length) }, () => 16)];
  reportTimes(`step back by key → picture, ${million}`, times);
}

/** A click on Crash in a node's menu, until the page shows the node down. */
async function measureEdit(page: Page, million: string): Promise<void> {
  const times: number[] = [];
  for (let edit = 0; edit < (isQuick ? 4 : 15); edit++) {
    await goToMiddle(page);
    await page.evaluate(timeToCrashed);
    await page
      .locator(".stage .node")
      .nth(edit % 5)
      .click();
    await page.getByRole("menuitem", { name: "Crash" }).click();
    times.push(await page.evaluate<number>("crashed"));
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(crashedNode).waitFor({ state: "detached" });
  }
  reportTimes(`edit by click → picture, in the middle of ${million}`, times, { median: 100 });
}

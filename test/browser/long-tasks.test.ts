import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { browserTest } from "./browser.ts";
import { predict, scrubTo, until } from "./lab-steps.ts";
import { mainThreadWhile, type Task } from "./main-thread.ts";

/**
 * Nothing holds the page: no task of its main thread takes longer than 50 ms, which the browser calls a long task.
 *
 * What counts is the processor's time, which the browser's trace tells, and not the wall's: on a machine that others use
 * as well the thread of an idle page waits for its turn, too. So this tolerates tasks that were only kept waiting, and
 * nothing else: every task counts, from the first, at the first try, with all that the engines compile and collect in it.
 */
const LONGEST_MS = 50;
const calm = { reducedMotion: "reduce" } as const;

type Step = readonly [name: string, work: (page: Page) => Promise<void>];

const steps: readonly Step[] = [
  ["playing", play],
  ["seeking", seek],
  ["dragging the playhead", drag],
  ["stepping", stepByStep],
  ["zooming the diagram", zoom],
  ["editing", edit],
  ["undo and redo", undoAndRedo],
];

for (const [what, open] of [
  ["the first scenario", openFirst],
  ["a run of a million events", openMillion],
] as const) {
  browserTest(
    `nothing holds the page for more than 50 ms: ${what}`,
    { timeout: 180_000 },
    async ({ browser, openPage }) => {
      const { page } = await openPage("", calm);
      const held: string[] = [];
      for (const [name, work] of [["opening", open] as Step, ...steps]) {
        held.push(...(await longTasks(browser, page, () => work(page))).map((task) => `${name}: ${task}`));
      }
      expect(held).toEqual([]);
    },
  );
}

browserTest("a long task would be found, with what it did", async ({ browser, openPage }) => {
  const { page } = await openPage("", calm);
  const found = await longTasks(browser, page, async () => {
    await page.evaluate(`new Promise((resolve) => setTimeout(function planted() {
      for (const start = performance.now(); performance.now() - start < 400; );
      resolve();
    }))`);
    await page.waitForTimeout(200);
  });
  expect(found).toEqual([expect.stringContaining("planted")]);
});

/** The tasks that took longer than is allowed, in words. */
async function longTasks(browser: Browser, page: Page, work: () => Promise<void>): Promise<string[]> {
  const { tasks } = await mainThreadWhile(browser, page, work);
  expect(tasks.length).toBeGreaterThan(10);
  return tasks.filter(({ cpuMs }) => cpuMs > LONGEST_MS).map(taskText);
}

function taskText({ cpuMs, wallMs, parts }: Task): string {
  return `${cpuMs.toFixed(0)} ms (${wallMs.toFixed(0)} by the wall): ${parts.join(", ")}`;
}

async function openFirst(page: Page): Promise<void> {
  await computed(page);
  await predict(page);
  // The answer plays on.
  await page.getByRole("button", { name: "Pause", exact: true }).click();
}

async function openMillion(page: Page): Promise<void> {
  await computed(page);
  const buffer = readFileSync("bench/scenarios/million.yaml");
  const file = { name: "million.yaml", mimeType: "text/yaml", buffer };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("heading", { level: 1, name: "A million events" }).waitFor();
  await computed(page);
}

/** Waits until the shown run is computed to its end. */
async function computed(page: Page): Promise<void> {
  const fingerprint = page.getByTestId("fingerprint").filter({ hasText: /^[0-9a-f]{16}$/ });
  await fingerprint.waitFor({ timeout: 90_000 });
}

async function play(page: Page): Promise<void> {
  for (const name of ["Play", "Play backwards"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.waitForTimeout(1_500);
    await page.keyboard.press("Space");
  }
}

async function seek(page: Page): Promise<void> {
  for (const share of [0.1, 0.25, 0.4, 0.9, 0.3, 0.2]) {
    await scrubTo(page, share);
    await page.waitForTimeout(150);
  }
  for (const key of ["End", "Home", "PageDown", "PageDown", "PageUp"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
}

async function drag(page: Page): Promise<void> {
  const box = (await page.getByRole("slider", { name: "Time in the run" }).boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 100, y);
  await page.mouse.down();
  for (let step = 0; step <= 50; step++) {
    await page.mouse.move(box.x + 100 + (box.width - 200) * (step / 50), y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

async function stepByStep(page: Page): Promise<void> {
  await scrubTo(page, 0.5);
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
  }
}

async function zoom(page: Page): Promise<void> {
  await page.keyboard.press("End");
  await page.getByRole("group", { name: /Space-time/ }).focus();
  for (const key of ["f", "w", "w", "a", "a", "d", "w", "w", "s", "s", "s", "f", "0"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
  }
}

async function edit(page: Page): Promise<void> {
  await scrubTo(page, 0.45);
  await page.locator(".stage .node").nth(1).click();
  await page.getByRole("menuitem", { name: "Crash" }).click();
  await page.locator(crashedNode).waitFor();
  await computed(page);
}

async function undoAndRedo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(crashedNode).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Redo" }).click();
  await page.locator(crashedNode).waitFor();
  await until("the run is whole again", async () => (await page.getByTestId("fingerprint").count()) > 0);
}

const crashedNode = ".stage .node[aria-label*=crashed]";

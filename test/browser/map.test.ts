import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { checkLevels, models, OBJECT_LEVELS } from "../../src/checkers/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { axeFindings, browserTest as test } from "./browser.ts";
import { clock, opened, stands, until } from "./lab-steps.ts";

const name = "known-bad/causal-no-dependencies";
const WORDS = { valid: "holds", invalid: "violated" };

test("the map is lit as the checkers judge the same run in Node", async ({ openPage }) => {
  const { page, problems } = await openPage(`#/run/${name}`);
  await openMap(page);
  await judged(page);
  for (const [title, word] of verdictsInNode()) await expectLit(page, title, word);
  await expectLit(page, "Strict serializable", "for transactions violated");
  await expectLit(page, "Serializable", "for transactions not judged");
  expect(problems).toEqual([]);
});

test("arrows lead from model to model, Enter chooses, and the panel tells of the chosen one", async ({
  openPage,
}) => {
  const { page, problems } = await openPage(`#/run/${name}?models=linearizable`);
  await judged(page);
  await expectTitle(page, "Linearizable");
  await model(page, "Linearizable").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  expect(await focused(page)).toBe("pram");
  await page.keyboard.press("Enter");
  await expectTitle(page, "PRAM");
  expect(await panel(page).textContent()).toContain("holds");
  await until("the address names the model", async () => page.url().includes("models=pram"));
  expect(problems).toEqual([]);
});

test("the smallest witness is drawn, can be copied, and leads to its moment and back", async ({
  openPage,
}) => {
  const { page, problems } = await openPage(`#/run/${name}?models=writes-follow-reads`, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await judged(page);
  const drawing = panel(page).getByRole("img", { name: /^Witness: / });
  expect(await drawing.getAttribute("aria-label")).toContain("reads from");
  expect(await drawing.locator(".witness-bar").count()).toBe(5);
  await panel(page).getByRole("button", { name: "Copy witness" }).click();
  const lines = await page.evaluate(() => navigator.clipboard.readText());
  expect(lines.trim().split("\n")).toHaveLength(10);

  const show = panel(page).getByRole("button", { name: /^Show in the run at/ });
  const at = Number(/[\d.]+/.exec((await show.textContent())!)![0]);
  await show.click();
  await stands(page, at);
  await page.getByRole("tab", { name: "History" }).click();
  await until(
    "the history marks it",
    async () => (await page.getByText("witness", { exact: true }).count()) === 5,
  );
  await page.goBack();
  await expectTitle(page, "Writes follow reads");
  expect(problems).toEqual([]);
});

test("Escape and the browser's Back lead to the laboratory as it was left", async ({ openPage }) => {
  const { page, problems } = await openPage(`#/run/${name}?at=0.2s`);
  await opened(page);
  await stands(page, 0.2);
  for (const back of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
    await openMap(page);
    await until("the address has the map", async () => page.url().includes("models="));
    await back();
    await page.getByTestId("clock").waitFor();
    expect(await clock(page)).toBeCloseTo(0.2, 3);
    await until("the address has none", async () => !page.url().includes("models="));
  }
  expect(problems).toEqual([]);
});

test("the verdicts' panel says what held, and leads to the map", async ({ openPage }) => {
  const { page } = await openPage(`#/run/${name}`);
  await opened(page);
  const line = page.locator(".strongest");
  await until("it is judged", async () => ((await line.textContent()) ?? "").includes("Strongest model"));
  expect(await line.textContent()).toContain("Strongest model that held: PRAM");
  await line.getByRole("button", { name: "see the map" }).click();
  await page.getByRole("heading", { name: "What this run promised" }).waitFor();
});

test("nothing is lit before the reader has predicted", async ({ openPage }) => {
  const { page } = await openPage("#/run/consensus/a-leader-is-cut-off?models=");
  await page.getByRole("button", { name: "Show them now" }).waitFor();
  expect(await page.locator(".map-model.holds, .map-model.violated").count()).toBe(0);
  await page.getByRole("button", { name: "Show them now" }).click();
  await until("it is lit", async () => (await page.locator(".map-model.holds").count()) > 0);
});

test("judging a long history says how far it is, and ends at once when it is cancelled", async ({
  openPage,
}) => {
  const set = "set=workload.rate=4000/s&set=cluster.options.reads=local";
  const { page, problems } = await openPage(`#/run/consensus/a-minority-of-two?${set}&models=`);
  const progress = page.locator(".map-progress");
  await until("it is being judged", async () =>
    /\d of 10 models known/.test((await progress.textContent()) ?? ""),
  );
  const cancel = progress.getByRole("button", { name: "Cancel" });
  const tookMs = await cancel.evaluate((button) => {
    const startMs = performance.now();
    (button as HTMLButtonElement).click();
    return new Promise<number>((resolve) => {
      const look = (): void => {
        const isOver = document.querySelector(".map-progress")?.textContent?.startsWith("Cancelled") === true;
        if (isOver) resolve(performance.now() - startMs);
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  expect(tookMs).toBeLessThan(200);
  expect(await page.locator(".map-model.waiting").count()).toBe(0);
  await page.waitForTimeout(2_500);
  expect(await progress.textContent()).toContain("Cancelled");
  await progress.getByRole("button", { name: "Judge again" }).click();
  await cancel.waitFor();
  expect(problems).toEqual([]);
});

test("on a phone the models are a list, and the chosen one tells of itself in its place", async ({
  openPage,
}) => {
  const { page, problems } = await openPage(`#/run/${name}?models=causal`, {
    viewport: { width: 390, height: 844 },
  });
  await page.locator(".map-row.violated").first().waitFor();
  const chosen = page.locator(".map-list li.chosen");
  expect(await chosen.getByRole("button").first().textContent()).toContain("Causal");
  await chosen.getByRole("img", { name: /^Witness: / }).waitFor();
  await page.locator('[data-model="pram"]').click();
  await until("PRAM tells of itself", async () => ((await chosen.textContent()) ?? "").startsWith("PRAM"));
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("axe finds nothing on the map, light and dark", async ({ openPage }) => {
  const { page } = await openPage(`#/run/${name}?models=causal`);
  await judged(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page), colorScheme).toEqual([]);
  }
});

async function openMap(page: Page): Promise<void> {
  await opened(page);
  await page.getByRole("button", { name: "Models", exact: true }).click();
  await page.getByRole("heading", { name: "What this run promised" }).waitFor();
}

/** Waits until all models of the run's family are judged. */
function judged(page: Page): Promise<void> {
  return until("the models are judged", async () => {
    const text =
      (await panel(page)
        .textContent()
        .catch(() => "")) ?? "";
    return text.includes("Judged") && (await page.locator(".map-model.waiting").count()) === 0;
  });
}

const panel = (page: Page): Locator => page.getByRole("complementary", { name: "The chosen model" });
const model = (page: Page, title: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${title} (?!for)`) });

async function expectTitle(page: Page, title: string): Promise<void> {
  await until(`${title} is shown`, async () =>
    ((await panel(page).getByRole("heading", { level: 2 }).textContent()) ?? "").startsWith(title),
  );
}

async function expectLit(page: Page, title: string, words: string): Promise<void> {
  const found = page.getByRole("button", { name: `${title} ${words}`, exact: true });
  expect(await found.count(), `${title} ${words}`).toBe(1);
}

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset["model"]);

/** What the engine itself knows of the scenario, title by title. */
function verdictsInNode(): [string, string][] {
  const file = `scenarios/${name}.yaml`;
  const parsed = parseScenario(readFileSync(file, "utf8"), file);
  if (!parsed.ok) throw new Error("the scenario cannot be read");
  const run = createRun(parsed.value);
  run.advance();
  const operations = toOperations(valuesOf(run.cluster.history));
  const { results } = checkLevels(operations, models["key-value"]!, "all");
  return OBJECT_LEVELS.flatMap(({ name: level, title }): [string, string][] => {
    const { verdict } = results[level]!;
    return verdict === "unknown" ? [] : [[title, WORDS[verdict]]];
  });
}

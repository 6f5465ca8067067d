import { expect } from "vitest";
import type { Page } from "playwright-core";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, opened, predict, scrubTo, until } from "./lab-steps.ts";

const calm = { reducedMotion: "reduce" } as const;
const scenario = "#/run/consensus/a-leader-is-cut-off?seed=7";

async function computed(page: Page, not = ""): Promise<string> {
  let shown = "";
  await until("it is computed", async () => {
    shown = (await page.getByTestId("fingerprint").textContent()) ?? "";
    return /^[0-9a-f]{16}$/.test(shown) && shown !== not;
  });
  return shown;
}

/** Crashes a replica at a share of the run: the run on the page is then a branch. */
async function crashed(page: Page, node: number, share: number): Promise<void> {
  const first = await computed(page);
  await scrubTo(page, share);
  await page.locator(".node").nth(node).click();
  await page.getByRole("menuitem", { name: "Crash" }).click();
  await computed(page, first);
}

/** Opens the chooser from the palette of commands, which is there on a phone as well. */
async function choose(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette input").fill("compare with another");
  await page.locator(".palette input").press("Enter");
  await page.getByRole("heading", { name: /^Compare .* with$/ }).waitFor();
}

const begin = (page: Page): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();

browserTest(
  "two branches part at the very time of the fault that makes one of them; what differs is marked from there on",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    await predict(page);
    await crashed(page, 2, 0.15);
    await scrubTo(page, 0.24);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await begin(page);
    const bar = page.locator(".compare-parting");
    await bar.getByText("They part at 1.500 s").waitFor();
    expect(await bar.textContent()).toContain("A crash n3");
    expect(await page.getByRole("group", { name: /^Space-time diagram of run/ }).count()).toBe(2);
    expect(await page.locator(".stage-drawing").count()).toBe(2);

    const table = page.locator(".compare-table", { hasText: "status" });
    await table.getByRole("row", { name: "status down up" }).waitFor();
    expect(await page.locator(".node-differs").count()).toBeGreaterThan(0);
    await page.getByText("A and B over the whole run").waitFor();

    await bar.getByRole("button", { name: "Go to the first divergence" }).click();
    expect(await clock(page)).toBe(1.5);
    await page.getByRole("button", { name: "Step back one event" }).click();
    await until("before it nothing differs", async () => (await page.locator(".node-differs").count()) === 0);
    await page.getByText("The same in A and B.").waitFor();

    await page.getByRole("button", { name: "Swap" }).click();
    await until("main is A now", async () =>
      /^A\s*main/.test((await page.locator(".run-name").first().textContent()) ?? ""),
    );
    await bar.getByText("They part at 1.500 s").waitFor();
    await page.getByRole("button", { name: "End the comparison" }).click();
    await until("one stage again", async () => (await page.locator(".stage-drawing").count()) === 1);
    expect(problems).toEqual([]);
  },
);

browserTest("two seeds draw other luck from the start, and that is said", async ({ openPage }) => {
  const { page, problems } = await openPage("#/run/consensus/first-election?seed=7", calm);
  await opened(page);
  await computed(page);
  await choose(page);
  await page.getByRole("textbox", { name: "Seed" }).fill("8");
  await begin(page);
  await page.getByText(/Seeds 7 and 8 draw other luck from the start and part at 0\.\d{3} s/).waitFor();
  const names = await page.locator(".run-name").allTextContents();
  expect(names.map((name) => /seed (\d+)$/.exec(name)?.[1])).toEqual(["7", "8"]);
  expect(problems).toEqual([]);
});

browserTest(
  "two values of a parameter; one that cannot be is refused where it was typed",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    await computed(page);
    await choose(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Parameter" }).selectOption({ label: "heartbeat" });
    await dialog.getByRole("textbox", { name: "Value" }).fill("often");
    await begin(page);
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("textbox", { name: "Value" }).fill("80ms");
    await begin(page);
    await page.getByText("They part at 0.0").waitFor();
    expect(await page.locator(".run-name").allTextContents()).toEqual([
      expect.stringContaining("main"),
      expect.stringContaining("heartbeat"),
    ]);
    expect(problems).toEqual([]);
  },
);

browserTest(
  "an edit in a comparison keeps what it is compared with, and so does a reload",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    await crashed(page, 2, 0.15);
    await choose(page);
    await begin(page);
    await page.getByText("They part at 1.500 s").waitFor();
    await page.getByRole("button", { name: /^Fault crash n3/ }).focus();
    await page.keyboard.press("PageUp");
    await page.getByText("They part at 1.600 s").waitFor();
    const names = await page.locator(".run-name").allTextContents();
    expect(names[1]).toContain("main");

    // The address holds both runs.
    await page.waitForTimeout(1_000);
    await page.reload();
    await page.getByText("They part at 1.600 s").waitFor();
    expect(await page.locator(".run-name").allTextContents()).toEqual(names);
    expect(problems).toEqual([]);
  },
);

browserTest("a branch that stands beside another can be deleted, from either side", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  const first = await computed(page);
  for (const isShown of [true, false]) {
    await crashed(page, 2, 0.15);
    await choose(page);
    await begin(page);
    await page.getByText("They part at 1.500 s").waitFor();
    if (!isShown) await page.getByRole("button", { name: "Swap" }).click();
    await page.getByRole("button", { name: /list of branches/ }).click();
    await page.getByRole("button", { name: /^Delete crash n3/ }).click();
    await page.keyboard.press("Escape");
    await until("one run", async () => (await page.locator(".stage-drawing").count()) === 1);
    await until("main is shown", async () => (await computed(page)) === first);
  }
  expect(await page.getByText("The engine stopped").count()).toBe(0);
  expect(problems).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [form, viewport] of [
    ["desktop", { width: 1280, height: 720 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    browserTest(`axe finds nothing in a comparison (${colorScheme}, ${form})`, async ({ openPage }) => {
      const { page } = await openPage(scenario, { ...calm, colorScheme, viewport });
      await opened(page);
      await predict(page);
      await crashed(page, 2, 0.15);
      await scrubTo(page, 0.24);
      await choose(page);
      expect(await axeFindings(page)).toEqual([]);
      await begin(page);
      await page.getByText("They part at 1.500 s").waitFor();
      await page.waitForTimeout(500);
      await screenshot(page, `compare-${form}-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
    });
  }
}

import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, opened, predict, scrubTo, until } from "./lab-steps.ts";

browserTest(
  "the first page plays: the clock advances and messages are on their way",
  async ({ openPage }) => {
    const { page, problems } = await openPage();
    await opened(page);
    await until("the clock advances", async () => (await clock(page)) > 0.02);
    await until("messages are drawn", async () => (await page.locator(".stage .message").count()) > 0);
    await until("somebody leads", async () => (await page.locator(".node-leader").count()) > 0);
    await screenshot(page, "page-playing");
    expect(problems).toEqual([]);
  },
);

browserTest("the page computes the very run that Node computes", async ({ openPage }) => {
  const { page } = await openPage("#/run/consensus/a-leader-is-cut-off?seed=7", { reducedMotion: "reduce" });
  await opened(page);
  const shown = page.getByTestId("fingerprint");
  await until("it is computed", async () => /^[0-9a-f]{16}$/.test((await shown.textContent()) ?? ""));
  const file = "scenarios/consensus/a-leader-is-cut-off.yaml";
  const scenario = parseScenario(readFileSync(file, "utf8"), file);
  if (!scenario.ok) throw new Error("the scenario does not parse");
  const run = createRun(scenario.value, { seed: "7" });
  run.advance();
  expect(await shown.textContent()).toBe(run.result().fingerprint);
});

browserTest(
  "pause, step and step back move by one event; the page says what happened",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", { reducedMotion: "reduce" });
    await opened(page);
    await scrubTo(page, 0.05);
    const count = async (): Promise<number> =>
      Number(
        /event ([\d,]+)/.exec((await page.getByTestId("count").textContent())!)![1]!.replaceAll(",", ""),
      );
    const before = await count();
    await page.getByRole("button", { name: "Step one event" }).click();
    expect(await count()).toBe(before + 1);
    await until("it is announced", async () =>
      /seconds: /.test((await page.locator("output.visually-hidden").textContent()) ?? ""),
    );
    await page.getByRole("button", { name: "Step back one event" }).click();
    expect(await count()).toBe(before);
    expect(problems).toEqual([]);
  },
);

browserTest("a reader who wants no motion gets no autoplay", async ({ openPage }) => {
  const { page } = await openPage("", { reducedMotion: "reduce" });
  await opened(page);
  await page.waitForTimeout(400);
  expect(await clock(page)).toBe(0);
  expect(await page.getByRole("button", { name: "Play", exact: true }).count()).toBe(1);
});

browserTest("a click on a node crashes it at the playhead; undo takes it back", async ({ openPage }) => {
  const { page, problems } = await openPage("", { reducedMotion: "reduce" });
  await opened(page);
  await scrubTo(page, 0.1);
  await until("somebody leads", async () => (await page.locator(".node-leader").count()) > 0);
  const leader = page.locator(".node:has(.node-leader)").first();
  const name = await leader.locator(".node-name").textContent();
  const fingerprint = await page.getByTestId("fingerprint").textContent();
  await leader.click();
  await page.getByRole("menuitem", { name: "Crash" }).click();
  const crashed = page.getByRole("button", { name: `${name}, crashed: faults` });
  await crashed.waitFor();
  await until("another run", async () => {
    const now = await page.getByTestId("fingerprint").textContent();
    return /^[0-9a-f]{16}$/.test(now ?? "") && now !== fingerprint;
  });
  await screenshot(page, "page-crashed");
  await page.getByRole("button", { name: "Undo" }).click();
  await crashed.waitFor({ state: "detached" });
  await until(
    "the first run again",
    async () => (await page.getByTestId("fingerprint").textContent()) === fingerprint,
  );
  expect(problems).toEqual([]);
});

browserTest(
  "the history has outcomes, the verdicts words; a click on an operation goes there",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", { reducedMotion: "reduce" });
    await opened(page);
    await predict(page);
    await scrubTo(page, 0.3);
    await page.getByRole("tab", { name: "History" }).click();
    const row = page.getByRole("table", { name: "History" }).getByRole("button").first();
    const at = await clock(page);
    await row.click();
    expect(await clock(page)).toBeLessThanOrEqual(at);
    await page.locator(".verdict").first().waitFor();
    expect(await page.locator(".inspector .verdict").first().textContent()).toMatch(
      /^(valid|invalid|unknown)$/,
    );
    await page.getByRole("tab", { name: "Events" }).click();
    await page.getByRole("searchbox", { name: "Find events" }).fill("dropped");
    await until(
      "the filter works",
      async () =>
        (await page.getByRole("table", { name: "Events" }).locator("tbody .fault-word").count()) > 0,
    );
    expect(problems).toEqual([]);
  },
);

browserTest("the keyboard reaches nodes, faults, time and help", async ({ openPage }) => {
  const { page, problems } = await openPage("", { reducedMotion: "reduce" });
  await opened(page);
  await page.getByRole("slider", { name: "Time in the run" }).focus();
  // The first moment may be the very start.
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  const moment = await clock(page);
  expect(moment).toBeGreaterThan(0);
  await page.keyboard.press("ArrowRight");
  expect(await clock(page)).toBeGreaterThanOrEqual(moment);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".node").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Pause" }).waitFor();
  await page.keyboard.press("Escape");
  expect(problems).toEqual([]);
});

browserTest("the arrows go round among the views, which are one stop", async ({ openPage }) => {
  const { page, problems } = await openPage();
  await opened(page);
  const chosen = page.getByRole("tablist", { name: "Views of this run" }).locator("[aria-selected=true]");
  await chosen.focus();
  for (const [key, view] of [
    ["ArrowRight", "Events"],
    ["Home", "Space-time"],
    ["ArrowLeft", "Scenario"],
    ["ArrowRight", "Space-time"],
  ] as const) {
    await page.keyboard.press(key);
    expect(await page.locator(":focus").textContent()).toBe(view);
    expect(await chosen.textContent()).toBe(view);
    const panel = page.getByRole("tabpanel", { name: view });
    expect(await panel.isVisible()).toBe(true);
  }
  expect(await page.locator(".view-tab[tabindex='0']").count()).toBe(1);
  expect(problems).toEqual([]);
});

browserTest("a document that cannot be used is explained, and the run stays", async ({ openPage }) => {
  const { page, problems } = await openPage();
  await opened(page);
  const file = {
    name: "broken.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from("lightcone: 1\ntitel: typo\n"),
  };
  await page.locator("input[type=file]").first().setInputFiles(file);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("cut off");
  expect(await page.locator(".stage .node").count()).toBe(5);
  expect(await alert.textContent()).toMatch(/broken\.yaml:\d+:\d+.*titel.*title/s);
  expect(problems).toEqual([]);
});

browserTest("an engine that dies is said in words, and can be started again", async ({ openPage }) => {
  const { page } = await openPage("#/gallery");
  await page.getByRole("link", { name: "Run it" }).waitFor();
  await page.route("**/session.worker*", (route) => route.abort());
  await page.getByRole("link", { name: "Run it" }).click();
  const alert = page.getByRole("alert", { name: "The engine stopped" });
  await alert.waitFor();
  expect(await alert.textContent()).toContain("a mistake in Lightcone");
  await page.unroute("**/session.worker*");
  await page.getByRole("button", { name: "Start the engine again" }).click();
  await opened(page);
});

browserTest("an address that leads nowhere offers ways on", async ({ openPage }) => {
  const { page, problems } = await openPage("#/run/consensus/nothing-like-it");
  await page.getByRole("link", { name: "See all scenarios" }).click();
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  expect(problems).toEqual([]);
});

browserTest("from the gallery to a running scenario in one click", async ({ openPage }) => {
  const { page, problems } = await openPage("#/gallery");
  await until("pictures are drawn from runs", async () => (await page.locator(".preview.drawn").count()) > 0);
  await screenshot(page, "page-gallery");
  await page.getByRole("link", { name: "Run it" }).click();
  await opened(page);
  expect(problems).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [form, viewport] of [
    ["desktop", { width: 1280, height: 720 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    browserTest(`axe finds nothing in the laboratory (${colorScheme}, ${form})`, async ({ openPage }) => {
      const { page } = await openPage("", { colorScheme, viewport, reducedMotion: "reduce" });
      await opened(page);
      await page.keyboard.press("PageDown");
      await page.waitForTimeout(500);
      await screenshot(page, `page-${form}-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
    });

    browserTest(`axe finds nothing in the gallery (${colorScheme}, ${form})`, async ({ openPage }) => {
      const { page } = await openPage("#/gallery", { colorScheme, viewport });
      await page.getByRole("main").waitFor();
      await page.waitForTimeout(500);
      expect(await axeFindings(page)).toEqual([]);
    });
  }
}

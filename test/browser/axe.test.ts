import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest } from "./browser.ts";
import { inspector, nodeButton, opened, pageTool, predict, scrubTo, timeline, until } from "./lab-steps.ts";

/**
 * A walk through all that the page shows, with axe at every stop, light and dark: tabs, panels, menus, dialogs, the
 * gallery with kept runs, a frame, pages for what cannot be opened. All findings are told at once, each with its stop.
 */

const scenario = "#/run/consensus/a-leader-is-cut-off?seed=7";

class Walk {
  readonly findings: string[] = [];
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Looks at the page as it stands; in the dark nothing is different but the colours. */
  async stop(name: string): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme });
      const findings = await axeFindings(this.page, colorScheme === "dark" ? "color-contrast" : undefined);
      this.findings.push(...findings.map((finding) => `${name}, ${colorScheme}: ${finding}`));
    }
  }

  /** What `open` opened is looked at and closed with Escape. */
  async dialog(name: string, open: () => Promise<Locator>): Promise<void> {
    const dialog = await open();
    await dialog.waitFor();
    await this.stop(name);
    await this.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }

  tab(name: string): Promise<void> {
    return this.page.getByRole("tab", { name, exact: true }).click();
  }
}

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette input").fill(words);
  await page.locator(".palette input").press("Enter");
}

/** By the palette, which is there on a phone as well. */
async function share(page: Page): Promise<Locator> {
  await command(page, "share");
  const dialog = page.getByRole("dialog", { name: "Share and keep this run" });
  await dialog.getByText("The same run elsewhere").waitFor();
  return dialog;
}

const fault = (page: Page, name: string): Locator => page.getByRole("menuitem", { name, exact: true });

/** The dialogs and menus over the laboratory. */
async function walkDialogs(walk: Walk): Promise<void> {
  const { page } = walk;
  await walk.dialog("share", () => share(page));
  await walk.dialog("palette", async () => {
    await page.keyboard.press("Control+k");
    await page.locator(".palette input").fill("n4");
    return page.locator(".palette");
  });
  await walk.dialog("help", async () => {
    await pageTool(page, "Help");
    return page.getByRole("dialog");
  });
  await walk.dialog("compare chooser", async () => {
    await command(page, "compare with another");
    return page.getByRole("dialog");
  });
  await walk.dialog("menu of a node", async () => {
    await page.locator(".node").first().click();
    return page.getByRole("menu");
  });
  await page.locator(".node").first().click();
  await walk.dialog("form of a fault", async () => {
    await fault(page, "Slow its processor…").click();
    return page.getByRole("button", { name: "Inject", exact: true });
  });
}

/** The inspector's panels; on a phone it is a tab. */
async function walkPanels(walk: Walk, panel: (page: Page) => Locator): Promise<void> {
  const { page } = walk;
  await nodeButton(page, "n4").click();
  await walk.stop("node");
  await panel(page).getByRole("group", { name: "Links of n4" }).getByRole("button", { name: "n1" }).click();
  await walk.stop("link");
  await nodeButton(page, "n4").click();
  await panel(page)
    .getByRole("button", { name: /^Entry\s+3\b/ })
    .click();
  await panel(page).getByText("State before and after").waitFor();
  await walk.stop("event");
  await panel(page)
    .getByRole("button", { name: /^AppendEntries to n5/ })
    .click();
  await walk.stop("message on its way");
}

/** The tables and charts, and the editor with a problem, listed and not. */
async function walkViews(walk: Walk): Promise<void> {
  const { page } = walk;
  await walk.tab("Events");
  await page.getByRole("table", { name: "Events" }).waitFor();
  await walk.stop("events");
  await walk.tab("History");
  await page.getByRole("table", { name: "History" }).getByRole("button").first().click();
  if ((await page.getByRole("tab", { name: "History", selected: true }).count()) === 0) {
    await walk.stop("operation");
    await walk.tab("History");
  }
  await walk.stop("history");
  await walk.tab("Charts");
  await page.locator(".chart").first().waitFor();
  await walk.stop("charts");
  await page.getByRole("button", { name: "As a table" }).click();
  await walk.stop("charts as a table");
}

async function walkEditor(walk: Walk, openEditor: () => Promise<void>): Promise<void> {
  const { page } = walk;
  await openEditor();
  const editor = page.getByRole("textbox", { name: "Scenario as YAML" });
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nnodez: 5");
  await page.locator(".cm-lintRange-error").waitFor();
  await walk.stop("editor with an error");
  await page.locator(".editor-standing").getByRole("button").click();
  await page.getByRole("list", { name: "Problems" }).waitFor();
  await walk.stop("editor with the list of problems");
  for (let count = 0; count < 9; count++) await page.keyboard.press("Backspace");
}

/** An edit of the run: its branch, the list of branches, the run beside its parent. */
async function walkBranches(walk: Walk): Promise<void> {
  const { page } = walk;
  await scrubTo(page, 0.15);
  await page.locator(".node").nth(2).click();
  await fault(page, "Crash").click();
  await page.getByRole("button", { name: /^Fault crash/ }).waitFor();
  await walk.dialog("list of branches", async () => {
    await page.getByRole("button", { name: /list of branches/ }).click();
    return page.getByRole("dialog", { name: "Branches of this run" });
  });
  await page.getByRole("button", { name: /^Fault crash/ }).click();
  await fault(page, "Edit…").click();
  await page.getByRole("textbox", { name: "entry" }).waitFor();
  await walk.stop("fault as text");
  await page.keyboard.press("Escape");
  await command(page, "compare with another");
  await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
  await page.getByText("They part at").first().waitFor();
  await walk.tab("Space-time");
  await walk.stop("comparison");
}

/** Kept runs in the gallery, and addresses that lead nowhere. */
async function walkGallery(walk: Walk): Promise<void> {
  const { page } = walk;
  const dialog = await share(page);
  await dialog.getByRole("textbox", { name: "Name to keep it under" }).fill("Mine");
  await dialog.getByRole("button", { name: "Keep", exact: true }).click();
  await dialog.getByText("Kept as “Mine”").waitFor();
  await page.keyboard.press("Escape");
  await page.evaluate(() => (location.hash = "#/gallery"));
  const kept = page.getByRole("region", { name: "Kept on this device" });
  await kept.getByRole("link", { name: "Mine" }).waitFor();
  await walk.stop("gallery with a kept run");
  await kept.getByRole("button", { name: "Rename Mine" }).click();
  await walk.stop("gallery while renaming");
  for (const hash of ["#/x/damaged", "#/run/consensus/first-elektion", "#/kept/nothing"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.getByRole("link", { name: "See all scenarios" }).waitFor();
    await walk.stop(hash);
  }
}

async function begin(page: Page): Promise<Walk> {
  page.setDefaultTimeout(6000);
  await opened(page);
  const walk = new Walk(page);
  await walk.stop("as opened");
  await predict(page);
  await until("it is computed", async () =>
    /^[0-9a-f]{16}$/.test((await page.getByTestId("fingerprint").textContent()) ?? ""),
  );
  await scrubTo(page, 0.45);
  await timeline(page).focus();
  await page.keyboard.press("m");
  return walk;
}

browserTest(
  "axe finds nothing on a wide page, wherever it is looked at",
  { timeout: 180_000 },
  async ({ openPage }) => {
    const { page } = await openPage(scenario, { reducedMotion: "reduce" });
    const walk = await begin(page);
    await walk.stop("a mark");
    await walkDialogs(walk);
    await walk.dialog("partition", async () => {
      await page.getByRole("button", { name: "Inject a fault" }).click();
      await fault(page, "Partition…").click();
      return page.getByRole("dialog", { name: /^Partition at/ });
    });
    await walk.dialog("moments", async () => {
      await page.getByRole("button", { name: "Moments" }).click();
      return page.locator("#moment-filter");
    });
    await walk.dialog("seed", async () => {
      await page.getByRole("button", { name: /^Seed .*: change$/ }).click();
      return page.getByRole("dialog", { name: "Seed" });
    });
    await page.getByText("All settings").click();
    await walk.stop("all settings");
    await walkPanels(walk, inspector);
    await walkViews(walk);
    await walkEditor(walk, () => walk.tab("Scenario"));
    await page.getByRole("button", { name: "Edit cluster" }).click();
    await walk.stop("edit cluster");
    await page.getByRole("button", { name: "Done" }).click();
    await walkBranches(walk);
    await walkGallery(walk);
    expect(walk.findings).toEqual([]);
  },
);

browserTest(
  "axe finds nothing on a phone, wherever it is looked at",
  { timeout: 180_000 },
  async ({ openPage }) => {
    const { page } = await openPage(scenario, {
      reducedMotion: "reduce",
      viewport: { width: 390, height: 844 },
    });
    const walk = await begin(page);
    await walkDialogs(walk);
    for (const name of ["Lesson", "Space-time", "Nodes", "Verdicts"]) {
      await walk.tab(name);
      await walk.stop(name);
    }
    await walk.tab("Nodes");
    await walkPanels(walk, (on) => on.getByRole("tabpanel", { name: "Nodes" }));
    await walkViews(walk);
    await walk.tab("Set");
    await walk.stop("settings");
    await walkEditor(walk, () => page.getByRole("button", { name: "Edit as text" }).click());
    await walkBranches(walk);
    await walkGallery(walk);
    expect(walk.findings).toEqual([]);
  },
);

browserTest("axe finds nothing in a frame", async ({ openPage }) => {
  const { page } = await openPage(`?embed=1${scenario}`, { viewport: { width: 960, height: 600 } });
  await until("the run is there", async () => (await page.locator(".stage .node").count()) === 5);
  const walk = new Walk(page);
  await walk.stop("frame");
  expect(walk.findings).toEqual([]);
});

import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, nodeButton, opened, pageTool, predict, scrubTo, until } from "./lab-steps.ts";

/** What somebody who used the page stumbled over, each held by a test. */

const calm = { reducedMotion: "reduce" } as const;
const phone = { ...calm, viewport: { width: 360, height: 740 } };

async function computed(page: Page): Promise<string> {
  const shown = page.getByTestId("fingerprint");
  await until("it is computed", async () => /^[0-9a-f]{16}$/.test((await shown.textContent()) ?? ""));
  return (await shown.textContent())!;
}

async function openText(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/yaml", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").first().setInputFiles(file);
}

browserTest("the timeline is outlined for the keyboard, not for a click", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  const timeline = page.getByRole("slider", { name: "Time in the run" });
  const outline = (): Promise<string> =>
    timeline.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth}`;
    });
  await page.keyboard.press("Tab");
  await scrubTo(page, 0.3);
  expect(await outline()).toMatch(/^none/);
  await page.keyboard.press("ArrowRight");
  // 2.5 px, which a screen of whole pixels rounds down.
  expect(await outline()).toMatch(/^solid 2/);
});

browserTest("a disk's cell is told in words", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  await scrubTo(page, 0.3);
  await nodeButton(page, "n2").click();
  const panel = page.locator(".inspector");
  await until("the vote is shown", async () =>
    /currentTerm \d+, votedFor n\d/.test((await panel.textContent()) ?? ""),
  );
  expect(await panel.textContent()).not.toContain("{");
});

browserTest("an edited scenario is saved under the name that the command has", async ({ openPage }) => {
  const { page, problems } = await openPage("#/run/consensus/first-election?seed=9", calm);
  await opened(page);
  await scrubTo(page, 0.5);
  await page.locator(".node").first().click();
  await page.getByRole("menuitem", { name: "Crash" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download scenario" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^first-election\.crash-n1-at-[\d.]+-s\.yaml$/);
  const stem = saved.suggestedFilename().replace(/\.yaml$/, ".seed-9");
  await page.getByRole("button", { name: "Share" }).click();
  for (const [button, ending] of [
    ["CSV", "events.csv"],
    ["Stage as SVG", "stage.svg"],
    ["Download run", "run.json"],
  ] as const) {
    const next = page.waitForEvent("download");
    await page.getByRole("button", { name: button, exact: true }).click();
    expect((await next).suggestedFilename()).toBe(`${stem}.${ending}`);
  }
  await page.keyboard.press("Escape");
  const text = readFileSync(await saved.path(), "utf8");
  expect(text).toContain("crash: n1");
  // It would have to lie beside the file, or the command would not read it.
  expect(text).not.toContain("lesson:");
  expect(text).toMatch(/^seed: 9\b/m);
  const command = await page.getByRole("button", { name: "Copy command" }).getAttribute("title");
  expect(command).toContain(saved.suggestedFilename());
  expect(problems).toEqual([]);
});

browserTest(
  "another value of a parameter keeps time and faults, says what it was, and can be undone",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", calm);
    await opened(page);
    await predict(page);
    const first = await computed(page);
    await scrubTo(page, 0.45);
    await page.locator(".node").nth(1).click();
    await page.getByRole("menuitem", { name: "Pause" }).click();
    await page.getByText("(by hand)").waitFor();
    const at = await clock(page);
    const heartbeat = page.locator(".parameter", { hasText: "heartbeat" });
    await heartbeat.locator("input[type=text]").fill("80ms");
    await heartbeat.locator("input[type=text]").press("Enter");
    await heartbeat.getByText("was 50ms").waitFor();
    expect(await computed(page)).not.toBe(first);
    expect(await clock(page)).toBe(at);
    await page.getByText("(by hand)").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await until("the first run again", async () => (await computed(page)) === first);
    expect(await page.locator(".parameter-change").count()).toBe(0);
    expect(problems).toEqual([]);
  },
);

browserTest("a title of the gallery is never cut at 1280 px", async ({ openPage }) => {
  const { page } = await openPage("#/gallery", calm);
  for (const file of readdirSync("scenarios/consensus").filter((name) => name.endsWith(".yaml"))) {
    await page.goto(page.url().replace(/#.*$/, "") + `#/run/consensus/${file.replace(".yaml", "")}`);
    await opened(page);
    await computed(page);
    const title = page.getByRole("heading", { level: 1 });
    expect([file, await title.evaluate((element) => element.scrollWidth <= element.clientWidth)]).toEqual([
      file,
      true,
    ]);
  }
  await pageTool(page, "Help");
  await page.getByRole("dialog").waitFor();
});

browserTest(
  "in a crowd only links in use are drawn, and nobody's name covers another's",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", calm);
    await opened(page);
    const text = readFileSync("scenarios/consensus/first-election.yaml", "utf8");
    await openText(page, "crowd.yaml", text.replace("nodes: 5", "nodes: 25").replace(/^lesson:.*$/m, ""));
    await until("25 nodes", async () => (await page.locator(".stage .node").count()) === 25);
    await computed(page);
    await scrubTo(page, 0.2);
    await until("links are drawn", async () => (await page.locator(".stage .link").count()) > 0);
    expect(await page.locator(".stage .link").count()).toBeLessThan(300);
    await screenshot(page, "page-crowd");
    expect(problems).toEqual([]);
  },
);

browserTest(
  "a phone shows all tabs, what clients asked, and what the header has no room for",
  async ({ openPage }) => {
    const { page } = await openPage("", phone);
    await opened(page);
    await predict(page);
    await scrubTo(page, 0.6);
    const bar = page.locator(".view-bar");
    expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await until("clients' words", async () =>
      /write x|read x/.test((await page.locator(".stage-drawing").textContent()) ?? ""),
    );
    await page.getByRole("button", { name: "Share" }).waitFor();
    await page.getByRole("tab", { name: "Set" }).click();
    await page.getByRole("button", { name: "Copy command" }).waitFor();
    await page.getByRole("link", { name: "Gallery", exact: true }).waitFor();
  },
);

browserTest("a phone sets the speed by touch and by key", async ({ openPage }) => {
  const { page } = await openPage("", phone);
  await opened(page);
  const now = page.getByRole("button", { name: "Speed:" });
  await now.click();
  const slider = page.getByRole("slider", { name: "Speed" });
  const box = (await slider.boundingBox())!;
  expect(box.width).toBeGreaterThan(150);
  await until("all of it is seen", async () => (await page.locator("#speed").boundingBox())!.x >= 0);
  await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
  await until("the fastest", async () => (await now.getAttribute("aria-label")) === "Speed: 1000×");
  await slider.press("Home");
  await until("the slowest", async () => (await now.getAttribute("aria-label")) === "Speed: 1/1000×");
  await page.keyboard.press("Escape");
  await slider.waitFor({ state: "hidden" });
});

browserTest(
  "in the header words stand on what is used most, the rest is behind one",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", calm);
    await opened(page);
    const nav = page.getByRole("navigation", { name: "Page" });
    expect(await nav.innerText()).toMatch(/Lesson\s+Models\s+Share\s+Compare\s+More/);
    await nav.getByRole("button", { name: "More" }).press("Enter");
    for (const name of ["Open a file", "Projector", "Dark", "Help"]) {
      await nav.getByRole("button", { name, exact: true }).waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    await screenshot(page, "page-more");
    await nav.getByRole("button", { name: "Dark" }).click();
    await nav.getByRole("button", { name: "Help" }).waitFor({ state: "hidden" });
    expect(problems).toEqual([]);
  },
);

browserTest(
  "a phone compares with all tabs, a diagram to zoom, and fields that fit",
  async ({ openPage }) => {
    const { page } = await openPage("", phone);
    await opened(page);
    await page.getByRole("tab", { name: "Set" }).click();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const { x, width } = (await dialog.boundingBox())!;
    const field = (await dialog.getByRole("textbox", { name: "Value" }).boundingBox())!;
    expect(field.x + field.width).toBeLessThan(x + width);
    await dialog.getByRole("button", { name: "Compare" }).click();
    await page.locator(".comparing").waitFor();
    const bar = page.locator(".view-bar");
    expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await page.getByRole("tab", { name: "Space-time" }).click();
    const tools = page.locator(".space-time .view-tools");
    for (const name of ["Zoom in", "Fit", "Follow"]) await tools.getByRole("button", { name }).waitFor();
    for (const plot of await page.locator(".compare-diagram canvas").all()) {
      expect((await plot.boundingBox())!.height).toBeGreaterThan(180);
    }
  },
);

browserTest("a projector shows whole keys only", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  await pageTool(page, "Projector");
  const list = page.locator(".projected-keys");
  await list.waitFor();
  const cut = await list.evaluate((element) => {
    const outer = element.getBoundingClientRect();
    return [...element.children].filter((child) => {
      const { top, right } = child.getBoundingClientRect();
      return top < outer.bottom - 1 && right > outer.right + 0.5;
    }).length;
  });
  expect(cut).toBe(0);
});

browserTest("the stage steps aside for a view, and comes back", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  const drawing = page.locator(".stage-drawing");
  await page.getByRole("button", { name: "Hide the stage" }).click();
  await drawing.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Hide the stage", pressed: true }).click();
  await drawing.waitFor();
});

browserTest("while projecting, the speed can be set and the diagram be shown", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  await pageTool(page, "Projector");
  await page.getByRole("slider", { name: "Speed" }).waitFor();
  expect(await page.getByRole("tab", { name: "Space-time" }).count()).toBe(0);
  await page.getByRole("button", { name: "Diagram" }).click();
  await page.getByRole("tab", { name: "Space-time" }).waitFor();
  await screenshot(page, "page-projector-diagram");
});

browserTest("help that cannot be loaded is told, and the run stays", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await opened(page);
  await page.route("**/help*.js", (route) => route.abort());
  await pageTool(page, "Help");
  await page.getByRole("alert").getByText("could not be loaded").waitFor();
  expect(await page.locator(".stage .node").count()).toBe(5);
});

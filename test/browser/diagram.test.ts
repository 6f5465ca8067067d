import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, inspector, isFocused, opened, predict, until } from "./lab-steps.ts";

const FILE = "scenarios/consensus/a-leader-is-cut-off.yaml";
const calm = { reducedMotion: "reduce" } as const;

/** What the page shows of the standard scenario, from its start to its end. */
async function whole(page: Page): Promise<void> {
  await opened(page);
  await predict(page);
  await page.locator(".space-time-plot").focus();
  await page.keyboard.press("End");
  await until("the end is reached", async () => (await clock(page)) === 10);
}

/** How much time the diagram shows, µs. */
async function shownUs(page: Page): Promise<number> {
  const text = (await page.locator(".view-tools > span").first().textContent()) ?? "";
  const [, value, unit] = /^([\d.]+) (min|s|ms|µs) shown$/.exec(text) ?? [];
  return Number(value) * { min: 60e6, s: 1e6, ms: 1e3, µs: 1 }[unit as "s"];
}

/** The plot inside of the canvas, as the diagram lays it out on a desktop. */
async function plot(page: Page): Promise<{ left: number; width: number; top: number; middle: number }> {
  const box = (await page.locator(".space-time canvas").boundingBox())!;
  return { left: box.x + 44, width: box.width - 44 - 128, top: box.y + 26, middle: box.y + box.height / 2 };
}

/** What a screen reader says of an element beside its name. */
const description = (element: Element): string =>
  document.getElementById(element.getAttribute("aria-describedby") ?? "")?.textContent ?? "";

/** What axe has against the diagram and what stands around it. */
const findings = (page: Page): Promise<string[]> =>
  axeFindings(page).then((all) => all.filter((one) => /filter|space-time|cone|view-tools/.test(one)));

const isFollowing = (page: Page): Promise<boolean> =>
  page
    .getByRole("button", { name: "Follow", exact: true })
    .getAttribute("aria-pressed")
    .then((pressed) => pressed === "true");

browserTest("wheel, keys and a marked area move through the run; Follow leads back", async ({ openPage }) => {
  const { page, problems } = await openPage("", calm);
  await whole(page);
  const usualUs = await shownUs(page);
  expect(await isFollowing(page)).toBe(true);
  await page.keyboard.press("f");
  await until("all is shown", async () => (await shownUs(page)) === 10e6);
  expect(await page.locator(".space-time-plot").evaluate(description)).toBe(
    "It shows 7 nodes from 0.000 to 10.000 s: 2,298 events that were played.",
  );
  expect(await isFollowing(page)).toBe(false);
  const { left, width, middle } = await plot(page);

  await page.keyboard.down("Shift");
  await page.mouse.move(left + width * 0.2, middle);
  await page.mouse.down();
  await page.mouse.move(left + width * 0.3, middle, { steps: 4 });
  await page.locator(".space-time-area").waitFor();
  await page.mouse.move(left + width * 0.4, middle, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await until("a fifth is shown", async () => Math.abs((await shownUs(page)) - 2e6) < 3e4);

  await page.mouse.wheel(0, -240);
  await until("the wheel halves it", async () => Math.abs((await shownUs(page)) - 1e6) < 2e4);
  await page.keyboard.press("s");
  await until("S shows more", async () => (await shownUs(page)) > 1.4e6);
  await page.keyboard.press("0");
  await until("following again", async () => (await isFollowing(page)) && (await shownUs(page)) === usualUs);
  expect(problems).toEqual([]);
});

browserTest("zooming in ends at single microseconds, whose labels differ", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await whole(page);
  const { left, width, middle } = await plot(page);
  await page.mouse.move(left + width / 2, middle);
  // A pinch on a touchpad is a wheel with Ctrl.
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, -60);
  await page.keyboard.up("Control");
  await until("ten microseconds are shown", async () => (await shownUs(page)) === 10);
  await screenshot(page, "diagram-microseconds");
});

browserTest("far out, what the pointer is on is counted as the engine counts it", async ({ openPage }) => {
  const { page } = await openPage("", calm);
  await whole(page);
  await page.keyboard.press("f");
  await until("all is shown", async () => (await shownUs(page)) === 10e6);
  const scenario = parseScenario(readFileSync(FILE, "utf8"), FILE);
  if (!scenario.ok) throw new Error("the scenario is not valid");
  const run = createRun(scenario.value, { trace: "full" });
  while (run.advance() === "running");
  const { trace } = run.cluster.kernel;
  const { left, width, top, middle } = await plot(page);
  let looked = 0;
  for (const share of [0.1, 0.25, 0.45, 0.6, 0.9]) {
    for (let y = top; y < middle + 60; y += 17) {
      await page.mouse.move(left + width * share, y);
      const text = (await page.locator(".cone-event").textContent()) ?? "";
      const read = /^(n\d) from ([\d.]+) to ([\d.]+) s: ([\d,]+) events?/.exec(text);
      if (read === null) continue;
      const [, name, from, to, count] = read;
      const widthUs = 2 ** Math.round(Math.log2((Number(to) - Number(from)) * 1e6));
      const fromUs = Math.round((Number(from) * 1e6) / widthUs) * widthUs;
      const node = run.cluster.spec.nodes.findIndex((one) => one.name === name);
      let events = 0;
      for (let index = 0; index < trace.length; index++) {
        const isDropped = trace.kind(index) > 5;
        const isHere = trace.timeUs(index) >= fromUs && trace.timeUs(index) < fromUs + widthUs;
        if (isHere && trace.node(index) === node && !isDropped) events++;
      }
      expect([text, Number(count!.replace(",", ""))]).toEqual([text, events]);
      looked++;
    }
  }
  expect(looked).toBeGreaterThan(5);
});

browserTest(
  "search finds what the events table finds, and moves the playhead from match to match",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", calm);
    await whole(page);
    await page.getByRole("button", { name: "Filter" }).click();
    const field = page.getByRole("searchbox", { name: "Find in the diagram" });
    await field.fill("n4 RequestVote");
    const found = page.locator(".filter-search output");
    await until("matches are counted", async () => /^\d+ found$/.test((await found.textContent()) ?? ""));
    const count = Number.parseInt((await found.textContent())!, 10);
    await page.getByRole("button", { name: "Previous" }).click();
    await until("the last match", async () => (await found.textContent()) === `${count} of ${count}`);
    const lastS = await clock(page);
    expect(lastS).toBeLessThan(10);
    await field.press("Shift+Enter");
    await until("the one before", async () => (await found.textContent()) === `${count - 1} of ${count}`);
    expect(await clock(page)).toBeLessThanOrEqual(lastS);
    await field.press("Enter");
    await until("the last one again", async () => (await clock(page)) === lastS);
    expect(await page.locator(".cone-event").textContent()).toContain("Selected");

    await field.fill("x 7 write");
    await until("an operation is found by its key", async () =>
      ((await found.textContent()) ?? "").startsWith("1 "),
    );
    await field.fill("nothing of the kind");
    await until("nothing", async () => (await found.textContent()) === "nothing found");

    await page.getByRole("tab", { name: "Events" }).click();
    await page.getByRole("searchbox", { name: "Find events" }).fill("n4 RequestVote");
    await page.getByText(`${count} events played`).waitFor();
    expect(problems).toEqual([]);
  },
);

browserTest(
  "messages and nodes can be left out, by keyboard too; nothing is wrong with the bar for axe",
  async ({ openPage }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, problems } = await openPage("", { ...calm, colorScheme });
      await whole(page);
      const picture = (): Promise<string> =>
        page.locator(".space-time canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      await page.getByRole("button", { name: "Filter" }).press("Enter");
      const messages = page.getByRole("button", { name: /^Messages/ });
      await messages.waitFor();
      const all = await picture();
      await messages.press("Enter");
      await page.getByRole("checkbox", { name: "AppendEntries", exact: true }).press("Space");
      await until("other lines are drawn", async () => (await picture()) !== all);
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Show all" }).press("Enter");
      await until("all lines are drawn again", async () => (await picture()) === all);
      await page.keyboard.press("Escape");
      // Until the focus is back at its button, what opens next would be closed by it.
      await until("the menu is closed", () => isFocused(messages));
      await page.getByRole("button", { name: /^Nodes/ }).press("Enter");
      await page.getByRole("checkbox", { name: "n2", exact: true }).press("Space");
      await page.getByRole("checkbox", { name: "n3 thin" }).press("Space");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Nodes.*1 hidden$/ }).waitFor();
      await screenshot(page, `diagram-filter-${colorScheme}`);
      await page.getByRole("button", { name: "Filter" }).press("Enter");
      await page.getByRole("button", { name: "Filter · 1" }).waitFor();
      expect(problems).toEqual([]);
    }
  },
);

browserTest(
  "the selected event's Lamport and vector time stand under the diagram on demand",
  async ({ openPage }) => {
    const { page } = await openPage("", calm);
    await whole(page);
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("searchbox", { name: "Find in the diagram" }).fill("n4 RequestVoteReply");
    await page.keyboard.press("Shift+Enter");
    const line = page.locator(".cone-event");
    await until("an event is selected", async () => ((await line.textContent()) ?? "").includes("Selected"));
    expect(await line.textContent()).not.toContain("Lamport");
    await page.getByRole("combobox", { name: "Timestamps" }).selectOption("vector");
    await until("both times", async () =>
      /Lamport \d+ · vector( \d+){7}.*n4 \d+/.test((await line.textContent()) ?? ""),
    );
    // Whose figure is which stands over the diagram, and with each of the selected event.
    await page.getByText("counts of n1 n2 n3 n4 n5 c1 c2").waitFor();
    await inspector(page)
      .getByText(/Lamport time \d+; vector time n1 \d+, .*n4 \d+.*c2 \d+/)
      .waitFor();
    await screenshot(page, "diagram-vectors");
  },
);

browserTest("on a phone two fingers zoom and one pans", async ({ openPage }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, ...calm };
  const { page, problems } = await openPage("", phone);
  await opened(page);
  await predict(page);
  await page.getByRole("tab", { name: "Space-time" }).click();
  await page.getByRole("button", { name: "Fit" }).click();
  const box = (await page.locator(".space-time canvas").boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const beforeUs = await shownUs(page);
  const touch = await page.context().newCDPSession(page);
  const fingers = (type: "touchStart" | "touchMove" | "touchEnd", ...xs: number[]): Promise<unknown> =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: xs.map((at, id) => ({ x: at, y, id })) });
  await fingers("touchStart", x - 30, x + 30);
  await fingers("touchMove", x - 45, x + 45);
  await fingers("touchMove", x - 60, x + 60);
  await fingers("touchEnd");
  await until("half is shown", async () => Math.abs((await shownUs(page)) / beforeUs - 0.5) < 0.03);
  await fingers("touchStart", x);
  await fingers("touchMove", x + 40);
  await fingers("touchEnd");
  expect(await isFollowing(page)).toBe(false);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await until("following again", () => isFollowing(page));
  expect(await findings(page)).toEqual([]);
  expect(problems).toEqual([]);
});

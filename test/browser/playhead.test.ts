import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest } from "./browser.ts";
import {
  clock,
  inspector,
  nodeButton,
  opened,
  pageTool,
  predict,
  scrubTo,
  stands,
  timeline,
  until,
} from "./lab-steps.ts";

const still = { reducedMotion: "reduce" } as const;
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const announced = (page: Page): Promise<string | null> => page.locator("output.announcer").textContent();
const searchField = (page: Page): Locator => page.getByRole("combobox", { name: /^Find a command/ });

browserTest("playing backwards goes back in time, to the start and no further", async ({ openPage }) => {
  const { page, problems } = await openPage("", still);
  await opened(page);
  await predict(page);
  await scrubTo(page, 0.3);
  const from = await clock(page);
  await button(page, "Play backwards").click();
  await until("it is earlier", async () => (await clock(page)) < from);
  await button(page, "Pause playing backwards").click();
  const at = await clock(page);
  await page.waitForTimeout(200);
  expect(await clock(page)).toBe(at);
  expect(await nodeButton(page, "n4").getAttribute("aria-label")).toContain("leader");

  // At a thousand times the speed of the run its start is not far.
  await page.getByRole("slider", { name: "Speed" }).press("End");
  expect(await page.locator(".speed output").textContent()).toBe("1000×");
  await timeline(page).focus();
  await page.keyboard.press("j");
  await until("it is at the start", async () => (await clock(page)) === 0);
  await until("it stopped", () => button(page, "Play backwards").isDisabled());
  expect(await page.getByTestId("count").textContent()).toContain("event 0 of");
  expect(problems).toEqual([]);
});

browserTest("a thousandth of the speed is shown, and is as slow as it says", async ({ openPage }) => {
  const { page } = await openPage("", still);
  await opened(page);
  await scrubTo(page, 0.1);
  await page.getByRole("slider", { name: "Speed" }).press("Home");
  expect(await page.locator(".speed output").textContent()).toBe("1/1000×");
  const from = await clock(page);
  await button(page, "Play").click();
  await page.waitForTimeout(1_000);
  await button(page, "Pause").click();
  const went = (await clock(page)) - from;
  expect(went).toBeGreaterThan(0.000_3);
  expect(went).toBeLessThan(0.003);
});

browserTest("moments are stepped to and stopped at, those that the reader chose", async ({ openPage }) => {
  const { page, problems } = await openPage("", still);
  await opened(page);
  await predict(page);
  await scrubTo(page, 0.19);
  await button(page, "To the next moment").click();
  await until("it is said", async () => /partition/.test((await announced(page)) ?? ""));
  await stands(page, 2);
  await page.getByRole("button", { name: "Moments" }).click();
  for (const kind of ["another change of role", "an entry is committed", "an operation is completed"])
    await page.getByRole("checkbox", { name: kind }).uncheck();
  await page.getByRole("checkbox", { name: "stop at each of them" }).check();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await timeline(page).focus();
  await page.keyboard.press("PageDown");
  await until("n4 leads", async () => /n4 leads/.test((await announced(page)) ?? ""));
  const elected = await clock(page);
  await page.keyboard.press("PageUp");
  await stands(page, 2);
  await page.getByRole("slider", { name: "Speed" }).fill("-1");
  await timeline(page).focus();
  await page.keyboard.press("l");
  await until(
    "it stops there",
    async () => (await button(page, "Play").count()) === 1 && (await clock(page)) > 2,
  );
  await stands(page, elected);
  expect(problems).toEqual([]);
});

browserTest(
  "a moment's words lead there when clicked, and are dragged from like the line",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", still);
    await opened(page);
    await predict(page);
    await scrubTo(page, 0.9);
    const words = page.locator(".moment-mark").filter({ hasText: "n4 leads" }).locator("text");
    const box = (await words.boundingBox())!;
    const [x, y] = [box.x + box.width - 6, box.y + box.height / 2];
    await page.mouse.click(x, y);
    const atMoment = await clock(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 200, y, { steps: 4 });
    await until("it was taken along", async () => (await clock(page)) > atMoment + 1);
    await page.mouse.up();
    expect(await clock(page)).toBeGreaterThan(atMoment + 1);
    expect(problems).toEqual([]);
  },
);

browserTest("Ctrl+K finds what the run and the page have, and goes there", async ({ openPage }) => {
  const { page, problems } = await openPage("", still);
  await opened(page);
  await predict(page);
  await scrubTo(page, 0.4);
  const find = async (text: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    await searchField(page).fill(text);
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  await find("n4 lead");
  await until("its moment", async () => Math.abs((await clock(page)) - 2.133) < 0.001);
  await inspector(page)
    .getByRole("heading", { name: /^Event / })
    .waitFor();
  await find("2.1s");
  await stands(page, 2.1);
  await find("#100");
  await inspector(page)
    .getByRole("heading", { name: /^Event 100/ })
    .waitFor();
  await find("n3 node");
  await until(
    "the node is selected",
    async () => (await nodeButton(page, "n3").getAttribute("aria-pressed")) === "true",
  );
  await find("write x 5");
  await inspector(page)
    .getByRole("heading", { name: /^write x 5/ })
    .waitFor();
  await find("charts");
  await page.locator(".chart").first().waitFor();
  await page.keyboard.press("Control+k");
  await searchField(page).fill("zzzzz");
  await page.getByText("Nothing of this run or page answers to that.").waitFor();
  await page.keyboard.press("Escape");
  await find("split vote scenario");
  await until("the other scenario is open", async () =>
    /split/i.test((await page.getByRole("heading", { level: 1 }).textContent()) ?? ""),
  );
  expect(problems).toEqual([]);
});

browserTest("M marks the moment: it is listed, named, found again and forgotten", async ({ openPage }) => {
  const { page, problems } = await openPage("", still);
  await opened(page);
  await scrubTo(page, 0.35);
  await timeline(page).focus();
  await page.keyboard.press("m");
  const marks = page.getByRole("region", { name: "Marks" });
  const name = marks.getByRole("textbox");
  await name.fill("my moment");
  const at = await clock(page);
  // Letters in a field are text.
  await name.press("m");
  expect(await marks.getByRole("listitem").count()).toBe(1);
  await scrubTo(page, 0.1);
  await marks.getByRole("button", { name: /go to my moment/ }).click();
  await stands(page, at);
  await scrubTo(page, 0.1);
  await page.locator(".mark-flag").click();
  await stands(page, at);
  await marks.getByRole("button", { name: "Forget my moment" }).click();
  expect(await page.locator(".mark-flag").count()).toBe(0);

  // Switched off, a letter does nothing.
  await timeline(page).focus();
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: /Single letters act/ }).uncheck();
  await page.keyboard.press("Escape");
  await timeline(page).focus();
  await page.keyboard.press("m");
  expect(await page.locator(".mark-flag").count()).toBe(0);
  expect(problems).toEqual([]);
});

browserTest("before a class the keys stand on the page", async ({ openPage }) => {
  const { page } = await openPage("", still);
  await opened(page);
  expect(await page.locator(".projected-keys").count()).toBe(0);
  await pageTool(page, "Projector");
  const keys = page.locator(".projected-keys");
  await keys.waitFor();
  expect(await keys.textContent()).toContain("Spaceplay");
  const box = (await keys.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(1280);
});

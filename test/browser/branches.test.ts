import { expect } from "vitest";
import type { Page } from "playwright-core";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, opened, scrubTo, until } from "./lab-steps.ts";

const calm = { reducedMotion: "reduce" } as const;
const scenario = "#/run/consensus/a-leader-is-cut-off?seed=7";

/** The fingerprint of the run on the page, once it is computed; `not` waits for another one. */
async function fingerprint(page: Page, not = ""): Promise<string> {
  let shown = "";
  await until("it is computed", async () => {
    shown = (await page.getByTestId("fingerprint").textContent()) ?? "";
    return /^[0-9a-f]{16}$/.test(shown) && shown !== not;
  });
  return shown;
}

const rows = (page: Page): ReturnType<Page["locator"]> => page.locator(".branch-name:not(.shown)");

async function crash(page: Page, node: number): Promise<void> {
  await page.locator(".node").nth(node).click();
  await page.getByRole("menuitem", { name: "Crash" }).click();
}

browserTest(
  "editing the past keeps the old future as a branch: it comes back at once, at the same time, the same run",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    const first = await fingerprint(page);
    await scrubTo(page, 0.3);
    await crash(page, 1);
    const second = await fingerprint(page, first);
    const at = await clock(page);
    const main = page.getByRole("button", { name: /^Show branch main/ });
    await main.click();
    expect(await fingerprint(page, second)).toBe(first);
    expect(await clock(page)).toBe(at);
    await rows(page).first().click();
    expect(await fingerprint(page, first)).toBe(second);
    expect(problems).toEqual([]);
  },
);

browserTest("branches are named, listed with what makes them differ, and deleted", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  const first = await fingerprint(page);
  await scrubTo(page, 0.3);
  await crash(page, 1);
  await fingerprint(page, first);
  await page.getByRole("button", { name: /list of branches/ }).click();
  const list = page.getByRole("dialog", { name: "Branches of this run" });
  await list.getByText("from 3.000 s").waitFor();
  await list.getByRole("button", { name: /^Rename crash/ }).click();
  await list.getByRole("textbox").fill("without n2");
  await page.keyboard.press("Enter");
  await list.getByRole("button", { name: "without n2", exact: true }).waitFor();
  await screenshot(page, "branches-list");
  await list.getByRole("button", { name: "Delete without n2" }).click();
  await until("main is shown", async () => (await fingerprint(page)) === first);
  await until("it is gone", async () => (await rows(page).count()) === 0);
  expect(problems).toEqual([]);
});

browserTest("many branches take no more than a few rows, and the list has all", async ({ openPage }) => {
  const { page } = await openPage(scenario, calm);
  await opened(page);
  const first = await fingerprint(page);
  for (const share of [0.1, 0.2, 0.3, 0.4, 0.5]) {
    await scrubTo(page, share);
    await crash(page, 0);
    await fingerprint(page, first);
    await page.getByRole("button", { name: /^Show branch main/ }).click();
    await until("main again", async () => (await fingerprint(page)) === first);
  }
  expect(await rows(page).count()).toBeLessThanOrEqual(3);
  await rows(page).last().click();
  const list = page.getByRole("dialog", { name: "Branches of this run" });
  await until("all are listed", async () => (await list.getByRole("listitem").count()) === 6);
});

browserTest(
  "a mark of the plan moves by keys, is edited, muted and deleted; undo and redo take each step back and on",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    const first = await fingerprint(page);
    const partition = page.getByRole("button", { name: /^Fault partition/ });
    const prints = [first];
    const another = async (): Promise<void> => {
      prints.push(await fingerprint(page, prints.at(-1)));
    };
    expect(await partition.getAttribute("aria-label")).toContain("at 2.000 seconds");
    await partition.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowRight");
    await another();
    expect(await partition.getAttribute("aria-label")).toContain("at 2.011 seconds");
    expect(await partition.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Edit…" }).click();
    await page.getByLabel("at", { exact: true }).fill("soon");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("alert").getByText("not a duration").waitFor();
    await page.getByLabel("at", { exact: true }).fill("2.5s");
    await page.getByRole("button", { name: "Apply" }).click();
    await another();

    await partition.click();
    await page.getByRole("menuitem", { name: "Mute" }).click();
    await another();
    expect(await page.locator(".fault-muted").count()).toBe(1);

    await partition.focus();
    await page.keyboard.press("Delete");
    await until("it is gone", async () => (await partition.count()) === 0);
    await fingerprint(page);

    await page.keyboard.press("Control+z");
    await partition.waitFor();
    for (const print of prints.toReversed().slice(1)) {
      await page.keyboard.press("Control+z");
      await until(`undone to ${print}`, async () => (await fingerprint(page)) === print);
    }
    await page.keyboard.press("Control+Shift+Z");
    await until("redone", async () => (await fingerprint(page)) === prints[1]);
    expect(problems).toEqual([]);
  },
);

browserTest("a mark is dragged along the time, and shows it", async ({ openPage }) => {
  const { page } = await openPage(scenario, calm);
  await opened(page);
  const first = await fingerprint(page);
  const heal = page.getByRole("button", { name: /^Fault heal/ });
  const box = (await heal.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 110, box.y + 12, { steps: 4 });
  const shown = await page.locator(".fault-ghost output").textContent();
  await page.mouse.up();
  await fingerprint(page, first);
  const seconds = /\d\.\d{3}/.exec(shown ?? "")![0];
  expect(Number(seconds)).toBeLessThan(5.5);
  await until("it is there", async () => (await heal.getAttribute("aria-label"))?.includes(seconds) === true);
});

browserTest(
  "faults of one moment lie on each other: the menu of one leads to the others",
  async ({ openPage }) => {
    const { page, problems } = await openPage(scenario, calm);
    await opened(page);
    await scrubTo(page, 0.3);
    await crash(page, 1);
    await crash(page, 2);
    await page.getByRole("button", { name: /^Fault crash n3 at 3/ }).click();
    const menu = page.getByRole("menu");
    await menu.getByText("Also here").waitFor();
    await menu.getByRole("menuitem", { name: "crash n2 at 3.000 s" }).click();
    await menu.getByText("crash n2 at 3.000 s", { exact: true }).first().waitFor();
    await menu.getByRole("menuitem", { name: "crash n3 at 3.000 s" }).waitFor();
    await menu.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: /^Fault crash n2 at 3/ }).waitFor({ state: "detached" });
    expect(await page.getByRole("button", { name: /^Fault crash n3 at 3/ }).count()).toBe(1);
    expect(problems).toEqual([]);
  },
);

browserTest("a partition is drawn across the stage; Escape ends the drawing", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  await fingerprint(page);
  await scrubTo(page, 0.1);
  await page.getByRole("button", { name: "Inject a fault" }).click();
  await page.getByRole("menuitem", { name: "Draw a partition" }).click();
  await page.getByText("Drag a line between the nodes").waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator(".partitioning").count()).toBe(0);

  const box = (await page.locator(".stage-drawing").boundingBox())!;
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + box.width / 2 - 30, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height - 10, { steps: 6 });
  const sides = await page.locator(".partitioning text").textContent();
  expect(sides).toMatch(/^(\w+ )+\| \w+( \w+)*$/);
  await screenshot(page, "partition-drawn");
  expect(await page.evaluate(() => getSelection()?.toString() ?? "")).toBe("");
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await page.getByRole("button", { name: `Fault partition ${sides} at 1.000 seconds, by hand` }).waitFor();
  expect(problems).toEqual([]);
});

/** The middle of a message that no node covers. */
function messageInSight(page: Page): Promise<readonly [number, number] | undefined> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".stage .message:not(.dead) .glyph")].map((glyph) => ({
      glyph,
      box: glyph.getBoundingClientRect(),
    }));
    const middles = boxes.map(({ glyph, box }) => ({
      glyph,
      at: [box.x + box.width / 2, box.y + box.height / 2] as const,
    }));
    return middles.find(({ glyph, at }) => document.elementFromPoint(...at) === glyph)?.at;
  });
}

browserTest("one message on its way is dropped, another delayed", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  const first = await fingerprint(page);
  await scrubTo(page, 0.1);
  const step = page.getByRole("button", { name: "Step one event" });
  for (let at = await messageInSight(page); ; at = await messageInSight(page)) {
    if (at !== undefined) {
      await page.mouse.click(at[0], at[1]);
      break;
    }
    await step.click();
  }
  await page.getByRole("menuitem", { name: "Drop this message" }).click();
  const second = await fingerprint(page, first);
  await page.getByRole("button", { name: /^Fault drop [A-Z]/ }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await until("undone", async () => (await fingerprint(page)) === first);

  await page.getByRole("button", { name: "Inject a fault" }).click();
  await page.getByRole("menuitem", { name: "Messages on their way" }).press("ArrowRight");
  await page.getByRole("menuitem", { name: /sent / }).first().press("Enter");
  await page.getByRole("menuitem", { name: "Delay this message…" }).press("Enter");
  await page.getByLabel("later by").fill("80ms");
  await page.getByRole("button", { name: "Inject", exact: true }).click();
  await page.getByRole("button", { name: /^Fault delay [A-Z]/ }).waitFor();
  expect(await fingerprint(page, first)).not.toBe(second);
  expect(problems).toEqual([]);
});

browserTest("a client issues an operation by hand", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  const first = await fingerprint(page);
  await scrubTo(page, 0.1);
  await page.getByRole("button", { name: /^c1/ }).first().focus();
  await page.locator(".client-mark").first().press("Enter");
  await page.getByRole("menuitem", { name: "Issue an operation…" }).click();
  await page.getByLabel("value", { exact: true }).fill("77");
  await page.getByRole("button", { name: "Inject", exact: true }).click();
  await fingerprint(page, first);
  await page.getByRole("button", { name: /^Operation by hand: c1/ }).waitFor();
  await page.getByRole("button", { name: "Step one event" }).click();
  await page.locator(".stage-drawing").getByText("write x 77").waitFor();
  expect(problems).toEqual([]);
});

browserTest("a partition can be made without a pointer", async ({ openPage }) => {
  const { page, problems } = await openPage(scenario, calm);
  await opened(page);
  await fingerprint(page);
  await scrubTo(page, 0.1);
  await page.getByRole("button", { name: "Inject a fault" }).click();
  await page.getByRole("menuitem", { name: "Partition…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Partition at/ });
  await dialog.getByLabel("n2").uncheck();
  await dialog.getByLabel("n5").check();
  await dialog.getByText("n1 n5 | n2 n3 n4").waitFor();
  await dialog.getByRole("button", { name: "Inject" }).click();
  await page.getByRole("button", { name: /^Fault partition n1 n5 \| n2 n3 n4 at 1.000/ }).waitFor();
  expect(problems).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [form, viewport] of [
    ["desktop", { width: 1280, height: 720 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    browserTest(`axe finds nothing in branches and forms (${colorScheme}, ${form})`, async ({ openPage }) => {
      const { page } = await openPage(scenario, { ...calm, colorScheme, viewport });
      await opened(page);
      const first = await fingerprint(page);
      await scrubTo(page, 0.3);
      await crash(page, 1);
      await fingerprint(page, first);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole("button", { name: /list of branches/ }).click();
      await page.getByRole("dialog", { name: "Branches of this run" }).waitFor();
      await screenshot(page, `branches-${form}-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Fault crash/ }).click();
      await page.getByRole("menuitem", { name: "Edit…" }).click();
      await page.getByRole("textbox", { name: "entry" }).waitFor();
      await screenshot(page, `fault-form-${form}-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
    });
  }
}

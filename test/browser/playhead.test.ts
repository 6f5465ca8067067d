import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { clock, nodeButton, opened, predict, scrubTo, until } from "./lab-steps.ts";

const still = { reducedMotion: "reduce" } as const;
const timeline = (page: Page): Locator => page.getByRole("slider", { name: "Time in the run" });
const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const announced = (page: Page): Promise<string | null> => page.locator("output.announcer").textContent();

const searchField = (page: Page): Locator => page.getByRole("combobox", { name: /^Find a command/ });

/** Waits until the clock stands at a time, s. */
const stands = (page: Page, at: number): Promise<void> =>
  until(`the clock stands at ${at}`, async () => Math.abs((await clock(page)) - at) < 0.0011);

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

browserTest("what the inspector names leads to its moment and selects it", async ({ openPage }) => {
  const { page, problems } = await openPage("", still);
  await opened(page);
  await predict(page);
  await scrubTo(page, 0.45);
  const head = inspector(page).getByRole("heading", { level: 2 }).first();

  // A log entry: to where it was appended, and to its commit.
  await nodeButton(page, "n4").click();
  await inspector(page)
    .getByRole("button", { name: /^Entry\s+3\b/ })
    .click();
  await page.getByText("n4 appends entry 3 of term 2 here.").waitFor();
  await stands(page, 2.133);
  await inspector(page).getByText("State before and after").waitFor();
  expect(await inspector(page).locator(".changes").textContent()).toMatch(
    /role.*candidate, term 2.*leader, term 2/,
  );
  await button(page, "To its commit").click();
  await page.getByText("n4 learns of the commit of entry 3").waitFor();
  expect(await inspector(page).locator(".changes").textContent()).toMatch(/commitIndex.*2.*3/);
  const committed = await clock(page);

  // A cause of it.
  await inspector(page).locator(".why button").nth(1).click();
  await until("the cause is earlier", async () => (await clock(page)) < committed);

  // A timer that will fire.
  await nodeButton(page, "n4").click();
  await inspector(page)
    .getByRole("button", { name: /^heartbeat fires at/ })
    .click();
  await until("it fires", async () => (await head.textContent())?.startsWith("Event") === true);
  expect(await inspector(page).locator(".event-text").textContent()).toBe("n4: the heartbeat timer fires");

  // One event of the node on and back: the selection goes along.
  const fires = await head.textContent();
  await button(page, "Next event of n4").click();
  await until("the next one is shown", async () => (await head.textContent()) !== fires);
  await timeline(page).focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await until("and the one before", async () => (await head.textContent()) === fires);

  // A message that it sends, on its way; and what ends its flight.
  await inspector(page)
    .getByRole("button", { name: /^AppendEntries to n5/ })
    .click();
  await until("a message is shown", async () => /on its way/.test((await head.textContent()) ?? ""));
  await button(page, "To where it arrives").click();
  await until("it arrives", async () => (await textOf(page)).startsWith("n5 hears AppendEntries from n4"));

  // The link between two sides of the partition.
  await nodeButton(page, "n1").click();
  await inspector(page)
    .getByRole("group", { name: "Links of n1" })
    .getByRole("button", { name: "n4" })
    .click();
  const parted = inspector(page).getByText("partitioned: nothing passes");
  await until("both directions are cut", async () => (await parted.count()) === 2);
  await inspector(page)
    .getByRole("button", { name: /^last: / })
    .first()
    .click();
  await until("what was dropped last", async () => /cannot reach|is lost|hears/.test(await textOf(page)));
  expect(problems).toEqual([]);
});

const textOf = async (page: Page): Promise<string> =>
  (await inspector(page)
    .locator(".event-text")
    .first()
    .textContent()
    .catch(() => "")) ?? "";

browserTest(
  "an operation's call and its answer, a row of events and a point of a chart lead there",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", still);
    await opened(page);
    await predict(page);
    await scrubTo(page, 0.6);
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("searchbox", { name: "Find operations" }).fill("write x 5");
    const history = page.getByRole("table", { name: "History" });
    await until("it is found", async () => (await history.locator("tbody tr").count()) === 1);
    await history.getByRole("button", { name: "write x 5" }).click();
    const invoked = await clock(page);
    await history.getByRole("button", { name: "ok" }).click();
    await until("the answer is later", async () => (await clock(page)) > invoked);
    expect(await history.locator("tr.selected").count()).toBe(1);
    await inspector(page)
      .getByRole("heading", { name: /^write x 5/ })
      .waitFor();

    await page.getByRole("tab", { name: "Events" }).click();
    await page.getByRole("searchbox", { name: "Find events" }).fill("dropped");
    await page.getByRole("table", { name: "Events" }).getByRole("button").first().click();
    await inspector(page)
      .getByRole("heading", { name: /^Event / })
      .waitFor();

    // By keyboard: to the bin with the slowest operation, and to it.
    await page.getByRole("tab", { name: "Charts" }).click();
    const latency = page.getByRole("slider", { name: "Latency of operations: moments" });
    await latency.focus();
    const slow = async (): Promise<boolean> =>
      /p99 [1-9][\d.]* s/.test((await latency.getAttribute("aria-valuetext")) ?? "");
    for (let press = 0; press < 100 && !(await slow()); press++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await inspector(page).getByRole("button", { name: "To its completion" }).waitFor();
    const said = await inspector(page).locator(".facts").first().textContent();
    expect(said).toMatch(/after [1-9][\d.]* s/);

    // By pointer, and in words.
    const at = await clock(page);
    await page
      .locator(".chart-plot")
      .nth(2)
      .click({ position: { x: 120, y: 40 } });
    await until("it goes there", async () => (await clock(page)) !== at);
    await button(page, "As a table").click();
    await page.getByRole("table", { name: "Quantities over time" }).getByRole("button").first().click();
    await until("and back", async () => (await clock(page)) < 0.5);
    expect(problems).toEqual([]);
  },
);

browserTest(
  'claims are true or false: nobody reads that "not linearizable" is valid',
  async ({ openPage }) => {
    const { page } = await openPage("#/run/consensus/lease-read", still);
    await opened(page);
    await predict(page);
    const claims = inspector(page).locator(".claims .verdict");
    await claims.first().waitFor();
    for (const word of await claims.allTextContents()) expect(["true", "false", "unknown"]).toContain(word);
    // A witness leads to the operation.
    const witness = inspector(page).locator(".evidence .textual");
    await witness.last().click();
    await inspector(page).getByRole("button", { name: "To its invocation" }).waitFor();
  },
);

browserTest("before a class the keys stand on the page", async ({ openPage }) => {
  const { page } = await openPage("", still);
  await opened(page);
  expect(await page.locator(".projected-keys").count()).toBe(0);
  await button(page, "Projector").click();
  const keys = page.locator(".projected-keys");
  await keys.waitFor();
  expect(await keys.textContent()).toContain("Spaceplay");
  const box = (await keys.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(1280);
});

for (const colorScheme of ["light", "dark"] as const) {
  browserTest(`axe finds nothing on the panels (${colorScheme})`, async ({ openPage }) => {
    const { page } = await openPage("", { ...still, colorScheme });
    await opened(page);
    await predict(page);
    await scrubTo(page, 0.45);
    await timeline(page).focus();
    await page.keyboard.press("m");
    const check = async (name: string): Promise<void> => {
      await page.waitForTimeout(300);
      await screenshot(page, `panel-${name}-${colorScheme}`);
      expect(await axeFindings(page), name).toEqual([]);
    };
    await nodeButton(page, "n4").click();
    await check("node");
    await inspector(page)
      .getByRole("group", { name: "Links of n4" })
      .getByRole("button", { name: "n1" })
      .click();
    await check("link");
    await nodeButton(page, "n4").click();
    await inspector(page)
      .getByRole("button", { name: /^Entry\s+3\b/ })
      .click();
    await inspector(page).getByText("State before and after").waitFor();
    await check("event");
    await inspector(page)
      .getByRole("button", { name: /^AppendEntries to n5/ })
      .click();
    await check("flight");
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("table", { name: "History" }).getByRole("button").first().click();
    await check("operation");
    await page.getByRole("tab", { name: "Charts" }).click();
    await page.locator(".chart").first().waitFor();
    await check("charts");
    await button(page, "As a table").click();
    await check("charts-table");
    await page.keyboard.press("Control+k");
    await searchField(page).fill("n4");
    await check("palette");
  });
}

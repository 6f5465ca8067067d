import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import {
  clock,
  inspector,
  nodeButton,
  opened,
  predict,
  scrubTo,
  stands,
  timeline,
  until,
} from "./lab-steps.ts";

const still = { reducedMotion: "reduce" } as const;
const searchField = (page: Page): Locator => page.getByRole("combobox", { name: /^Find a command/ });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

const textOf = async (page: Page): Promise<string> =>
  (await inspector(page)
    .locator(".event-text")
    .first()
    .textContent()
    .catch(() => "")) ?? "";

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

import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import {
  clock,
  isFocused,
  nodeButton,
  opened,
  openShare,
  predict,
  scrubTo,
  sharedFacts,
  until,
} from "./lab-steps.ts";

const calm = { reducedMotion: "reduce" } as const;
const election = "#/run/consensus/first-election";

const fragment = (page: Page): string => new URL(page.url()).hash;

/** The address follows when the page has been still for a while. */
async function addressAfter(page: Page, before: string): Promise<string> {
  await until("the address follows", async () => Promise.resolve(fragment(page) !== before));
  return fragment(page);
}

async function crash(page: Page, node: number): Promise<void> {
  await page.locator(".stage .node").nth(node).click();
  await page.getByRole("menuitem", { name: "Crash", exact: true }).click();
  await page.getByText("(by hand)").first().waitFor();
}

interface Packed {
  link: number;
  run: { engine: string; branches: unknown[]; fingerprint?: string };
  place: { event: number; selection: unknown; compared?: number; stateHash: string };
}
const unpack = (hash: string): Packed =>
  JSON.parse(inflateRawSync(Buffer.from(hash.slice(4), "base64url")).toString()) as Packed;
const pack = (json: unknown): string => `#/x/${deflateRawSync(JSON.stringify(json)).toString("base64url")}`;

browserTest(
  "reloading an edited run brings back its branches, the event, what is selected, and the same state",
  async ({ openPage }) => {
    const { page, problems } = await openPage(election, calm);
    await opened(page);
    await scrubTo(page, 0.4);
    await crash(page, 0);
    await scrubTo(page, 0.8);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await nodeButton(page, "n3").click();
    await page.getByRole("tab", { name: "Events" }).click();
    await until("the address holds it", async () => {
      if (!fragment(page).startsWith("#/x/")) return false;
      const { place } = unpack(fragment(page));
      const count = (await page.getByTestId("count").textContent()) ?? "";
      return (
        JSON.stringify(place.selection) === '{"kind":"node","node":2}' &&
        count.startsWith(`event ${place.event + 1} of`)
      );
    });
    const address = fragment(page);
    const facts = await sharedFacts(page);
    expect(facts).toMatch(/state at 0\.\d{3} s[0-9a-f]{16}/);
    const count = await page.getByTestId("count").textContent();

    await page.reload();
    await opened(page);
    await until("the same event", async () => (await page.getByTestId("count").textContent()) === count);
    expect(await sharedFacts(page)).toBe(facts);
    expect(await page.getByRole("tab", { name: "Events" }).getAttribute("aria-selected")).toBe("true");
    expect(await page.locator(".inspector").textContent()).toContain("n3");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await page.waitForTimeout(1_200);
    expect(unpack(fragment(page))).toEqual(unpack(address));
    expect(unpack(address).run.branches.length).toBe(1);
    expect(await page.getByRole("button", { name: "Close the notice" }).count()).toBe(0);

    // Elsewhere and back: the same again.
    await page.goto(page.url().replace(/#.*/, "#/gallery"));
    await page.getByRole("link", { name: "Run it" }).waitFor();
    await page.goBack();
    await opened(page);
    await until("the same event", async () => (await page.getByTestId("count").textContent()) === count);
    expect(await sharedFacts(page)).toBe(facts);
    expect(problems).toEqual([]);
  },
);

browserTest("two branches beside each other are in the link", async ({ openPage }) => {
  const { page, problems } = await openPage(election, calm);
  await opened(page);
  await scrubTo(page, 0.3);
  await crash(page, 0);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
  const bar = page.locator(".compare-parting");
  await bar.getByText(/They part at/).waitFor();
  await until("the address holds both", async () => {
    const hash = fragment(page);
    return Promise.resolve(hash.startsWith("#/x/") && unpack(hash).place.compared === 0);
  });
  await page.reload();
  await opened(page);
  await bar.getByText(/They part at/).waitFor();
  expect(await page.locator(".stage-drawing").count()).toBe(2);
  expect(problems).toEqual([]);
});

browserTest("without an edit the address stays readable, and no history grows", async ({ openPage }) => {
  const { page, problems } = await openPage(election, calm);
  await opened(page);
  const length = await page.evaluate(() => history.length);
  await page.waitForTimeout(1_200);
  expect(fragment(page)).toBe(election);
  await scrubTo(page, 0.5);
  expect(await addressAfter(page, election)).toMatch(
    /^#\/run\/consensus\/first-election\?at=0\.\d+s&v=[\d.]+$/,
  );
  const at = await clock(page);
  await predict(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 0.5);
  await nodeButton(page, "n4").click();
  expect(await addressAfter(page, fragment(page))).toContain("&select=n4");
  expect(await page.evaluate(() => history.length)).toBe(length);
  await page.reload();
  await opened(page);
  await until("the same time", async () => (await clock(page)) === at);
  expect(await page.locator(".inspector").textContent()).toContain("n4");
  // What the reader predicted is not asked again; it is no part of the link.
  expect(await page.getByRole("button", { name: "Commit and watch" }).count()).toBe(0);
  expect(await page.locator(".predict").count()).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

browserTest("a link that cannot be opened says why, and opens nothing", async ({ openPage }) => {
  const { page, problems } = await openPage(election, calm);
  await opened(page);
  await scrubTo(page, 0.5);
  await crash(page, 1);
  const good = await addressAfter(page, fragment(page));
  const json = unpack(good);
  const bomb = deflateRawSync(Buffer.alloc(20_000_000, "a")).toString("base64url");
  const bad: [hash: string, says: RegExp][] = [
    [good.slice(0, -20), /cannot be read: it is cut off or damaged/],
    [good.slice(0, good.length - ((good.length - "#/x/".length) % 4) - 3), /cannot be read: it is cut off/],
    ["#/x/%%%", /characters that no link has/],
    [`#/x/${bomb}`, /more than 4 MB/],
    [pack({ ...json, link: 9 }), /newer Lightcone \(format 9/],
    [pack({ ...json, run: 7 }), /cannot be opened: run/],
    ["#/kept/nothing", /not on this device/],
  ];
  for (const [hash, says] of bad) {
    await page.goto(page.url().replace(/#.*/, hash));
    await page.getByRole("heading", { level: 1, name: says }).waitFor();
    expect(await page.locator(".stage").count()).toBe(0);
    await page.getByRole("link", { name: "See all scenarios" }).waitFor();
  }
  expect(problems).toEqual([]);
});

browserTest("another engine's link opens with a notice, another result is told", async ({ openPage }) => {
  const { page } = await openPage(election, calm);
  await opened(page);
  await scrubTo(page, 0.5);
  await crash(page, 1);
  const json = unpack(await addressAfter(page, fragment(page)));
  const other = {
    ...json,
    run: { ...json.run, engine: "lightcone/9.9.9" },
    place: { ...json.place, stateHash: "0123456789abcdef" },
  };
  await page.goto(page.url().replace(/#.*/, pack(other)));
  await page.getByText(/saved by engine lightcone\/9\.9\.9/).waitFor();
  await page
    .getByText(/another state than the one that was shared: [0-9a-f]{16} here, 0123456789abcdef there/)
    .waitFor();
  await screenshot(page, "link-notices");
  expect(await axeFindings(page)).toEqual([]);
  await page.goto(page.url().replace(/#.*/, `${election}?at=0.5s&v=9.9.9`));
  await page.getByText(/made by engine 9\.9\.9/).waitFor();
});

browserTest(
  "a run that is too long for a link is offered as a file, which opens again",
  async ({ openPage }) => {
    const { page, problems } = await openPage("", calm);
    await opened(page);
    const noise = Array.from({ length: 900 }, (_, index) => `# ${Math.sin(index).toString(36)}`).join("\n");
    const text = readFileSync("scenarios/consensus/first-election.yaml", "utf8").replace(/^lesson:.*$/m, "");
    const file = { name: "long.yaml", mimeType: "text/yaml", buffer: Buffer.from(`${text}\n${noise}\n`) };
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.getByRole("heading", { level: 1, name: "A first election" }).waitFor();
    await opened(page);
    await scrubTo(page, 0.6);
    await crash(page, 2);
    const facts = await sharedFacts(page);
    const dialog = await openShare(page);
    await dialog.getByText(/many programs cut links over 8,000/).waitFor();
    expect(await dialog.getByRole("button", { name: "Copy link" }).count()).toBe(0);
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download run" }).first().click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("long.crash-n3-at-0.6-s.seed-3.run.json");
    const path = await saved.path();
    await page.keyboard.press("Escape");
    // The address names what the browser keeps: a reload finds it.
    await until("it is kept", async () => Promise.resolve(fragment(page).startsWith("#/kept/")));
    await page.reload();
    await opened(page);
    await until("the same state", async () => (await sharedFacts(page)) === facts);

    await page.goto(page.url().replace(/#.*/, "#/gallery"));
    const buffer = readFileSync(path);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "long.run.json", mimeType: "application/json", buffer });
    await opened(page);
    await until("the same state", async () => (await sharedFacts(page)) === facts);
    expect(problems).toEqual([]);
  },
);

for (const colorScheme of ["light", "dark"] as const) {
  browserTest(
    `the Share dialog works by keyboard and axe finds nothing (${colorScheme})`,
    async ({ openPage }) => {
      const { page, problems } = await openPage(election, { ...calm, colorScheme });
      await opened(page);
      await scrubTo(page, 0.5);
      await page.getByRole("button", { name: "Share" }).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      const link = dialog.getByRole("textbox", { name: "Link to this run" });
      await link.waitFor();
      expect(await link.inputValue()).toContain(`${election}?at=0.5s`);
      expect(
        await dialog.getByRole("button", { name: "Copy HTML for a frame" }).getAttribute("title"),
      ).toContain(`src="${page.url().replace(/#.*/, "")}?embed=1${election}?at=0.5s&amp;v=`);
      await dialog.getByRole("checkbox").uncheck();
      expect(await link.inputValue()).toMatch(/first-election$/);
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `share-${colorScheme}`);
      await page.keyboard.press("Escape");
      await until("the focus is back", () => isFocused(page.getByRole("button", { name: "Share" })));
      expect(problems).toEqual([]);
    },
  );
}

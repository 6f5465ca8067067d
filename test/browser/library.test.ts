import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { opened, openShare, scrubTo, sharedFacts, until } from "./lab-steps.ts";

const calm = { reducedMotion: "reduce" } as const;
const election = "#/run/consensus/first-election";

async function crashAt(page: Page, share: number): Promise<void> {
  await scrubTo(page, share);
  await page.locator(".stage .node").first().click();
  await page.getByRole("menuitem", { name: "Crash", exact: true }).click();
  await page.getByText("(by hand)").first().waitFor();
}

const go = (page: Page, hash: string): Promise<unknown> => page.goto(page.url().replace(/#.*|$/, hash));

browserTest(
  "a run is kept under a name, listed, opened at its state, renamed, deleted and put back",
  async ({ openPage }) => {
    const { page, problems } = await openPage(election, calm);
    await opened(page);
    await crashAt(page, 0.4);
    const facts = await sharedFacts(page);
    const dialog = await openShare(page);
    await dialog.getByRole("textbox", { name: "Name to keep it under" }).fill("My election");
    await dialog.getByRole("button", { name: "Keep", exact: true }).click();
    await dialog.getByText("Kept as “My election”").waitFor();
    await page.keyboard.press("Escape");

    await go(page, "#/gallery");
    const kept = page.getByRole("region", { name: "Kept on this device" });
    await kept.getByText(/A first election, at 0\.4\d\d s, 2 branches/).waitFor();
    await screenshot(page, "library");
    expect(await axeFindings(page)).toEqual([]);
    await kept.getByRole("link", { name: "My election" }).click();
    await opened(page);
    await until("the same state", async () => (await sharedFacts(page)) === facts);

    await go(page, "#/gallery");
    await kept.getByRole("button", { name: "Rename My election" }).click();
    await page.keyboard.type("Another name");
    await page.keyboard.press("Enter");
    await kept.getByRole("link", { name: "Another name" }).waitFor();
    await kept.getByRole("button", { name: "Delete Another name" }).click();
    await kept.getByRole("button", { name: "Undo" }).click();
    await kept.getByRole("link", { name: "Another name" }).waitFor();
    await page.reload();
    await kept.getByRole("link", { name: "Another name" }).waitFor();
    const saving = page.waitForEvent("download");
    await kept.getByRole("button", { name: "Download Another name" }).click();
    const saved = JSON.parse(readFileSync(await (await saving).path(), "utf8")) as { lightcone: string };
    expect(saved.lightcone).toBe("run");
    await kept.getByRole("button", { name: "Delete Another name" }).click();
    await kept.getByText("Deleted “Another name”").waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Run it" }).waitFor();
    await page.waitForTimeout(500);
    expect(await page.getByText("Another name").count()).toBe(0);
    expect(problems).toEqual([]);
  },
);

browserTest("edited work is offered again after its tab was lost, until it is kept", async ({ openPage }) => {
  const { page, problems } = await openPage(election, calm);
  await opened(page);
  await crashAt(page, 0.6);
  const facts = await sharedFacts(page);
  await until("the address follows", async () => Promise.resolve(page.url().includes("#/x/")));
  const base = page.url().replace(/#.*/, "");
  // Another tab of the same browser; the first is gone without a word.
  const next = await page.context().newPage();
  await page.close();
  await next.goto(base);
  await next.getByText(/You were at 0\.6\d* s of “A first election”, with 2 branches/).waitFor();
  await next.getByRole("button", { name: "Continue", exact: true }).click();
  await next.getByRole("heading", { level: 1, name: "A first election" }).waitFor();
  await until("the same state", async () => (await sharedFacts(next)) === facts);
  // Told once: from then on it is in the gallery.
  await next.goto(base);
  await opened(next);
  await next.waitForTimeout(500);
  expect(await next.getByText(/You were at/).count()).toBe(0);

  await go(next, "#/gallery");
  const unsaved = next.getByRole("region", { name: "Continue where you were" });
  await unsaved.getByRole("button", { name: "Keep A first election" }).click();
  await next.keyboard.press("Enter");
  await next.getByText("Renamed to A first election").waitFor({ state: "attached" });
  await next.reload();
  await next
    .getByRole("region", { name: "Kept on this device" })
    .getByRole("link", { name: "A first election" })
    .waitFor();
  expect(await unsaved.count()).toBe(0);
  expect(problems).toEqual([]);
});

/** How a browser refuses, and what the page says then. */
const refusals = [
  ["keeps nothing", "SecurityError", /This browser keeps nothing for this page/],
  ["is full", "QuotaExceededError", /There is no room left for this page on this device/],
] as const;

for (const [what, error, words] of refusals)
  browserTest(`a browser that ${what} says so, and everything else works`, async ({ openPage }) => {
    const { page, problems } = await openPage(election, calm);
    await opened(page);
    await page.addInitScript((name) => {
      const refuse = (): never => {
        throw new DOMException("refused", name);
      };
      if (name === "SecurityError") IDBFactory.prototype.open = refuse;
      else IDBObjectStore.prototype.put = refuse;
    }, error);
    await page.reload();
    await opened(page);
    await crashAt(page, 0.5);
    await page.getByText(words).waitFor();
    await until("the address follows", async () => Promise.resolve(page.url().includes("#/x/")));
    const dialog = await openShare(page);
    await dialog.getByRole("button", { name: "Keep", exact: true }).click();
    await dialog.getByText(words).waitFor();
    expect(problems).toEqual([]);
  });

browserTest(
  "a trace that Lightcone exported opens as the run it is of; a stranger's says why not",
  async ({ openPage }) => {
    const { page, problems } = await openPage(election, calm);
    await opened(page);
    await crashAt(page, 0.5);
    const fingerprint = (await page.getByTestId("fingerprint").textContent())!;
    const dialog = await openShare(page);
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Perfetto", exact: true }).click();
    const buffer = readFileSync(await (await saving).path());
    await page.keyboard.press("Escape");
    await go(page, "#/gallery");
    const input = page.locator("input[type=file]").first();
    await input.setInputFiles({ name: "trace.json", mimeType: "application/json", buffer });
    await opened(page);
    await until(
      "the same run",
      async () => (await page.getByTestId("fingerprint").textContent()) === fingerprint,
    );
    // The address has taken in the first file by then.
    await page.waitForURL(/#\/x\//);
    const foreign = Buffer.from('{"traceEvents":[{"ph":"X","ts":1,"pid":1,"tid":1,"name":"a"}]}');
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "other.json", mimeType: "application/json", buffer: foreign });
    await page.getByText(/a trace for Perfetto .* that Lightcone did not write/).waitFor();
    expect(await page.locator(".stage .node").count()).toBe(5);
    expect(problems).toEqual([]);
  },
);

import { expect, inject, onTestFinished } from "vitest";
import type { FrameLocator, Page } from "playwright-core";
import { axeFindings, browserTest, screenshot, type OpenedPage } from "./browser.ts";
import { hostPage } from "./host-page.ts";
import { opened, until } from "./lab-steps.ts";
import { serveStatic } from "./static-server.ts";

interface Heard {
  readonly lightcone: number;
  readonly type: string;
  readonly timeUs?: number;
  readonly event?: number;
  readonly isPlaying?: boolean;
  readonly title?: string;
  readonly message?: string;
  readonly fingerprint?: string;
}

async function host(hash: string, browser: { newPage(): Promise<Page> }): Promise<OpenedPage> {
  const base = "/lightcone/";
  const server = await serveStatic(inject("pageFolder"), base, { "/": hostPage(`${base}?embed=1${hash}`) });
  onTestFinished(() => server.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(new URL("/", server.url).href);
  return { page, problems };
}

const heard = (page: Page): Promise<Heard[]> => page.evaluate("heard");
const say = (page: Page, message: unknown): Promise<void> =>
  page.evaluate((data) => (window as unknown as { say(data: unknown): void }).say(data), message);

async function last(page: Page, type: string): Promise<Heard | undefined> {
  return (await heard(page)).findLast((message) => message.type === type);
}

const clockOf = (frame: FrameLocator): Promise<string | null> => frame.getByTestId("clock").textContent();

browserTest("in a sandboxed frame the run computes, and the page around steers it", async ({ browser }) => {
  const { page, problems } = await host("#/run/consensus/first-election", browser);
  await until("it is ready", async () => (await last(page, "ready")) !== undefined);
  expect(await last(page, "ready")).toMatchObject({
    lightcone: 1,
    title: "A first election",
    untilUs: 1_000_000,
  });
  await until("the run is computed", async () => (await last(page, "state"))?.fingerprint !== undefined);

  const frame = page.frameLocator("iframe");
  await say(page, { lightcone: 1, type: "pause" });
  await say(page, { lightcone: 1, type: "seek", timeUs: 734_567 });
  await until("it is there", async () => (await clockOf(frame)) === "0.734 567");
  await until("it says so", async () => (await last(page, "state"))?.timeUs === 734_567);
  expect((await last(page, "state"))?.isPlaying).toBe(false);
  await say(page, { lightcone: 1, type: "seek", event: 3 });
  await until("the event", async () => (await last(page, "state"))?.event === 3);
  await say(page, { lightcone: 1, type: "play" });
  await until("it plays", async () => (await last(page, "state"))?.isPlaying === true);

  await say(page, { lightcone: 1, type: "open", hash: "#/run/consensus/split-vote" });
  await until("another run", async () => /split vote/i.test((await last(page, "ready"))?.title ?? ""));
  await say(page, { lightcone: 1, type: "open", hash: "#/x/damaged" });
  await until("the error", async () => /cannot be read/.test((await last(page, "error"))?.message ?? ""));
  expect(problems).toEqual([]);
});

browserTest("messages that cannot be used are answered, those of others are not", async ({ browser }) => {
  const { page } = await host("#/run/consensus/first-election", browser);
  await until("it is ready", async () => (await last(page, "ready")) !== undefined);
  for (const message of ["play", 7, null, { type: "play" }, { react: 1 }]) await say(page, message);
  const errors = async (): Promise<(string | undefined)[]> =>
    (await heard(page)).filter(({ type }) => type === "error").map(({ message }) => message);
  const wrong = [
    { lightcone: 2, type: "play" },
    { lightcone: 1, type: "explode" },
    { lightcone: 1, type: "seek", timeUs: -1 },
    { lightcone: 1, type: "open", hash: "https://example.org" },
  ];
  for (const message of wrong) await say(page, message);
  await until("four answers", async () => (await errors()).length >= wrong.length);
  expect(await errors()).toEqual([
    "this page speaks version 1 of the protocol",
    'unknown type "explode"; there are play, pause, seek, open',
    '"seek" needs `event`, an integer from −1, or `timeUs`, a number from 0',
    '"open" needs `hash`, an address from "#/" on',
  ]);
});

browserTest("a frame shows the run and nothing else, and leads to the page", async ({ openPage }) => {
  const { page, problems } = await openPage("?embed=1#/run/consensus/a-leader-is-cut-off", {
    viewport: { width: 960, height: 600 },
    reducedMotion: "reduce",
  });
  await until("the run is there", async () => (await page.locator(".stage .node").count()) === 5);
  expect(await page.locator("header").count()).toBe(0);
  expect(await page.getByRole("link", { name: "Open in Lightcone" }).getAttribute("href")).toMatch(
    /\/#\/run\/consensus\/a-leader-is-cut-off$/,
  );
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, "embed");
  // It stays where it was put: no service worker, no address of its own.
  await page.keyboard.press("End");
  await page.waitForTimeout(3_000);
  expect(page.url()).toContain("?embed=1#/run/consensus/a-leader-is-cut-off");
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page
    .getByRole("link", { name: "Open in Lightcone" })
    .evaluate((link) => link.removeAttribute("target"));
  await page.getByRole("link", { name: "Open in Lightcone" }).click();
  await opened(page);
  expect(problems).toEqual([]);
});

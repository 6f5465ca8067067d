import { appendFileSync, cpSync, rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { browserTest } from "./browser.ts";
import { clock, opened, scrubTo, until } from "./lab-steps.ts";
import { serveStatic, type StaticServer } from "./static-server.ts";

const pageFolder = inject("pageFolder");

/** The folder under a path that it knows nothing of, as on a host that it shares with others. */
async function served(): Promise<StaticServer> {
  const server = await serveStatic(pageFolder, "/some/deep/path/");
  onTestFinished(() => server.close());
  return server;
}

function kept(page: Page): Promise<void> {
  return until("the page is kept", () =>
    page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated",
    ),
  );
}

browserTest("after one visit everything works without a network, below any path", async ({ browser }) => {
  const server = await served();
  const { url } = server;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: "reduce",
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const exceptions: string[] = [];
  page.on("pageerror", (error) => exceptions.push(error.message));
  await page.goto(url);
  await opened(page);
  await kept(page);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(url);

  await server.close();
  await context.setOffline(true);
  await page.reload();
  await opened(page);
  await page.goto(`${url}#/gallery`);
  await page
    .getByRole("link", { name: /split vote/i })
    .first()
    .click();
  await opened(page);
  await until("the run is computed", async () =>
    /^[0-9a-f]{16}$/.test((await page.getByTestId("fingerprint").textContent()) ?? ""),
  );
  await page.getByText("Keys", { exact: true }).click();
  await page.getByRole("dialog", { name: /Keys/ }).waitFor();
  await page.keyboard.press("Escape");
  const lesson = page.locator(".lesson");
  await until("the lesson is there", async () => ((await lesson.textContent()) ?? "").length > 100);
  // An address with `?embed=1` is the same page.
  await page.goto(`${url}?embed=1`);
  await page.locator("#root main").waitFor();
  expect(exceptions).toEqual([]);
});

browserTest("a newer version waits until the reader wants it; the run goes on", async ({ browser }) => {
  const folder = `${pageFolder}-newer`;
  cpSync(pageFolder, folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const server = await serveStatic(folder, "/page/");
  onTestFinished(() => server.close());
  const page = await browser.newPage({ reducedMotion: "reduce" });
  onTestFinished(() => page.close());
  await page.goto(server.url);
  await opened(page);
  await kept(page);
  appendFileSync(`${folder}/sw.js`, "\n// another version");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByText("A newer Lightcone is here.").waitFor();
  await scrubTo(page, 0.3);
  expect(await clock(page)).toBeGreaterThan(0);
  const isWaiting = (): Promise<boolean> =>
    page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.waiting instanceof ServiceWorker,
    );
  expect(await isWaiting()).toBe(true);
  const loading = page.waitForEvent("load");
  await page.getByRole("button", { name: "Reload with it" }).click();
  await loading;
  await opened(page);
  expect(await isWaiting()).toBe(false);
});

browserTest("the web manifest and its pictures are there, below any path", async ({ browser }) => {
  const { url } = await served();
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
    const answer = await fetch(link?.href ?? "");
    return (await answer.json()) as { name: string; icons: { src: string; sizes: string }[] };
  });
  expect(manifest.name).toBe("Lightcone");
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== "any") expect([src, size]).toEqual([src, sizes]);
  }
});

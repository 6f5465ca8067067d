import { expect } from "vitest";
import { axeFindings, browserTest, screenshot } from "./browser.ts";

browserTest("the page mounts without a complaint", async ({ openPage }) => {
  const { page, problems } = await openPage();
  await page.waitForSelector("#root main");
  await screenshot(page, "smoke");
  expect(problems).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  browserTest(`axe finds nothing (${colorScheme})`, async ({ openPage }) => {
    const { page } = await openPage("", { colorScheme });
    await page.waitForSelector("#root main");
    expect(await axeFindings(page)).toEqual([]);
  });
}

browserTest("axe would find something", async ({ openPage }) => {
  const { page } = await openPage();
  await page.setContent(
    "<html lang='en'><title>planted</title><main><h1>planted</h1><img src='data:,'></main>",
  );
  expect(await axeFindings(page)).toEqual([expect.stringContaining("image-alt")]);
});

browserTest("complaints are collected", async ({ openPage }) => {
  const { page, problems } = await openPage();
  await page.evaluate(() => {
    console.error("planted error");
    setTimeout(() => {
      throw new Error("planted exception");
    });
  });
  await page.evaluate(() => fetch("http://127.0.0.1:1/planted-request").catch(() => undefined));
  for (const planted of ["planted error", "planted exception", "planted-request"]) {
    expect(problems).toContainEqual(expect.stringContaining(planted));
  }
});

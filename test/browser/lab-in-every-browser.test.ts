import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { browserNames, openDrivenPage, type DrivenPage } from "./driven-page.ts";
import { hostPage } from "./host-page.ts";
import { until } from "./lab-steps.ts";
import { serveStatic } from "./static-server.ts";

/**
 * The delivered page behind a script that collects complaints: W3C WebDriver tells of none, and what is loaded after
 * the page has begun would miss the first.
 */
const fileName = "collects-complaints.html";
const collector = `<script>
  const complaints = [];
  for (const kind of ["error", "warn"]) console[kind] = (...words) => complaints.push(kind + ": " + words.join(" "));
  addEventListener("unhandledrejection", ({ reason }) => complaints.push("rejection: " + reason));
  const onError = ({ message, target }) => complaints.push("error: " + (message ?? target.src ?? target.href));
  addEventListener("error", onError, { capture: true });
</script>`;

beforeAll(() => {
  const html = readFileSync(`${inject("pageFolder")}/index.html`, "utf8");
  writeFileSync(`${inject("pageFolder")}/${fileName}`, html.replace("<head>", `<head>${collector}`));
});

for (const name of browserNames) {
  const launch = inject(name);
  describe.skipIf(launch === null)(`the laboratory in ${name}`, () => {
    let page: DrivenPage;
    beforeAll(async () => {
      page = await openDrivenPage(name, launch!);
      await page.goto(`${inject("pageUrl")}${fileName}`);
    });
    afterAll(() => page?.close());

    const text = (selector: string): Promise<string> =>
      page
        .evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`)
        .then((found) => String(found));
    const clock = async (): Promise<number> =>
      Number((await text("[data-testid=clock]")).replaceAll(/[^0-9.]/g, ""));

    test("it plays by itself, and is drawn", async () => {
      await until("a run is computed", async () =>
        /^[0-9a-f]{16}$/.test(await text("[data-testid=fingerprint]")),
      );
      await until("the clock advances", async () => (await clock()) > 0.02);
      expect(await page.evaluate("document.querySelectorAll('.stage .node').length")).toBe(5);
      await until("the diagram has colours", async () => (await page.evaluate(inksOfDiagram)) as boolean);
      mkdirSync("dist/screenshots", { recursive: true });
      writeFileSync(`dist/screenshots/page-in-${name}.png`, await page.screenshot());
    });

    test("it stops, steps and goes on by clicks", async () => {
      await page.click("[aria-label=Pause]");
      const at = await clock();
      await page.click("[aria-label='Step one event']");
      await until("it steps", async () => (await clock()) > at);
      const stepped = await clock();
      await page.click("[aria-label=Play]");
      await until("it plays on", async () => (await clock()) > stepped);
      expect(await text("[data-testid=clock]")).toMatch(/^\d/);
    });

    test("a fault can be injected", async () => {
      await page.click("[aria-label=Pause]");
      const before = await text("[data-testid=fingerprint]");
      await page.click(".stage .node");
      await until("the menu opens", async () => (await text("[role=menuitem]")) !== "");
      await page.evaluate(
        "Array.from(document.querySelectorAll('[role=menuitem]')).find((item) => item.textContent === 'Crash').id = 'crash'",
      );
      await page.click("#crash");
      await until("another run", async () => {
        const now = await text("[data-testid=fingerprint]");
        return /^[0-9a-f]{16}$/.test(now) && now !== before;
      });
      expect(await page.evaluate("document.querySelector('.stage [aria-label*=crashed]') !== null")).toBe(
        true,
      );
    });

    test("its address opens the same branch at the same moment", async () => {
      const hash = (): Promise<string> => page.evaluate("location.hash") as Promise<string>;
      await until("the address holds the branch", async () => (await hash()).startsWith("#/x/"));
      const address = await hash();
      const shown = async (): Promise<string[]> =>
        Promise.all(["[data-testid=fingerprint]", "[data-testid=clock]", "[data-testid=count]"].map(text));
      const before = await shown();
      await page.evaluate("void (location.hash = '#/gallery')");
      await until("the gallery", async () => (await text(".gallery-first h1")) !== "");
      await page.evaluate(`void (location.hash = ${JSON.stringify(address)})`);
      await until("the same again", async () => JSON.stringify(await shown()) === JSON.stringify(before));
      // What was computed is what the link says, to the digest of the state.
      expect(await text(".notices")).toBe("");
    });

    test("nothing was complained about", async () => {
      expect(await page.evaluate("complaints")).toEqual([]);
      await page.evaluate("void console.error('planted')");
      expect(await page.evaluate("complaints")).toEqual(["error: planted"]);
    });

    test("it computes in another page's frame that has no origin", async () => {
      const frame = hostPage("/lightcone/?embed=1#/run/consensus/first-election");
      const server = await serveStatic(inject("pageFolder"), "/lightcone/", { "/": frame });
      onTestFinished(() => server.close());
      await page.goto(new URL("/", server.url).href);
      const last = (): Promise<unknown> =>
        page.evaluate("heard.findLast(({ type }) => type === 'state') ?? {}");
      await until("the run is computed", async () => "fingerprint" in ((await last()) as object));
      expect(await last()).toMatchObject({ lightcone: 1, isDone: true, computedUs: 1_000_000 });
    });
  });
}

/** Whether the diagram's canvas has more than its paper on it. */
const inksOfDiagram = `(() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 8;
})()`;

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { createRun, ENGINE, parseScenario } from "../../src/scenario/index.ts";
import { exportParts } from "../../src/session/index.ts";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { opened, openShare, scrubTo, until } from "./lab-steps.ts";

const calm = { reducedMotion: "reduce", acceptDownloads: true } as const;
const election = "#/run/consensus/first-election?seed=7";

interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

async function save(page: Page, button: string): Promise<Saved> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await download;
  await until(
    "it is told",
    async () => (await page.getByText(`Saved ${file.suggestedFilename()}.`).count()) > 0,
  );
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The run computed to its end: the dialog has the fingerprint of it. */
async function openElection(page: Page): Promise<string> {
  await opened(page);
  await until("all is computed", async () => /^[0-9a-f]{16}$/.test((await fingerprint(page)) ?? ""));
  return (await fingerprint(page))!;
}

const fingerprint = (page: Page): Promise<string | null> => page.getByTestId("fingerprint").textContent();

browserTest("what the page exports is what Node exports of the same run", async ({ openPage }) => {
  const { page, problems } = await openPage(election, calm);
  await openElection(page);
  await openShare(page);
  const file = "scenarios/consensus/first-election.yaml";
  const parsed = parseScenario(readFileSync(file, "utf8"), file);
  if (!parsed.ok) throw new Error("not a scenario");
  const run = createRun(parsed.value, { seed: "7", trace: "full" });
  run.advance();
  const { cluster, scenario, seed } = run;
  const facts = { cluster, trace: cluster.kernel.trace, scenario, seed, engine: ENGINE };
  const csv = await save(page, "CSV");
  expect(csv.name).toBe("first-election.seed-7.events.csv");
  expect(csv.bytes.toString()).toBe([...exportParts("csv", facts)].join(""));
  const history = await save(page, "Jepsen history");
  const entries = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("{"));
  expect(entries(history.bytes.toString())).toEqual(entries([...exportParts("jepsen", facts)].join("")));
  expect(problems).toEqual([]);
});

browserTest(
  "a trace that was exported opens as the same run again; a foreign one says what it is",
  async ({ openPage }) => {
    const { page, problems } = await openPage(election, calm);
    const before = await openElection(page);
    await openShare(page);
    for (const button of ["Perfetto", "ShiViz", "OpenTelemetry"]) {
      const { name, bytes } = await save(page, button);
      const other = await openPage("#/gallery", calm);
      await other.page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: bytes });
      expect(await openElection(other.page)).toBe(before);
      expect(other.problems).toEqual([]);
    }
    const other = await openPage("#/gallery", calm);
    const buffer = Buffer.from('{"traceEvents":[]}');
    await other.page
      .locator("input[type=file]")
      .setInputFiles({ name: "foreign.json", mimeType: "", buffer });
    await other.page.getByText("that Lightcone did not write").waitFor();
    expect(problems).toEqual([]);
  },
);

/** How a picture is made of, as an XML reader sees it. */
function readSvg(
  page: Page,
  svg: string,
): Promise<{
  errors: number;
  ids: string[];
  uses: string[];
  words: string;
  size: (string | null)[];
  foreign: number;
}> {
  return page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = [...xml.querySelectorAll("*")];
    const values = all.flatMap((element) => [...element.attributes].map(({ value }) => value));
    return {
      errors: xml.querySelectorAll("parsererror").length,
      ids: all.flatMap(({ id }) => (id === "" ? [] : [id])),
      uses: values.flatMap((value) => [...value.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id!)),
      words: [...xml.querySelectorAll("text")].map(({ textContent }) => textContent).join(" "),
      size: ["width", "height", "viewBox"].map((name) => xml.documentElement.getAttribute(name)),
      foreign:
        all.filter((element) => element.hasAttribute("class") || element.localName === "script").length +
        values.filter((value) => value.includes("var(") || /url\((?!#)/.test(value)).length,
    };
  }, svg);
}

for (const colorScheme of ["light", "dark"] as const) {
  browserTest(
    `stage and diagram are pictures that stand alone, ${colorScheme}`,
    async ({ browser, openPage }) => {
      const { page, problems } = await openPage("#/run/consensus/a-leader-is-cut-off", {
        ...calm,
        colorScheme,
      });
      await openElection(page);
      await scrubTo(page, 0.35);
      await openShare(page);
      for (const what of ["Stage", "Space-time diagram"]) {
        const svg = await save(page, `${what} as SVG`);
        expect(svg.name).toBe(`a-leader-is-cut-off.seed-42.${what === "Stage" ? "stage" : "diagram"}.svg`);
        const read = await readSvg(page, svg.bytes.toString());
        expect(read.errors).toBe(0);
        expect(read.foreign).toBe(0);
        expect(new Set(read.ids).size).toBe(read.ids.length);
        expect(read.uses.length).toBeGreaterThan(0);
        for (const id of read.uses) expect(read.ids).toContain(id);
        for (const word of ["n1", "n5", "c2", "seed 42", "leader"]) expect(read.words).toContain(word);
        const [width, height, viewBox] = read.size;
        expect(viewBox).toBe(`0 0 ${width} ${height}`);
        const png = await save(page, `${what} as PNG`);
        expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([
          Number(width) * 2,
          Number(height) * 2,
        ]);
        const alone = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
        await alone.goto(`data:image/svg+xml;base64,${svg.bytes.toString("base64")}`);
        await screenshot(alone, `picture-${what.toLowerCase().replace(/\W/g, "-")}-${colorScheme}`);
        await alone.close();
      }
      await screenshot(page, `share-exports-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
    },
  );
}

browserTest(
  "two runs that are compared are one picture, each with its name",
  async ({ browser, openPage }) => {
    const { page, problems } = await openPage("#/run/consensus/a-leader-is-cut-off", calm);
    await openElection(page);
    await scrubTo(page, 0.15);
    await page.locator(".node").nth(2).click();
    await page.getByRole("menuitem", { name: "Crash", exact: true }).click();
    await scrubTo(page, 0.24);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
    await page.locator(".compare-parting").getByText("They part").waitFor();
    await until("both are drawn", async () => (await page.locator(".stage-drawing .node").count()) === 10);
    await openShare(page);
    for (const what of ["Stage", "Space-time diagram"]) {
      const svg = await save(page, `${what} as SVG`);
      const read = await readSvg(page, svg.bytes.toString());
      expect(read.errors).toBe(0);
      expect(new Set(read.ids).size).toBe(read.ids.length);
      for (const id of read.uses) expect(read.ids).toContain(id);
      for (const word of ["A crash n3", "B main, seed 42"]) expect(read.words).toContain(word);
      expect(read.words.match(/\bn5\b/g)!.length).toBeGreaterThanOrEqual(2);
      const [width, height] = read.size.map(Number);
      const alone = await browser.newPage({ viewport: { width: width!, height: height! } });
      await alone.goto(`data:image/svg+xml;base64,${svg.bytes.toString("base64")}`);
      await screenshot(alone, `picture-${what.toLowerCase().replace(/\W/g, "-")}-compared`);
      await alone.close();
    }
    expect(problems).toEqual([]);
  },
);

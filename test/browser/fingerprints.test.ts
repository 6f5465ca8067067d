import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { browserNames, openDrivenPage, type DrivenPage } from "./driven-page.ts";
import { mathDigest } from "./math-digest.ts";
import { differences, toSummary, type RunSummary } from "./run-summary.ts";

const folder = "fingerprints";
const files = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => `scenarios/${file}`)
  .sort();

beforeAll(async () => {
  const outDir = `${inject("pageFolder")}/${folder}`;
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir,
      copyPublicDir: false,
      target: "es2022",
      rolldownOptions: {
        input: { session: "test/browser/session-in-page.ts" },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  writeFileSync(`${outDir}/index.html`, `<!doctype html><script type="module" src="./session.js"></script>`);
});

for (const name of browserNames) {
  const launch = inject(name);
  // V8 is tested twice: browsers bring other builds of it than Node does.
  describe.skipIf(launch === null)(`a scenario runs alike in Node and in ${name}'s worker`, () => {
    let page: DrivenPage;
    beforeAll(async () => {
      page = await openDrivenPage(name, launch!);
      await page.goto(`${inject("pageUrl")}${folder}/`);
    });
    afterAll(() => page?.close());

    test("every bit of the engine's mathematics", async () => {
      expect(await page.evaluate("mathDigest()")).toBe(mathDigest());
    });

    test.each(files)("%s", async (file) => {
      const source = { file, text: readFileSync(file, "utf8") };
      const call = `runScenario(${JSON.stringify(deliveredWorker())}, ${JSON.stringify(source)})`;
      const there = (await page.evaluate(call)) as RunSummary;
      expect(differences(runInNode(source), there), file).toEqual([]);
    });
  });
}

test("there are scenarios to run", () => {
  expect(files.length).toBeGreaterThan(15);
});

test("a difference would be found", () => {
  const judged = { checks: [], claims: [] };
  const one = toSummary("a", 1, {
    ...judged,
    metrics: [
      ["x", 1],
      ["y", null],
      ["z", 0],
    ],
  });
  const other = toSummary("b", 1, {
    ...judged,
    metrics: [
      ["x", 1 + 2 ** -52],
      ["z", -0],
    ],
  });
  expect(differences(one, other)).toEqual([
    "fingerprint: a in Node, b in the browser",
    "metric x: 1 in Node, 1.0000000000000002 in the browser",
    "metric y: null in Node, nothing in the browser",
    "metric z: 0 in Node, -0 in the browser",
  ]);
});

function runInNode({ file, text }: { readonly file: string; readonly text: string }): RunSummary {
  const scenario = parseScenario(text, file);
  if (!scenario.ok) throw new Error(`${file}: ${scenario.error.map(({ problem }) => problem).join("; ")}`);
  const run = createRun(scenario.value);
  while (run.advance() === "running");
  const { fingerprint, events, metrics, checks, claims } = run.result();
  return toSummary(fingerprint, events, { checks, claims, metrics: Object.entries(metrics) });
}

/** The worker that the built page starts. */
function deliveredWorker(): string {
  const assets = readdirSync(`${inject("pageFolder")}/assets`);
  const worker = assets.find((file) => /^session\.worker-.*\.js$/.test(file));
  if (worker === undefined) throw new Error("the built page has no worker");
  return `${inject("pageUrl")}assets/${worker}`;
}

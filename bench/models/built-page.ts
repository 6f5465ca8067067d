import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { build, preview } from "vite";
import { findChromium } from "../../test/browser/find-chromium.ts";

/** The page as users get it, served, and a Chromium beside it. */
export interface BuiltPage {
  readonly folder: string;
  /** With a slash at the end. */
  readonly url: string;
  /** The engine's worker, in the folder `assets`. */
  readonly workerFile: string;
  readonly browser: Browser;
}

/** A scenario of about a million events, as text. */
export const MILLION = readFileSync("bench/scenarios/million.yaml", "utf8");

/** Builds the page and does `work` with it; false where there is no browser. */
export async function withBuiltPage(work: (built: BuiltPage) => Promise<void>): Promise<boolean> {
  const launch = await findChromium();
  if (launch === undefined) return false;
  const folder = `dist/bench-page-${process.pid}`;
  const config = { logLevel: "warn", build: { outDir: folder, emptyOutDir: true } } as const;
  await build(config);
  const server = await preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
  const browser = await chromium.launch(launch);
  try {
    const url = server.resolvedUrls!.local[0]!;
    const assets = readdirSync(`${folder}/assets`);
    const workerFile = assets.find((file) => /^session\.worker-.*\.js$/.test(file))!;
    await work({ folder, url, workerFile, browser });
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
  return true;
}

/** Adds a page of one script to the built ones; its address. */
export async function addScriptPage(
  { folder, url }: BuiltPage,
  name: string,
  script: string,
): Promise<string> {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: `${folder}/${name}`,
      copyPublicDir: false,
      target: "es2022",
      rolldownOptions: { input: { script }, output: { entryFileNames: "[name].js" } },
    },
  });
  writeFileSync(
    `${folder}/${name}/index.html`,
    `<!doctype html><script type="module" src="./script.js"></script>`,
  );
  return `${url}${name}/`;
}

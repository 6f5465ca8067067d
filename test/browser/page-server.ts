import { rmSync } from "node:fs";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";
import { findChromium, howToGetChromium, type ChromiumLaunch } from "./find-chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of the built page. */
    pageFolder: string;
    /** Where it is served, with a slash at the end. */
    pageUrl: string;
    /** Null when no browser was found; then browser tests are skipped. */
    chromium: ChromiumLaunch | null;
  }
}

/** Before the browser tests: builds the page as users get it, serves it on a free port, finds a browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = (await findChromium()) ?? null;
  if (chromium === null && process.env["CI"]) throw new Error(howToGetChromium);
  if (chromium === null) console.log(`browser tests are skipped: ${howToGetChromium}`);
  else console.log(`browser: ${chromium.executablePath}`);

  const pageFolder = `dist/test/page-${process.pid}`;
  const config = { logLevel: "warn", build: { outDir: pageFolder, emptyOutDir: true } } as const;
  await asProduction(() => build(config));
  const server = await preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
  const pageUrl = server.resolvedUrls?.local[0];
  if (pageUrl === undefined) throw new Error("the page's server gave no address");
  project.provide("pageFolder", pageFolder);
  project.provide("pageUrl", pageUrl);
  project.provide("chromium", chromium);
  return async () => {
    await server.close();
    rmSync(pageFolder, { recursive: true });
  };
}

/** Vitest says NODE_ENV=test, which would give the page React's development build. */
async function asProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    return await work();
  } finally {
    process.env.NODE_ENV = before;
  }
}

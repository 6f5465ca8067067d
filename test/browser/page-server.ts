import { rmSync } from "node:fs";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";
import { findChromium, howToGetChromium, type ChromiumLaunch } from "./find-chromium.ts";
import { findFirefox, howToGetFirefox, type FirefoxLaunch } from "./find-firefox.ts";
import { findWebkit, howToGetWebkit, type WebkitLaunch } from "./find-webkit.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of the built page. */
    pageFolder: string;
    /** Where it is served, with a slash at the end. */
    pageUrl: string;
    /** Null when the browser was not found; then its tests are skipped. */
    chromium: ChromiumLaunch | null;
    firefox: FirefoxLaunch | null;
    webkit: WebkitLaunch | null;
  }
}

/** Before the browser tests: builds the page as users get it, serves it on a free port, finds the browsers. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide("chromium", found("Chromium", await findChromium(), howToGetChromium));
  project.provide("firefox", found("Firefox", findFirefox(), howToGetFirefox));
  project.provide("webkit", found("WebKit", findWebkit(), howToGetWebkit));

  const pageFolder = `dist/test/page-${process.pid}`;
  const config = { logLevel: "warn", build: { outDir: pageFolder, emptyOutDir: true } } as const;
  await asProduction(() => build(config));
  const server = await preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
  const pageUrl = server.resolvedUrls?.local[0];
  if (pageUrl === undefined) throw new Error("the page's server gave no address");
  project.provide("pageFolder", pageFolder);
  project.provide("pageUrl", pageUrl);
  return async () => {
    await server.close();
    rmSync(pageFolder, { recursive: true });
  };
}

/** Says which browser is used; where there is none, how to get it, which CI does not forgive. */
function found<T extends object>(name: string, launch: T | undefined, howToGet: string): T | null {
  if (launch !== undefined) {
    console.log(
      `${name}: ${Object.values(launch)
        .filter((value) => typeof value === "string")
        .join(", ")}`,
    );
    return launch;
  }
  if (process.env["CI"]) throw new Error(howToGet);
  console.log(`${name}'s tests are skipped: ${howToGet}`);
  return null;
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

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { findOnPath } from "./find-on-path.ts";

/** How to start a Chromium, as plain data: found once, handed to every test file. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

export const howToGetChromium =
  "no Chromium starts here: install one (`apt-get install chromium`) or set LIGHTCONE_CHROMIUM to its path";

/** As a container's root there is no sandbox and no GPU; and a test's browser talks to the page's server only. */
const args = [
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split(" "),
  ..."--disable-component-update --disable-sync".split(" "),
];

/**
 * The first Chromium that starts: `LIGHTCONE_CHROMIUM`, one on the PATH, the packed one. A path that was asked
 * for by name and does not start is an error; the others are passed over (a distribution's may be a stub).
 */
export async function findChromium(): Promise<ChromiumLaunch | undefined> {
  const named = process.env["LIGHTCONE_CHROMIUM"];
  if (named !== undefined) {
    const launch = { executablePath: named, args, env: plainEnv() };
    if (!(await starts(launch))) throw new Error(`LIGHTCONE_CHROMIUM=${named} does not start`);
    return launch;
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const executablePath of findOnPath(names)) {
    const launch = { executablePath, args, env: plainEnv() };
    if (await starts(launch)) return launch;
  }
  const packed = await unpackChromium();
  return (await starts(packed)) ? packed : undefined;
}

async function starts(launch: ChromiumLaunch): Promise<boolean> {
  try {
    const browser = await chromium.launch(launch);
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks `@sparticuz/chromium`, a Chromium as an npm package, into node_modules/.cache. It is made for
 * AWS Lambda and unpacks to the system's temporary folder whatever it is told, hence the two variables;
 * the second makes it bring the system libraries that a bare machine lacks.
 */
async function unpackChromium(): Promise<ChromiumLaunch> {
  const cache = resolve("node_modules/.cache/lightcone-chromium");
  const complete = join(cache, "complete");
  if (!existsSync(complete)) rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: cache, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const executablePath = await packed.executablePath();
    writeFileSync(complete, "");
    const libraries = [join(cache, "al2023", "lib"), before["LD_LIBRARY_PATH"]]
      .filter(Boolean)
      .join(delimiter);
    const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: packedFonts(cache) };
    return { executablePath, args, env: { ...plainEnv(before), LD_LIBRARY_PATH: libraries, ...fonts } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The packed settings look for the packed font where Lambda would have it; without any font a page has no text. */
function packedFonts(cache: string): string {
  const settings = `<fontconfig><dir>${cache}/fonts</dir><cachedir>${cache}/fonts-cache</cachedir></fontconfig>`;
  writeFileSync(join(cache, "fonts", "fonts.conf"), settings);
  return join(cache, "fonts");
}

function plainEnv(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

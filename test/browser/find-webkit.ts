import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "./find-on-path.ts";

/** How to start WebKitGTK's small browser under its driver, on a display of its own; plain data. */
export interface WebkitLaunch {
  readonly xvfb: string;
  readonly driver: string;
  readonly browser: string;
}

export const howToGetWebkit = "no WebKit is found here: `apt-get install webkit2gtk-driver xvfb`";

/** All three must be there: the driver, the browser that comes with the library, and a display without a screen. */
export function findWebkit(): WebkitLaunch | undefined {
  const xvfb = findOnPath(["Xvfb"])[0];
  const driver = findOnPath(["WebKitWebDriver"])[0];
  const browser = miniBrowsers()[0];
  return xvfb === undefined || driver === undefined || browser === undefined
    ? undefined
    : { xvfb, driver, browser };
}

/** Distributions put it beside the library: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`. */
function miniBrowsers(): string[] {
  const roots = ["/usr/libexec", "/usr/lib", "/usr/lib64"].filter((path) => existsSync(path));
  const machines = roots.flatMap((root) => foldersIn(root, /-linux-gnu/));
  return [...machines, ...roots]
    .flatMap((root) => foldersIn(root, /^webkit2?gtk-/))
    .map((folder) => join(folder, "MiniBrowser"))
    .filter((path) => existsSync(path));
}

function foldersIn(root: string, name: RegExp): string[] {
  return readdirSync(root)
    .filter((folder) => name.test(folder))
    .map((folder) => join(root, folder));
}

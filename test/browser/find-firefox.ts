import { spawnSync } from "node:child_process";
import { findOnPath } from "./find-on-path.ts";

/** How to start a Firefox, as plain data. */
export interface FirefoxLaunch {
  readonly executablePath: string;
}

export const howToGetFirefox =
  "no Firefox starts here: install one (`apt-get install firefox-esr`) or set LIGHTCONE_FIREFOX to its path";

/**
 * The first Firefox that tells its version: `LIGHTCONE_FIREFOX`, one on the PATH. A path that was asked for by name and
 * does not is an error; the others are passed over (a distribution's may be a stub).
 */
export function findFirefox(): FirefoxLaunch | undefined {
  const named = process.env["LIGHTCONE_FIREFOX"];
  if (named !== undefined) {
    if (!tellsVersion(named)) throw new Error(`LIGHTCONE_FIREFOX=${named} does not start`);
    return { executablePath: named };
  }
  const executablePath = findOnPath(["firefox-esr", "firefox"]).find(tellsVersion);
  return executablePath === undefined ? undefined : { executablePath };
}

function tellsVersion(executablePath: string): boolean {
  const { status, stdout } = spawnSync(executablePath, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return status === 0 && stdout.includes("Firefox");
}

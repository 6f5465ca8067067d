import { err, type Result } from "../../base/index.ts";
import { LINK_VERSION, toLinkJson } from "./link-json.ts";
import type { LinkState } from "./link-state.ts";
import { readState, type FindText, type ReadLink } from "./read-link.ts";

/** Whether a file's text is a run and not a scenario: both may be JSON. */
export function isRunFile(text: string): boolean {
  return /^\s*\{\s*"lightcone"\s*:\s*"run"/.test(text);
}

/** A saved run as the command line and the session read it; where the reader was stands beside it, under `page`. */
export function runFileText(state: LinkState): string {
  const { run, ...rest } = toLinkJson(state, undefined);
  return `${JSON.stringify({ ...run, page: rest }, undefined, 1)}\n`;
}

export async function readRunFile(
  text: string,
  name: string,
  findText: FindText,
): Promise<Result<ReadLink, string>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(`${name} cannot be opened: it is not JSON`);
  }
  const { page, ...run } = json as { page?: object };
  return readState({ link: LINK_VERSION, ...page, run }, name, findText);
}

import * as z from "zod";
import { ok, type InputError, type Result } from "../../base/index.ts";
import { isRunFile, readRunFile, readTraceFile } from "../../session/index.ts";
import { toLinkJson } from "./link-json.ts";
import type { LinkState } from "./link-state.ts";
import { placeShape } from "./place-shape.ts";

/** A saved run as the command line and the session read it; where the reader was stands beside it, under `page`. */
export function runFileText(state: LinkState): string {
  const { run, link: _, ...page } = toLinkJson(state, undefined);
  return `${JSON.stringify({ ...run, page }, undefined, 1)}\n`;
}

/** `consensus/first-election.edited.yaml` → `first-election.run.json`. */
export function runFileName(scenarioFile: string): string {
  return `${scenarioFile.replace(/^.*\//, "").replace(/(\.edited)?\.(ya?ml|json)$/, "")}.run.json`;
}

/** The run of a run file or of a trace that Lightcone exported; undefined for what may be a scenario. */
export function readFile(
  text: string,
  name: string,
): Result<Partial<LinkState> & Pick<LinkState, "run">, readonly InputError[]> | undefined {
  if (!isRunFile(text)) {
    const carried = readTraceFile(text, name);
    return carried?.ok === true ? ok({ run: carried.value }) : carried;
  }
  const run = readRunFile(text, name);
  return run.ok ? ok({ run: run.value, ...pageOf(text) }) : run;
}

const pageShape = z.object({ page: z.object({ place: placeShape, lesson: z.string().exactOptional() }) });

/** Where its reader was: without it, or with one that cannot be read, the run opens at its start. */
function pageOf(text: string): Partial<Omit<LinkState, "run">> {
  const read = pageShape.safeParse(JSON.parse(text.replace(/^\ufeff/, "")));
  return read.success ? read.data.page : {};
}

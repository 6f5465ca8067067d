import * as z from "zod";
import { ok, type InputError, type Result } from "../../base/index.ts";
import {
  editedFileName,
  isRunFile,
  readRunFile,
  readTraceFile,
  runName,
  type RunInfo,
  type SavedRun,
} from "../../session/index.ts";
import { toLinkJson } from "./link-json.ts";
import type { LinkState } from "./link-state.ts";
import { placeShape } from "./place-shape.ts";

/** A saved run as the command line and the session read it; where the reader was stands beside it, under `page`. */
export function runFileText(state: LinkState): string {
  const { run, link: _, ...page } = toLinkJson(state, undefined);
  return `${JSON.stringify({ ...run, page }, undefined, 1)}\n`;
}

/** `first-election.seed-42.run.json` */
export function runFileName({ fileName, seed }: Pick<RunInfo, "fileName" | "seed">): string {
  return `${runName(fileName, seed)}.run.json`;
}

/** The same of a run that is not open, as far as it was saved: with the branch that was shown, and main's seed. */
export function savedFileName({ file, set, branches, shown, seed }: SavedRun): string {
  const named = branches.map(({ name }, index) => ({ id: index + 1, name }));
  const fileName = shown === 0 && set.length === 0 ? file : editedFileName(file, shown, named);
  return runFileName({ fileName, seed });
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

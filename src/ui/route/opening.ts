import { err, ok, type InputError, type Result } from "../../base/index.ts";
import type { SavedRun, ScenarioSource } from "../../session/index.ts";
import {
  findScenario,
  galleryText,
  scenarioFile,
  scenarioName,
  type GalleryHead,
} from "../gallery/scenarios.ts";
import { openedFile } from "../lab/opened-file.ts";
import type { LinkState, Place } from "../link/link-state.ts";
import type { ReadLink } from "../link/read-link.ts";
import type { LabRoute, RunAddress } from "./route.ts";

/** What an address of the laboratory opens. */
export interface Opening {
  readonly run: { readonly source: ScenarioSource } | { readonly saved: SavedRun };
  /** Where to go in it: a place, or an address whose words are read once the nodes' names are known. */
  readonly place?: Place;
  readonly address?: RunAddress;
  readonly entry: GalleryHead | undefined;
  readonly lesson: string | undefined;
  readonly notice?: string;
  /** Under which it is kept in this browser. */
  readonly keptId?: string;
}

/**
 * Finds what an address names. A sentence when there is no such thing, or when the address cannot be read; errors with
 * their places when a file cannot.
 */
export async function openingOf(route: LabRoute): Promise<Result<Opening, string | readonly InputError[]>> {
  switch (route.page) {
    case "lab":
      return ofGallery(route);
    case "file":
      return ofFile();
    case "link": {
      const { readLink } = await import("../link/read-link.ts");
      return ofState(await readLink(route.packed, galleryText));
    }
    case "kept": {
      const { readKept } = await import("../library/read-kept.ts");
      return ofState(await readKept(route.id), route.id);
    }
  }
}

async function ofGallery(route: RunAddress): Promise<Result<Opening, string>> {
  const file = await scenarioFile(route.name);
  if (file === undefined) return err(`There is no scenario "${route.name}"`);
  const { seed, set } = route;
  const settings = { ...(seed === undefined ? {} : { seed }), ...(set === undefined ? {} : { set }) };
  return ok({
    run: { source: { ...file, ...settings } },
    address: route,
    entry: findScenario(route.name),
    lesson: undefined,
  });
}

async function ofFile(): Promise<Result<Opening, string | readonly InputError[]>> {
  const opened = openedFile();
  if (opened === undefined) return err("The file that was open here is gone: open it again");
  const { file, text, lesson } = opened;
  const { readFile } = await import("../link/run-file.ts");
  const read = readFile(text, file);
  if (read === undefined) return ok({ run: { source: { file, text } }, entry: undefined, lesson });
  return read.ok ? ok({ lesson, ...ofSaved(read.value) }) : read;
}

function ofState(read: Result<ReadLink, string>, keptId?: string): Result<Opening, string> {
  if (!read.ok) return read;
  const { state, notice } = read.value;
  return ok({
    lesson: undefined,
    ...ofSaved(state),
    ...(notice === undefined ? {} : { notice }),
    ...(keptId === undefined ? {} : { keptId }),
  });
}

function ofSaved({ run, ...rest }: Partial<LinkState> & Pick<LinkState, "run">): Omit<Opening, "lesson"> {
  return { ...rest, run: { saved: run }, entry: findScenario(scenarioName(run.file) ?? "") };
}

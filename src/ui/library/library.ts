import { err, type Result } from "../../base/index.ts";
import { galleryText } from "../gallery/scenarios.ts";
import { toLinkJson } from "../link/link-json.ts";
import type { LinkState } from "../link/link-state.ts";
import { readState, type ReadLink } from "../link/read-link.ts";
import { runNow } from "../state/run-store.ts";
import { beginChange, withLibrary, type KeptRun } from "./database.ts";

/** Runs that are kept in this browser, with names; and the newest ones that have none. */

const MOST_UNSAVED = 3;
const UNSAVED = "unsaved-";

/** Newest first. */
export function listKept(): Promise<Result<readonly KeptRun[], string>> {
  return withLibrary(async (library) => {
    const runs = await library.getAll("runs");
    return runs.sort((a, b) => b.savedMs - a.savedMs);
  });
}

/** Keeps what is open under a name; a run that has this name already is replaced. Resolves to its id. */
export function keepAs(name: string, state: LinkState, unsaved?: string): Promise<Result<string, string>> {
  return withLibrary(async (library) => {
    const transaction = beginChange(library);
    const same = (await transaction.store.getAll()).find((run) => run.name === name);
    const id = same?.id ?? newId("run-");
    await transaction.store.put({ ...recordOf(id, state), name });
    if (unsaved !== undefined) await transaction.store.delete(unsaved);
    await transaction.done;
    return id;
  });
}

/** Keeps what is open without a name, under the id that it had before. Resolves to the id. */
export function keepWithoutName(state: LinkState, before?: string): Promise<Result<string, string>> {
  return withLibrary(async (library) => {
    const id = before?.startsWith(UNSAVED) === true ? before : newId(UNSAVED);
    const transaction = beginChange(library);
    await transaction.store.put(recordOf(id, state));
    const others = (await transaction.store.getAll())
      .filter((run) => run.name === undefined && run.id !== id)
      .sort((a, b) => b.savedMs - a.savedMs);
    for (const run of others.slice(MOST_UNSAVED - 1)) await transaction.store.delete(run.id);
    await transaction.done;
    return id;
  });
}

/** Puts a run back as it was, or with another name. */
export function putKept(run: KeptRun): Promise<Result<string, string>> {
  return withLibrary((library) => library.put("runs", run));
}

export function deleteKept(id: string): Promise<Result<void, string>> {
  return withLibrary((library) => library.delete("runs", id));
}

/** What is kept under an id, checked like a link: an older version of the page may have written it. */
export async function readKept(id: string): Promise<Result<ReadLink, string>> {
  const found = await withLibrary((library) => library.get("runs", id));
  if (!found.ok) return found;
  return found.value === undefined
    ? err("What was kept under this address is not on this device any more")
    : stateOf(found.value);
}

export function stateOf({ state, name = "What was kept" }: KeptRun): Promise<Result<ReadLink, string>> {
  return readState(state, name, galleryText);
}

/** A name that is not taken: the title, or the title with a number. */
export function freeName(title: string, taken: readonly (string | undefined)[]): string {
  let name = title;
  for (let count = 2; taken.includes(name); count++) name = `${title} ${count}`;
  return name;
}

function recordOf(id: string, state: LinkState): KeptRun {
  const { run, place } = state;
  return {
    id,
    title: runNow().info?.title ?? run.file,
    savedMs: Date.now(),
    branches: run.branches.length + 1,
    timeUs: place.timeUs,
    // With its text, whatever the gallery has: what is kept must not change with the gallery.
    state: toLinkJson(state, undefined),
  };
}

function newId(prefix: string): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return prefix + Array.from(random, (word) => word.toString(36)).join("");
}

import type { Result } from "../../base/index.ts";
import { toLinkJson } from "../link/link-json.ts";
import type { LinkState } from "../link/link-state.ts";
import { runNow } from "../state/run-store.ts";
import { beginChange, withLibrary, type KeptRun } from "./database.ts";

/** Runs that are kept in this browser, with names; and the newest ones that have none. */

/** How many that have no name are kept: one a tab that was lost. */
const MOST_UNSAVED = 3;

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
    const id = same?.id ?? newId();
    await transaction.store.put({ ...recordOf(id, state), name });
    if (unsaved !== undefined) await transaction.store.delete(unsaved);
    await transaction.done;
    return id;
  });
}

/** Keeps what is open without a name, in the place of what it was before if that had none either. Resolves to the id. */
export function keepWithoutName(state: LinkState, before?: string): Promise<Result<string, string>> {
  return withLibrary(async (library) => {
    const transaction = beginChange(library);
    const all = await transaction.store.getAll();
    const isNamed = all.some((run) => run.id === before && run.name !== undefined);
    const id = before === undefined || isNamed ? newId() : before;
    await transaction.store.put(recordOf(id, state));
    const others = all
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

/** Undefined when it is not on this device any more. */
export function findKept(id: string): Promise<Result<KeptRun | undefined, string>> {
  return withLibrary((library) => library.get("runs", id));
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

function newId(): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return Array.from(random, (word) => word.toString(36)).join("");
}

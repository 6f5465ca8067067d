import type { LinkState } from "../link/link-state.ts";
import { notify } from "../notice/notice-store.ts";
import { entryNote } from "../route/address.ts";
import { openingNow } from "../route/opened.ts";
import { keepWithoutName } from "./library.ts";

let hasTold = false;

/** Keeps edited work in case the tab is lost. Resolves to its id; undefined where nothing can be kept, told once. */
export async function keepUnsaved(state: LinkState): Promise<string | undefined> {
  const kept = await keepWithoutName(state, entryNote().unsaved ?? openingNow().keptId);
  if (kept.ok) return kept.value;
  if (!hasTold) notify({ subject: "library", text: kept.error });
  hasTold = true;
  return undefined;
}

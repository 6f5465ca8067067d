import { toLinkJson } from "./link-json.ts";
import type { LinkState } from "./link-state.ts";
import { pack } from "./pack.ts";

/** Beyond this, mail programs and chats cut a link: a file is the better way. */
export const LONGEST_LINK = 8_000;

/** The part of the address after `#`: the whole state, however long it becomes. */
export async function linkHash(state: LinkState, galleryText: string | undefined): Promise<string> {
  return `#/x/${await pack(JSON.stringify(toLinkJson(state, galleryText)))}`;
}

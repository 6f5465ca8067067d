import { err, type Result } from "../../base/index.ts";
import { galleryText } from "../gallery/scenarios.ts";
import { readState, type ReadLink } from "../link/read-link.ts";
import { findKept } from "./library.ts";

/** What is kept under an id, checked like a link: an older version of the page may have written it. */
export async function readKept(id: string): Promise<Result<ReadLink, string>> {
  const found = await findKept(id);
  if (!found.ok) return found;
  if (found.value === undefined)
    return err("What was kept under this address is not on this device any more");
  const { state, name = "What was kept" } = found.value;
  return readState(state, name, galleryText);
}

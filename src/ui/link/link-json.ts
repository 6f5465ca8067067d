import { hashValue } from "../../base/index.ts";
import type { SavedRun } from "../../session/index.ts";
import type { LinkState, Place } from "./link-state.ts";

/**
 * The JSON inside a link. A document of the gallery is named and not repeated: `text` is left out, and its hash tells
 * whether the gallery still has the same one. `read-link.ts` is the way back.
 */
export interface LinkJson {
  readonly link: typeof LINK_VERSION;
  readonly run: Omit<SavedRun, "text"> & { readonly text?: string; readonly textHash?: string };
  readonly place: Place;
  readonly lesson?: string;
}

/** Raised when the shape changes; then `migrations.ts` learns to read the shape before. */
export const LINK_VERSION = 1;

/** `galleryText` is what the gallery has under the run's name, if anything. */
export function toLinkJson({ run, ...rest }: LinkState, galleryText: string | undefined): LinkJson {
  const { text, ...named } = run;
  const isKnown = text === galleryText;
  return {
    link: LINK_VERSION,
    run: isKnown ? { ...named, textHash: shortHash(text) } : run,
    ...rest,
  };
}

/** Enough to notice that a document is not the same any more; nobody is kept from forging it. */
export function shortHash(text: string): string {
  return hashValue(text).slice(0, 8);
}

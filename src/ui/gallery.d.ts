/** The documents of `scenarios/`, as the build found them. */
declare module "virtual:gallery" {
  /** A document's place and the plain words of its head. */
  export interface GalleryEntry {
    /** `consensus/split-vote`: unique, and what `lightcone run` calls it. */
    readonly name: string;
    /** `consensus/split-vote.yaml`, for {@link readGalleryFile}. */
    readonly file: string;
    readonly title?: string;
    readonly concept?: string;
    /** The lesson's path as the document gives it, relative to the document. */
    readonly lesson?: string;
    readonly [key: string]: string | undefined;
  }
  /** Sorted by name. */
  export const gallery: readonly GalleryEntry[];
  /** The raw text of a document or a lesson, by its path under `scenarios/`; undefined if there is none. */
  export function readGalleryFile(file: string): Promise<string> | undefined;
}

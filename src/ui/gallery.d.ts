/** The documents of `scenarios/`, as the build found them. */
declare module "virtual:gallery" {
  /** A document's place and the head of it: what a gallery shows without opening it. Checked where it is opened. */
  export interface GalleryEntry {
    /** `consensus/split-vote`: unique, and what `lightcone run` calls it. */
    readonly name: string;
    /** `consensus/split-vote.yaml`, for {@link readGalleryFile}. */
    readonly file: string;
    readonly title?: string;
    readonly concept?: string;
    readonly summary?: string;
    /** The lesson's path as the document gives it, relative to the document. */
    readonly lesson?: string;
    readonly program?: string;
    readonly nodes?: number;
    readonly until?: string;
    readonly seed?: string;
    /** When the first fault strikes: `2s`. */
    readonly firstFault?: string;
    readonly predict?: Prediction;
    /** Hints of the document about what to show. */
    readonly view?: { readonly selected?: string };
  }
  /** A question to answer before the run is shown; `answer` counts from 1. */
  export interface Prediction {
    readonly ask: string;
    readonly choices: readonly string[];
    readonly answer: number;
    /** The moment at which to ask, `5s`; the start of the run when it is left out. */
    readonly at?: string;
    readonly why?: string;
  }
  /** Sorted by name. */
  export const gallery: readonly GalleryEntry[];
  /** The raw text of a document or a lesson, by its path under `scenarios/`; undefined if there is none. */
  export function readGalleryFile(file: string): Promise<string> | undefined;
}

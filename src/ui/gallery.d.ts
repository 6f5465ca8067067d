/** The documents of `scenarios/`, as the build found them: what the page must know of all to open one. */
declare module "virtual:gallery" {
  /** A document's place and its name. Checked where it is opened. */
  export interface GalleryHead {
    /** `consensus/split-vote`: unique, and what `lightcone run` calls it. */
    readonly name: string;
    /** `consensus/split-vote.yaml`, for `readGalleryFile`. */
    readonly file: string;
    readonly title?: string;
    readonly concept?: string;
    /** The lesson's path as the document gives it, relative to the document. */
    readonly lesson?: string;
    readonly seed?: string;
    /** Hints of the document about what to show. */
    readonly view?: { readonly selected?: string };
  }
  /** Sorted by name. */
  export const gallery: readonly GalleryHead[];
}

/** What only the gallery shows of them, what a lesson asks, and their texts: loaded when one is opened or looked for. */
declare module "virtual:gallery-details" {
  /** The rest of a document's head. */
  export interface GalleryDetails {
    readonly summary?: string;
    readonly program?: string;
    readonly nodes?: number;
    readonly until?: string;
    /** When the first fault strikes: `2s`. */
    readonly firstFault?: string;
    readonly predict?: Prediction;
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
  /** By name. */
  export const details: Readonly<Record<string, GalleryDetails>>;
  /** The raw text of a document or a lesson, by its path under `scenarios/`; undefined if there is none. */
  export function readGalleryFile(file: string): Promise<string> | undefined;
}

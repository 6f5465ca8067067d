/** What a run can be written as. `scenario` is its document, `run` the tree of branches that reopens it. */
export const EXPORT_FORMATS = ["perfetto", "shiviz", "otlp", "jepsen", "csv", "scenario", "run"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file to be saved. The parts follow one another; together they may be longer than one text can be. */
export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly parts: readonly string[];
}

/** A tree of branches as data: `lightcone.run` files, links, the browser's storage. */
export interface SavedRun {
  readonly lightcone: "run";
  readonly version: 1;
  readonly engine: string;
  readonly file: string;
  readonly text: string;
  readonly seed: string;
  readonly set: readonly (readonly [string, string])[];
  readonly branches: readonly SavedBranch[];
  readonly shown: number;
  readonly fingerprint?: string;
}

export interface SavedBranch {
  readonly name: string;
  readonly parent: number;
  readonly changes: readonly Change[];
}

/** One edit of a saved branch. */
export type Change =
  | { readonly do: "inject"; readonly atUs: number; readonly yaml: string }
  | { readonly do: "fault-text"; readonly fault: number; readonly yaml: string }
  | { readonly do: "fault-time"; readonly fault: number; readonly atUs: number }
  | { readonly do: "fault-mute"; readonly fault: number; readonly muted: boolean }
  | { readonly do: "fault-delete"; readonly fault: number }
  | { readonly do: "set"; readonly path: string; readonly value: string }
  | { readonly do: "seed"; readonly seed: string }
  | { readonly do: "text"; readonly text: string };

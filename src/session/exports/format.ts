/** What a run can be written as. `scenario` is its document, `run` the tree of branches that reopens it. */
export const EXPORT_FORMATS = ["perfetto", "shiviz", "otlp", "jepsen", "csv", "scenario", "run"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file to be saved. It may be larger than one text can be, and is handed to another thread without being copied. */
export interface ExportedFile {
  readonly name: string;
  readonly content: Blob;
}

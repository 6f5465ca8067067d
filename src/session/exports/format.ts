/** What a run can be written as. `scenario` is its document, `run` the tree of branches that reopens it. */
export const EXPORT_FORMATS = ["perfetto", "shiviz", "otlp", "jepsen", "csv", "scenario", "run"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file to be saved. The parts follow one another; together they may be longer than one text can be. */
export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly parts: readonly string[];
}

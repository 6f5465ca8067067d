export * from "./api.ts";
export { editedFileName, runName } from "./run-name.ts";
export { scenarioOf } from "./scenario-of.ts";
export { createSession } from "./session.ts";
export {
  EXPORT_FORMATS,
  exportParts,
  isRunFile,
  readRunFile,
  readTraceFile,
  savedRunShape,
  type ExportedFile,
  type ExportFacts,
  type ExportFormat,
} from "./exports/index.ts";
export * from "./documents.ts";

export { writeEdn } from "./edn.ts";
export * from "./entry.ts";
export { detectFormat, type HistoryFormat } from "./detect-format.ts";
export { jsonPlace, readJson } from "./json-text.ts";
export { writeJsonLines } from "./json-lines.ts";
export * from "./operation.ts";
export * from "./read-history.ts";
export * from "./transaction.ts";
export * from "./value.ts";

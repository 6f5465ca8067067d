export * from "./export-run.ts";
export * from "./facts.ts";
export * from "./format.ts";
export { isRunFile, readRunFile } from "./read-run-file.ts";
export { readTraceFile } from "./read-trace-file.ts";
export { savedRunShape } from "./saved-run-shape.ts";

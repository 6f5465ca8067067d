export * from "./export-run.ts";
export * from "./facts.ts";
export * from "./format.ts";

export * from "./base/index.ts";
export * from "./history/index.ts";

export * from "./csv.ts";
export * from "./sweep.ts";

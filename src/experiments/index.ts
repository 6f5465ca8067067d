export * from "./csv.ts";
export * from "./find-history.ts";
export * from "./laboratory.ts";
export * from "./matrix-plan.ts";
export * from "./matrix.ts";
export * from "./sweep.ts";

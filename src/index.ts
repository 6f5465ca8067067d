export * as base from "./base/index.ts";
export * as history from "./history/index.ts";
export * as kernel from "./kernel/index.ts";
export * as cluster from "./cluster/index.ts";
export * as protocols from "./protocols/index.ts";
export * as workloads from "./workloads/index.ts";
export * as checkers from "./checkers/index.ts";
export * as scenario from "./scenario/index.ts";

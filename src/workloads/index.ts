export type { ClientState } from "./client.ts";
export { createKeyChooser, type Popularity } from "./key-popularity.ts";
export * from "./registry.ts";
export * from "./workload-fields.ts";
export * from "./workload-kind.ts";

export { spannerOptions } from "./options.ts";
export { spanner } from "./spanner.ts";

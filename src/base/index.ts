export * from "./assert.ts";
export * from "./input-error.ts";
export * from "./nearest-name.ts";
export * from "./result.ts";

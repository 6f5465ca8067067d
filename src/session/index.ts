export * from "./api.ts";
export * from "./exports/format.ts";
export { createSession } from "./session.ts";

export * from "./api.ts";
export { createSession } from "./session.ts";

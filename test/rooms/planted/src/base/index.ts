export * from "./number.ts";

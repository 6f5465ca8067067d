export * from "./event.ts";
import { event } from "./event.ts"; // caught: an index only exports from its room's files
export const sum = event; // caught: an index only exports from its room's files

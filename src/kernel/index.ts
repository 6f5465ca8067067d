export * from "./distribution.ts";
export * from "./event-queue.ts";
export * from "./kernel.ts";
export * from "./random-streams.ts";
export * from "./trace.ts";
export * from "./ziggurat.ts";

import type { Progress } from "../../session/index.ts";

/** The parts of an answer of the engine, under their own names. */
export type TraceColumns = Progress["columns"];
export type Note = Progress["notes"][number];
export type RecordedEntry = Progress["history"][number];

import * as z from "zod";
import { duration } from "../../cluster/index.ts";

/** Deliberate mistakes, each one line at the rule it breaks. */
const BUGS = ["none", "answer-before-tail", "ignore-lease", "join-without-history"] as const;

export interface ChainOptions {
  readonly heartbeatUs: number;
  readonly failureTimeoutUs: number;
  readonly reads: "tail" | "any";
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const chainOptions = z
  .strictObject({
    heartbeat: duration
      .refine((us) => us > 0, "a heartbeat takes time")
      .prefault("50ms")
      .describe("time between a server's heartbeats to the master, and to its successor"),
    failureTimeout: duration
      .prefault("300ms")
      .describe("a server that the master has not heard for this long is taken out of the chain"),
    reads: z
      .enum(["tail", "any"])
      .default("tail")
      .describe("who answers reads; any other server's answer may be old, or not be acknowledged yet"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform(({ heartbeat, failureTimeout, ...rest }): ChainOptions => ({
    heartbeatUs: heartbeat,
    failureTimeoutUs: failureTimeout,
    ...rest,
  }));

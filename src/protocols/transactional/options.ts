import * as z from "zod";
import { distribution, type Distribution } from "../../cluster/index.ts";

/** What concurrent transactions may see of each other, the weakest first. */
const ISOLATION = ["read-uncommitted", "read-committed", "snapshot-isolation", "serializable"] as const;

/** Deliberate mistakes, each one line at the rule it breaks. */
const BUGS = [
  "none",
  "no-write-conflict-check",
  "moving-snapshot",
  "dirty-read",
  "no-read-locks",
  "ack-before-sync",
] as const;

export interface TransactionalOptions {
  readonly isolation: (typeof ISOLATION)[number];
  /** How long each micro-operation takes. */
  readonly step: Distribution;
  readonly bug: (typeof BUGS)[number];
}

export const transactionalOptions = z
  .strictObject({
    isolation: z
      .enum(ISOLATION)
      .default("serializable")
      .describe("what concurrent transactions may see of each other"),
    step: distribution.prefault("exponential(2ms)").describe("how long each micro-operation takes"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform((options): TransactionalOptions => options);

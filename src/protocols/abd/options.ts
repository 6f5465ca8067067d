import * as z from "zod";
import { duration } from "../../cluster/index.ts";

/**
 * Deliberate mistakes. `no-write-back`: a read returns what it found without seeing to it that a majority holds it.
 * `minority-quorum`: one answer less than a majority is taken for enough.
 */
const BUGS = ["none", "no-write-back", "minority-quorum", "acknowledge-before-sync"] as const;

export interface AbdOptions {
  /** A phase that lacks answers asks again whoever has not answered. */
  readonly resendUs: number;
  /** Then the coordinator forgets the call; its client has been told nothing. */
  readonly giveUpUs: number;
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const abdOptions = z
  .strictObject({
    resend: duration
      .refine((us) => us > 0, "asking again takes time")
      .prefault("100ms")
      .describe("a phase that lacks answers asks again after this"),
    giveUp: duration.prefault("10s").describe("a coordinator forgets an operation after this"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, to see what finds it"),
  })
  .transform(({ resend, giveUp, bug }): AbdOptions => ({ resendUs: resend, giveUpUs: giveUp, bug }));

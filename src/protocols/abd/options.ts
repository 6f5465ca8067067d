import * as z from "zod";
import { duration } from "../../cluster/index.ts";

/** Deliberate mistakes. `minority-quorum`: one answer less than a majority is taken for enough. */
const BUGS = ["none", "minority-quorum", "acknowledge-before-sync"] as const;

export interface AbdOptions {
  /** False: a read returns what it found without seeing to it that a majority holds it. */
  readonly writeBack: boolean;
  /** A phase that lacks answers asks again whoever has not answered. */
  readonly resendUs: number;
  /** Then the coordinator forgets the call; its client has been told nothing. */
  readonly giveUpUs: number;
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const abdOptions = z
  .strictObject({
    writeBack: z
      .boolean()
      .default(true)
      .describe("a read writes what it found to a majority before it returns; false breaks atomicity"),
    resend: duration
      .refine((us) => us > 0, "asking again takes time")
      .prefault("100ms")
      .describe("a phase that lacks answers asks again after this"),
    giveUp: duration.prefault("10s").describe("a coordinator forgets an operation after this"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, to see what finds it"),
  })
  .transform(({ writeBack, resend, giveUp, bug }): AbdOptions => ({
    writeBack,
    resendUs: resend,
    giveUpUs: giveUp,
    bug,
  }));

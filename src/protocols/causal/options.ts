import * as z from "zod";
import { duration, wholeNumber } from "../../cluster/index.ts";

/** What a scenario writes under `options`. */
export const causalOptions = z.strictObject({
  dependencies: z
    .boolean()
    .default(true)
    .describe("false: a write is visible as soon as it arrives, whatever it depends on"),
  conflicts: z
    .enum(["lww", "arrival"])
    .default("lww")
    .describe(
      "of concurrent writes to a key the one with the greatest Lamport stamp stays, or the one that came last to each replica",
    ),
  interval: duration
    .refine((us) => us > 0, "replicas that never compare notes lose what a link loses")
    .prefault("100ms")
    .describe("time between two digests, by which replicas find what they lack"),
  patience: duration
    .prefault("100ms")
    .describe("how long a request waits for what its session has seen, before it is sent on"),
  batch: wholeNumber(1).prefault(64).describe("most writes in one message that repairs"),
});

export type CausalOptions = z.output<typeof causalOptions>;

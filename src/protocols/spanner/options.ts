import * as z from "zod";
import { duration } from "../../cluster/index.ts";

/** Which node holds a key. */
const PLACEMENT = ["letter", "hash"] as const;

/** Deliberate mistakes, each one line at the rule it breaks. */
const BUGS = ["none", "read-past-prepared", "forget-prepared"] as const;

export interface SpannerOptions {
  /** How wrong a clock is believed to be at most, µs. */
  readonly uncertaintyUs: number;
  readonly commitWait: boolean;
  readonly placement: (typeof PLACEMENT)[number];
  /** A transaction that is not decided after this is aborted, µs. */
  readonly timeoutUs: number;
  /** A shard that has prepared asks for the outcome this often, µs. */
  readonly inquiryUs: number;
  readonly bug: (typeof BUGS)[number];
}

export const spannerOptions = z
  .strictObject({
    uncertainty: duration
      .prefault("4ms")
      .describe("how far a clock is believed to be from true time, at most (TrueTime's ε)"),
    commitWait: z
      .boolean()
      .default(true)
      .describe("a commit is not told before its timestamp has certainly passed (§4.1.2)"),
    placement: z
      .enum(PLACEMENT)
      .default("letter")
      .describe(
        "which node holds a key: letter, by its last character (x y z are n1 n2 n3 of three); or hash",
      ),
    timeout: duration.prefault("1s").describe("a transaction that is not decided after this is aborted"),
    inquiry: duration.prefault("100ms").describe("how often a prepared shard asks for the outcome"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform(({ uncertainty, timeout, inquiry, ...rest }): SpannerOptions => ({
    uncertaintyUs: uncertainty,
    timeoutUs: timeout,
    inquiryUs: inquiry,
    ...rest,
  }));

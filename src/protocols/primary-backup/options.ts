import * as z from "zod";
import { duration, wholeNumber, type OptionProblem } from "../../cluster/index.ts";

/** How many backups must have a write on disk before its client is told. */
const MODES = ["sync", "semi-sync", "async"] as const;

/** Deliberate mistakes, each one line at the rule it breaks. */
const BUGS = ["none", "ack-before-backup", "ignore-epoch", "shorter-log-takes-over"] as const;

export interface PrimaryBackupOptions {
  readonly mode: (typeof MODES)[number];
  /** Semi-synchronous: backups that must acknowledge; with the primary a majority unless given. */
  readonly acks?: number | undefined;
  readonly unreachable: "block" | "skip";
  readonly failover: "manual" | "automatic";
  readonly heartbeatUs: number;
  readonly failoverTimeoutUs: number;
  readonly fencing: boolean;
  readonly reads: "primary" | "any";
  /** The replica that leads the first epoch; the first one unless given. */
  readonly initialPrimary?: string | undefined;
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const primaryBackupOptions = z
  .strictObject({
    mode: z
      .enum(MODES)
      .default("semi-sync")
      .describe("whose disks must have a write before it is acknowledged: all, some, or only the primary's"),
    acks: wholeNumber(0)
      .optional()
      .describe("semi-sync: how many backups; with the primary a majority unless given"),
    unreachable: z
      .enum(["block", "skip"])
      .default("block")
      .describe(
        "a backup that was not heard for the failover timeout: its acknowledgement is waited for, or not",
      ),
    failover: z
      .enum(["manual", "automatic"])
      .default("automatic")
      .describe("a backup takes over when it hears no primary, or only when an operator asks it to promote"),
    heartbeat: duration.prefault("50ms").describe("time between a primary's heartbeats"),
    failoverTimeout: duration
      .prefault("300ms")
      .describe(
        "how long the next backup in order waits to hear the primary; each further one half as long again",
      ),
    fencing: z
      .boolean()
      .default(true)
      .describe("a takeover needs promises of a majority, and what promised obeys no earlier epoch"),
    reads: z
      .enum(["primary", "any"])
      .default("primary")
      .describe("who answers reads; a backup's answer may be old"),
    initialPrimary: z
      .string()
      .optional()
      .describe("the replica that leads at the start; the first unless given"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform(({ heartbeat, failoverTimeout, ...rest }): PrimaryBackupOptions => ({
    heartbeatUs: heartbeat,
    failoverTimeoutUs: failoverTimeout,
    ...rest,
  }));

/** What is wrong with the options, given the replicas' names. */
export function primaryBackupProblems(
  { acks, initialPrimary }: PrimaryBackupOptions,
  replicas: readonly string[],
): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (acks !== undefined && acks >= replicas.length) {
    problems.push({
      option: "acks",
      problem: `${replicas.length} replicas have ${replicas.length - 1} backups`,
      found: String(acks),
      accepted: [`at most ${replicas.length - 1}`],
    });
  }
  if (initialPrimary !== undefined && !replicas.includes(initialPrimary)) {
    problems.push({
      option: "initialPrimary",
      problem: `there is no replica "${initialPrimary}"`,
      found: initialPrimary,
      accepted: replicas,
    });
  }
  return problems;
}

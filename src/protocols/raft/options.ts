import * as z from "zod";
import {
  distribution,
  duration,
  durationRange,
  wholeNumber,
  type Distribution,
  type OptionProblem,
} from "../../cluster/index.ts";

/** How a read is answered. */
const READS = ["read-index", "lease", "log", "local"] as const;

/** Deliberate mistakes, each one line at the rule it breaks; a checker that does not find them is no checker. */
const BUGS = [
  "none",
  "forget-vote-on-restart",
  "commit-old-term",
  "ack-before-sync",
  "match-index-too-high",
  "skip-log-check",
] as const;

export interface RaftOptions {
  /** Shortest and longest election timeout; drawn afresh each time (§5.2). */
  readonly electionTimeoutUs: readonly [shortest: number, longest: number];
  readonly heartbeatUs: number;
  /** Most entries in one AppendEntries. */
  readonly maxBatch: number;
  readonly preVote: boolean;
  readonly checkQuorum: boolean;
  readonly reads: (typeof READS)[number];
  /** A lease lasts the shortest election timeout divided by this (thesis §6.4.1). */
  readonly clockDriftBound: number;
  /** How long the sync of a vote takes, given to another or to oneself, if not as long as any other. */
  readonly voteSync?: Distribution | undefined;
  readonly candidateSync?: Distribution | undefined;
  /** Entries of term 1 in each replica's log at the start, durable; the logs are prefixes of one log. */
  readonly initialLog: readonly number[];
  /** The replica that leads term 1 from the start, its heartbeats just leaving. */
  readonly initialLeader?: string | undefined;
  readonly bug: (typeof BUGS)[number];
}

const SHARE = /^\d*\.?\d+%$/;

/** `50%`: of the shortest election timeout, whatever that is in a sweep. */
const shareOfTimeout = z
  .unknown()
  .transform((value, context): { share: number } => {
    if (typeof value === "string" && SHARE.test(value)) return { share: Number(value.slice(0, -1)) / 100 };
    const params = { found: JSON.stringify(value), accepted: ["50%"] };
    context.addIssue({ code: "custom", message: "a share is written as 50%", params });
    return z.NEVER;
  })
  .meta({ type: "string", pattern: SHARE.source, title: "a share", forms: ["50%"] });

/** What a scenario writes under `options`. */
export const raftOptions = z
  .strictObject({
    electionTimeout: durationRange.prefault("150ms..300ms").describe("shortest and longest election timeout"),
    heartbeat: z
      .union([duration, shareOfTimeout])
      .prefault("50ms")
      .describe("time between a leader's heartbeats; or a share of the shortest election timeout"),
    maxBatch: wholeNumber(1).prefault(64).describe("most entries in one AppendEntries"),
    preVote: z
      .boolean()
      .default(false)
      .describe("ask before an election whether it can be won (thesis §9.6)"),
    checkQuorum: z
      .boolean()
      .default(false)
      .describe(
        "a leader that hears no majority steps down; a leader that is heard is not deposed (thesis §6.2)",
      ),
    reads: z
      .enum(READS)
      .default("read-index")
      .describe("how reads are answered: read-index, lease, log are linearizable; local is stale"),
    clockDriftBound: z
      .number()
      .min(1)
      .default(1)
      .describe("how much faster one clock may run than another; shortens leases"),
    voteSync: distribution
      .optional()
      .describe("how long the sync of a vote for another takes, if not as disk.sync"),
    candidateSync: distribution
      .optional()
      .describe("how long the sync of a candidate's own vote takes, if not as disk.sync"),
    initialLog: z
      .array(wholeNumber(0, 100_000))
      .default([])
      .describe("entries of term 1 in each replica's log at the start"),
    initialLeader: z.string().optional().describe("the replica that leads term 1 from the start"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform(({ electionTimeout, heartbeat, ...rest }): RaftOptions => {
    const heartbeatUs =
      typeof heartbeat === "number" ? heartbeat : Math.round(electionTimeout[0] * heartbeat.share);
    return { electionTimeoutUs: electionTimeout, heartbeatUs, ...rest };
  });

/** What is wrong with the options, given the replicas' names. */
export function raftProblems(options: RaftOptions, replicas: readonly string[]): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  const { initialLog, initialLeader } = options;
  if (initialLog.length > replicas.length) {
    problems.push({
      option: "initialLog",
      problem: `${initialLog.length} logs for ${replicas.length} replicas`,
      found: `${initialLog.length} numbers`,
      accepted: [`at most ${replicas.length} numbers`],
    });
  }
  if (initialLeader === undefined) return problems;
  const place = replicas.indexOf(initialLeader);
  if (place < 0) {
    problems.push({
      option: "initialLeader",
      problem: `there is no replica "${initialLeader}"`,
      found: initialLeader,
      accepted: replicas,
    });
  } else if (initialLog.some((length) => length > (initialLog[place] ?? 0))) {
    problems.push({
      option: "initialLog",
      problem: `${initialLeader} leads the term in which all entries were made, so no log can be longer than its own`,
      found: initialLog.join(", "),
      accepted: [`the longest log at ${initialLeader}`],
    });
  }
  return problems;
}

import * as z from "zod";
import {
  distribution,
  duration,
  durationRange,
  type Distribution,
  type OptionProblem,
} from "../../cluster/index.ts";

/**
 * Deliberate mistakes. `forget-promise`: promises and votes are not on the disk. `ignore-accepted`: a proposer proposes its own
 * command although a promise has told it of another. `accept-anything`: an acceptor forgets what it promised when it votes.
 */
const BUGS = ["none", "forget-promise", "ignore-accepted", "accept-anything"] as const;

export interface PaxosOptions {
  /** `distinguished`: one proposer at a time, the others redirect (§2.4). `anyone`: whoever is asked proposes. */
  readonly proposers: "distinguished" | "anyone";
  readonly heartbeatUs: number;
  /** How long without a heartbeat until a node makes itself the distinguished proposer; drawn afresh each time. */
  readonly timeoutUs: readonly [shortest: number, longest: number];
  /** From being refused to the next try. */
  readonly backoff: Distribution;
  /** A phase that lacks answers asks again after this. */
  readonly resendUs: number;
  /** The replica that prepares first of all, at once. */
  readonly initialLeader?: string | undefined;
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const paxosOptions = z
  .strictObject({
    proposers: z
      .enum(["distinguished", "anyone"])
      .default("distinguished")
      .describe("distinguished: one proposes, the others redirect; anyone: whoever is asked proposes"),
    heartbeat: duration
      .refine((us) => us > 0, "a heartbeat takes time")
      .prefault("50ms")
      .describe("how often the distinguished proposer says that it lives"),
    timeout: durationRange
      .prefault("150ms..300ms")
      .describe("a node that hears nothing for so long makes itself the distinguished proposer"),
    backoff: distribution
      .prefault("exponential(50ms)")
      .describe("anyone: from being refused to the next try"),
    resend: duration
      .refine((us) => us > 0, "asking again takes time")
      .prefault("100ms")
      .describe("a phase that lacks answers asks again after this"),
    initialLeader: z
      .string()
      .optional()
      .describe("distinguished: the replica that leads first; whoever is first unless given"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, to see what finds it"),
  })
  .transform(({ heartbeat, timeout, resend, ...rest }): PaxosOptions => ({
    ...rest,
    heartbeatUs: heartbeat,
    timeoutUs: timeout,
    resendUs: resend,
  }));

/** What is wrong with the options, given the replicas' names. */
export function paxosProblems(
  { initialLeader }: PaxosOptions,
  replicas: readonly string[],
): readonly OptionProblem[] {
  if (initialLeader === undefined || replicas.includes(initialLeader)) return [];
  const problem = `there is no replica "${initialLeader}"`;
  return [{ option: "initialLeader", problem, found: initialLeader, accepted: replicas }];
}

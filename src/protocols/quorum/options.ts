import * as z from "zod";
import { duration, wholeNumber, type OptionProblem } from "../../cluster/index.ts";

const PLACEMENTS = ["ring", "first"] as const;
const VERSIONS = ["physical", "lamport", "vector"] as const;
const CONFLICTS = ["lww", "siblings"] as const;

/** Deliberate mistakes, each one line at the rule it breaks; a checker that does not find them is no checker. */
const BUGS = ["none", "ack-before-write", "newest-by-arrival"] as const;

/** Points of all nodes together on the rings that all of them keep. */
const MOST_POINTS = 1_000_000;

/** The slots of one operation are counted in the bits of one number. */
const MOST_COPIES = 30;

export interface QuorumOptions {
  /** Copies of each key; answers that a read waits for; acknowledgements that a write waits for. 1 ≤ r, w ≤ n. */
  readonly n: number;
  readonly r: number;
  readonly w: number;
  readonly placement: (typeof PLACEMENTS)[number];
  readonly virtualNodes: number;
  readonly versions: (typeof VERSIONS)[number];
  readonly conflicts: (typeof CONFLICTS)[number];
  readonly readRepair: boolean;
  readonly sloppy: boolean;
  readonly hintedHandoff: boolean;
  readonly handoffIntervalUs: number;
  /** Time between a node's comparisons with a peer; 0 for none. */
  readonly antiEntropyUs: number;
  /** A coordinator takes a replica that has not answered for this long for unreachable. */
  readonly timeoutUs: number;
  readonly bug: (typeof BUGS)[number];
}

/** What a scenario writes under `options`. */
export const quorumOptions = z
  .strictObject({
    n: wholeNumber(1, MOST_COPIES).prefault(3).describe("how many replicas hold each key"),
    r: wholeNumber(1, MOST_COPIES).prefault(2).describe("how many of them a read waits for"),
    w: wholeNumber(1, MOST_COPIES).prefault(2).describe("how many of them a write waits for"),
    placement: z
      .enum(PLACEMENTS)
      .default("ring")
      .describe("who holds a key: the next n nodes on a ring; or always the first n nodes"),
    virtualNodes: wholeNumber(1, 1_000).prefault(16).describe("points of each node on the ring"),
    versions: z
      .enum(VERSIONS)
      .default("physical")
      .describe(
        "what orders the versions of a key: the coordinator's clock; its Lamport clock, which may be behind that of an earlier write's coordinator, so that reads are stale even with r + w > n and no failure; or version vectors",
      ),
    conflicts: z
      .enum(CONFLICTS)
      .default("lww")
      .describe(
        "concurrent versions: the last write wins; or all are kept, with vector only, until a session with a token that has read them writes",
      ),
    readRepair: z
      .boolean()
      .default(true)
      .describe("a read sends the newest version to replicas that answered with an older one"),
    sloppy: z
      .boolean()
      .default(false)
      .describe("stand-ins for replicas that cannot be reached count towards r and w"),
    hintedHandoff: z
      .boolean()
      .default(false)
      .describe("stand-ins keep writes for replicas that cannot be reached, and hand them over later"),
    handoffInterval: duration
      .refine((us) => us > 0, "an interval must last")
      .prefault("200ms")
      .describe("time between a stand-in's attempts to hand over"),
    antiEntropy: duration
      .prefault("0")
      .describe("time between a node's comparisons of Merkle trees with a random other; 0: never"),
    timeout: duration
      .refine((us) => us > 0, "a timeout must last")
      .prefault("100ms")
      .describe("a replica that has not answered for this long is taken for unreachable"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checkers to find"),
  })
  .transform(({ handoffInterval, antiEntropy, timeout, ...rest }): QuorumOptions => ({
    handoffIntervalUs: handoffInterval,
    antiEntropyUs: antiEntropy,
    timeoutUs: timeout,
    ...rest,
  }));

/** What is wrong with the options, given the replicas' names. */
export function quorumProblems(
  { n, r, w, versions, conflicts, placement, virtualNodes }: QuorumOptions,
  replicas: readonly string[],
): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (n > replicas.length) {
    problems.push({
      option: "n",
      problem: `${n} copies need ${n} nodes, and there are ${replicas.length}`,
      found: String(n),
      accepted: [`1 to ${replicas.length}`],
    });
  }
  for (const [option, quorum, act] of [
    ["r", r, "read"],
    ["w", w, "write"],
  ] as const) {
    if (quorum <= n) continue;
    problems.push({
      option,
      problem: `a ${act} cannot wait for ${quorum} of ${n} replicas`,
      found: String(quorum),
      accepted: [`1 to ${n}`],
    });
  }
  const mostPoints = Math.floor(MOST_POINTS / (replicas.length * replicas.length));
  if (placement === "ring" && virtualNodes > mostPoints) {
    problems.push({
      option: "virtualNodes",
      problem: `${replicas.length} nodes with ${virtualNodes} points each make too large a ring`,
      found: String(virtualNodes),
      accepted: mostPoints === 0 ? ["placement: first"] : [`1 to ${mostPoints}`, "placement: first"],
    });
  }
  if (conflicts === "siblings" && versions !== "vector") {
    problems.push({
      option: "conflicts",
      problem: `${versions} timestamps order all versions, so none are ever siblings`,
      found: conflicts,
      accepted: ["lww", "siblings with versions: vector"],
    });
  }
  return problems;
}

import { describe, expect, it } from "vitest";
import type { RaftOptions } from "../../../src/protocols/raft/index.ts";
import { checkHistory, MS, runOf, SECOND, type Setup } from "./raft-cluster.ts";

/**
 * Each deliberate mistake with a schedule in which it does harm, and the invariants that catch it. The same schedule
 * does a correct Raft no harm: otherwise the schedule, not the mistake, would have been caught.
 */
interface KnownBad {
  readonly bug: RaftOptions["bug"];
  readonly story: string;
  readonly setup: Setup;
  readonly caughtBy: readonly string[];
  /** The history shows it, too. */
  readonly losesWrites: boolean;
}

/** Timeouts without chance, one latency, one sync time: all moments of a schedule can be worked out by hand. */
const exact = { latency: "5ms", sync: "1ms", untilUs: 2 * SECOND } as const;
const far = ["n3", "n4", "n5"];

const schedules: readonly KnownBad[] = [
  {
    bug: "forget-vote-on-restart",
    story: "n3 and n4 elect n1, crash, and elect n2 in the same term, whose request was on its way",
    caughtBy: ["raft/vote-durability", "raft/election-safety"],
    losesWrites: false,
    setup: {
      ...exact,
      options: { electionTimeout: "300ms" },
      faults: [
        [1 * MS, { do: "crash", nodes: far, forUs: 100 * MS }],
        [1 * MS, { do: "cut", from: ["n1"], to: ["n2"] }],
        [1 * MS, { do: "slow", from: ["n2"], to: far, factor: 1, addUs: 50 * MS }],
        [314 * MS, { do: "crash", nodes: ["n3", "n4"], forUs: 36 * MS }],
      ],
    },
  },
  {
    bug: "commit-old-term",
    story: "Figure 8: n1 commits an entry of term 1 in term 4; n5, elected in term 6, overwrites it",
    caughtBy: ["raft/leader-completeness"],
    losesWrites: false,
    setup: {
      ...exact,
      options: { electionTimeout: "300ms", initialLeader: "n1", maxBatch: 1 },
      workload: {
        clients: 1,
        retry: false,
        target: "n1",
        script: [{ at: "120ms", client: "c1", write: ["x", 1] }],
      },
      faults: [
        // (a) The entry of term 1 at index 2 reaches n2 only.
        [110 * MS, { do: "cut", from: ["n1"], to: far, forUs: 40 * MS }],
        // (b) n5 alone can be elected, in term 2; its entry at index 2 reaches nobody.
        [140 * MS, { do: "crash", nodes: ["n1", "n2"], forUs: 290 * MS }],
        [140 * MS, { do: "crash", nodes: ["n3", "n4"], forUs: 60 * MS }],
        [414 * MS, { do: "cut", from: ["n5"], to: ["n3", "n4"], forUs: 40 * MS }],
        [420 * MS, { do: "crash", nodes: ["n5"], forUs: 360 * MS }],
        // (c) n1 leads term 4 and brings index 2 to n3 and n4, but nothing of term 4.
        [760 * MS, { do: "cut", from: ["n1"], to: ["n3", "n4"] }],
        [770 * MS, { do: "crash", nodes: ["n1", "n2"] }],
        // (d) n5 is back, and its last entry is of the later term.
      ],
    },
  },
  {
    bug: "ack-before-sync",
    story: "the power fails everywhere while an entry that a client was told of is on its way to the disks",
    caughtBy: ["raft/leader-completeness", "raft/state-machine-safety"],
    losesWrites: true,
    setup: {
      ...exact,
      sync: "40ms",
      options: { initialLeader: "n1" },
      workload: {
        clients: 2,
        target: "n1",
        script: [
          { at: "200ms", client: "c1", write: ["x", 1] },
          { at: "1.5s", client: "c2", read: "x" },
        ],
      },
      faults: [[230 * MS, { do: "crash", nodes: ["all"], forUs: 100 * MS }]],
    },
  },
  {
    bug: "match-index-too-high",
    story:
      "n1 takes the answers to a heartbeat for acknowledgements of a write sent since, which reached only n2",
    caughtBy: ["raft/leader-completeness", "raft/state-machine-safety"],
    losesWrites: true,
    setup: {
      ...exact,
      options: { initialLeader: "n1" },
      workload: {
        clients: 3,
        target: "n1",
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "152ms", client: "c2", write: ["x", 2] },
          { at: "1.5s", client: "c3", read: "x" },
        ],
      },
      faults: [
        [156 * MS, { do: "cut", from: ["n1"], to: far }],
        [166 * MS, { do: "crash", nodes: ["n1", "n2"], forUs: 1_000 * MS }],
      ],
    },
  },
  {
    bug: "skip-log-check",
    story: "n5 missed a write, and is elected when it is back, its term being the highest",
    caughtBy: ["raft/leader-completeness", "raft/state-machine-safety"],
    losesWrites: true,
    setup: {
      ...exact,
      options: { electionTimeout: "300ms..330ms", initialLeader: "n1" },
      workload: {
        clients: 2,
        target: "n1",
        script: [
          { at: "200ms", client: "c1", write: ["x", 1] },
          { at: "1.5s", client: "c2", read: "x" },
        ],
      },
      faults: [[100 * MS, { do: "isolate", nodes: ["n5"], forUs: 901 * MS }]],
    },
  },
];

describe("known-bad variants", () => {
  for (const { bug, story, setup, caughtBy, losesWrites } of schedules) {
    it(`${bug}: ${story}`, () => {
      for (const seed of [1, 2, 3]) {
        const bad = runOf({ ...setup, options: { ...setup.options, bug } }, seed);
        const broken = bad.violations.map(({ invariant }) => invariant);
        expect(broken, `seed ${seed}`).toEqual(expect.arrayContaining([...caughtBy]));
        if (losesWrites) expect(checkHistory(bad).verdict, `seed ${seed}`).toBe("invalid");

        const good = runOf(setup, seed);
        expect(good.violations).toEqual([]);
        expect(checkHistory(good).verdict).toBe("valid");
      }
    });
  }
});

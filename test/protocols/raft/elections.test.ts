import { describe, expect, it } from "vitest";
import { Cluster } from "../../../src/cluster/index.ts";
import { MS, notesOf, runOf, SECOND, specOf, stateOf, type Setup } from "./raft-cluster.ts";

/** Time of the first election, ms, or undefined. */
function firstElection(setup: Setup, seed: number): { timeMs: number; term: number } | undefined {
  const cluster = Cluster.create({ ...specOf(setup), invariants: [] }, `election ${seed}`, "off");
  for (let untilUs = 250 * MS; untilUs <= setup.untilUs!; untilUs += 250 * MS) {
    cluster.run(untilUs);
    const [elected] = notesOf(cluster, "elected");
    if (elected !== undefined) return { timeMs: elected.timeUs / MS, term: elected.value };
  }
  return undefined;
}

const down = (...nodes: readonly string[]): NonNullable<Setup["faults"]> => [[1, { do: "crash", nodes }]];

describe("elections", () => {
  it("split as often as the thesis computes for a fixed latency (§9.2, small count)", () => {
    // 5 nodes, 1 down; latency 0.2 of the range: 18.08 %, and with 2 down 48.8 %.
    const split = (faults: NonNullable<Setup["faults"]>): number => {
      const setup = {
        options: { electionTimeout: "1s..2s" },
        latency: "200ms",
        sync: "0",
        untilUs: 4 * SECOND,
        faults,
      };
      let count = 0;
      for (let seed = 0; seed < 600; seed++) if (firstElection(setup, seed)?.term !== 1) count++;
      return count / 600;
    };
    expect(split(down("n5"))).toBeCloseTo(0.18, 1);
    expect(split(down("n4", "n5"))).toBeCloseTo(0.49, 1);
  });

  it("take as long as AvailSim found (thesis ch. 9, small count)", () => {
    // U(30, 40) ms one way, timeouts U(300, 600) ms, 5 nodes: mean 429.9, median 409.5.
    const setup = {
      options: { electionTimeout: "300ms..600ms" },
      latency: "30ms..40ms",
      sync: "0",
      untilUs: 20 * SECOND,
    };
    const times = Array.from({ length: 400 }, (_, seed) => firstElection(setup, seed)!.timeMs).sort(
      (a, b) => a - b,
    );
    expect(times[200]!).toBeGreaterThan(399);
    expect(times[200]!).toBeLessThan(420);
    expect(times.reduce((sum, time) => sum + time) / 400).toBeCloseTo(430, -1.5);
  });

  it("never end while timeouts are equal and heartbeats in step (Figure 16, 150–150)", () => {
    const setup: Setup = {
      options: {
        electionTimeout: "150ms",
        heartbeat: "75ms",
        initialLeader: "n1",
        initialLog: [9, 8, 7, 6, 5],
        candidateSync: "0ms..8ms",
        voteSync: "2.4ms..9.6ms",
      },
      latency: "0.1ms..0.4ms",
      untilUs: 5 * SECOND,
      faults: [
        [0, { do: "cut", from: ["n2", "n3", "n4", "n5"], to: ["n1"] }],
        [40 * MS, { do: "crash", nodes: ["n1"] }],
      ],
    };
    let none = 0;
    for (let seed = 0; seed < 40; seed++) if (firstElection(setup, seed) === undefined) none++;
    expect(none).toBeGreaterThanOrEqual(36);
  });

  it("raise no term when a node that was cut off comes back, with PreVote; at least one without (thesis §9.6)", () => {
    const rise = (preVote: boolean, seed: number): number => {
      const setup: Setup = {
        options: { preVote, initialLeader: "n1" },
        faults: [[500 * MS, { do: "isolate", nodes: ["n5"], forUs: SECOND }]],
        untilUs: 3 * SECOND,
      };
      return stateOf(runOf(setup, seed), "n1").currentTerm - 1;
    };
    for (let seed = 1; seed <= 10; seed++) {
      expect(rise(true, seed)).toBe(0);
      expect(rise(false, seed)).toBeGreaterThanOrEqual(1);
    }
  });

  it("go to the target of a transfer, without an election timeout", () => {
    const cluster = runOf({
      options: { initialLeader: "n1", preVote: true, checkQuorum: true },
      faults: [[SECOND, { do: "ask", nodes: ["leader"], request: "transfer-leadership", about: ["n4"] }]],
    });
    const [elected] = notesOf(cluster, "elected");
    expect(elected).toMatchObject({ node: 3, value: 2 });
    expect(elected!.timeUs).toBeLessThan(SECOND + 60 * MS);
  });

  it("leave one role note a change, with its term, from the start on", () => {
    const cluster = runOf({
      faults: [[900 * MS, { do: "crash", nodes: ["n1"], forUs: 200 * MS }]],
      untilUs: 1_200 * MS,
    });
    const roles = notesOf(cluster, "role").filter(({ node }) => node === 0);
    expect(roles[0]).toMatchObject({ timeUs: 0, text: "follower", value: 0 });
    expect(roles.some(({ timeUs, text }) => timeUs === 1_100 * MS && text === "follower")).toBe(true);
    const { role, currentTerm } = stateOf(cluster, "n1");
    expect(roles.at(-1)).toMatchObject({ text: role, value: currentTerm });
  });
});

describe("crashes", () => {
  it("of everyone, again and again, lose nothing that was acknowledged", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const crashes = [1, 2, 3].map(
        (at) => [at * SECOND + seed * 7 * MS, { do: "crash", nodes: ["all"], forUs: 200 * MS }] as const,
      );
      const cluster = runOf(
        {
          workload: { clients: 3, think: "10ms", keys: 3, timeout: "100ms" },
          faults: crashes,
          sync: "15ms",
          untilUs: 4 * SECOND,
        },
        seed,
      );
      expect(cluster.violations).toEqual([]);
      expect(cluster.nodes[5]!.program.name).toBe("client");
    }
  });
});

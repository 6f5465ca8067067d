import { describe, expect, it } from "vitest";
import { checkHistory, MS, notesOf, runOf, SECOND, type Setup } from "./raft-cluster.ts";

/**
 * Thesis §3.10 and §6.4.1 together: the old leader n1 hands over to n2, but TimeoutNow takes 600 ms. By then n1 has given the
 * transfer up and leads on; then n2 is elected although voters hear n1, and n1 learns of it 110 ms late.
 */
const setup: Setup = {
  options: { initialLeader: "n1", reads: "lease", electionTimeout: "150ms..300ms", heartbeat: "50ms" },
  latency: "2ms",
  untilUs: 2_200 * MS,
  workload: {
    clients: 4,
    rate: "800/s",
    mix: { read: 70, write: 30 },
    keys: 1,
    overrides: {
      c1: { target: "n1", retry: false },
      c2: { target: "n1", retry: false },
      c3: { target: "n2" },
      c4: { target: "n2" },
    },
  },
  faults: [
    [1 * SECOND, { do: "slow", from: ["n1"], to: ["n2"], factor: 1, addUs: 600 * MS, forUs: 30 * MS }],
    [1 * SECOND, { do: "ask", nodes: ["n1"], request: "transfer-leadership", about: ["n2"] }],
    [
      1_560 * MS,
      { do: "slow", from: ["n2", "n3", "n4", "n5"], to: ["n1"], factor: 1, addUs: 110 * MS, forUs: SECOND },
    ],
  ],
};

describe("a lease and a transfer that is given up", () => {
  it("never serve a read that another leader's write has overtaken", () => {
    let late = 0;
    for (let seed = 1; seed <= 16; seed++) {
      const cluster = runOf(setup, seed);
      const elected = notesOf(cluster, "elected").filter((note) => note.timeUs > 1_600 * MS);
      if (elected.some((note) => cluster.nameOf(note.node) === "n2")) late++;
      expect(checkHistory(cluster).verdict, `seed ${seed}`).toBe("valid");
    }
    expect(late).toBeGreaterThan(1);
  });
});

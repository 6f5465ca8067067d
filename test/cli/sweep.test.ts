import { once } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { small } from "./documents.ts";
import { workplace } from "./command.ts";

const { run, start, write, files } = workplace();

describe("lightcone sweep", () => {
  it("writes one row a run, the same for any number of workers", () => {
    write("small.yaml", small);
    const args = [
      "sweep",
      "small.yaml",
      "--vary",
      "loss=0,0.1",
      "--vary",
      "network.latency=1ms,uniform(1ms, 2ms)",
    ];
    const one = run(...args, "--seeds", "60", "--workers", "1");
    const two = run(...args, "--seeds", "60", "--workers", "2");
    const lines = one.out.trim().split("\n");
    expect(one.code).toBe(0);
    expect(two.out).toBe(one.out);
    expect(lines).toHaveLength(1 + 2 * 2 * 60);
    expect(lines[0]).toMatch(
      /^loss,network\.latency,seed,fingerprint,events,time-to-leader,latency p99,linearizable,raft\/election-safety,/,
    );
    expect(lines[61]).toMatch(/^0,"uniform\(1ms, 2ms\)",1,[0-9a-f]{16},/);
    expect(new Set(lines.map((line) => line.split(",").slice(-20).join())).size).toBe(lines.length);
  });

  it("gives the row that run gives", () => {
    const [row] = (
      JSON.parse(run("sweep", "small.yaml", "--vary", "loss=0.1", "--seeds", "1", "--json").out) as {
        rows: { fingerprint: string; parameters: object }[];
      }
    ).rows;
    const single = JSON.parse(run("run", "small.yaml", "--set", "loss=0.1", "--seed", "1", "--json").out) as {
      fingerprint: string;
    };
    expect(row).toMatchObject({ fingerprint: single.fingerprint, parameters: { loss: "0.1" } });
  });

  it("writes to a file only when all rows are there", () => {
    const { code, out } = run("sweep", "small.yaml", "--seeds", "3", "--out", "rows.csv");
    expect(code).toBe(0);
    expect(out).toBe("");
    expect(files()).toEqual(["rows.csv", "small.yaml"]);
  });

  it("says of each run what run says: a budget that ran out is unknown, a false claim invalid", () => {
    write("budget.yaml", small.replace("until: 2s", "until: 2s, budget: { events: 300 }"));
    write("claim.yaml", small.replace("== valid", "== invalid"));
    const budget = run("sweep", "budget.yaml", "--seeds", "2");
    expect(budget.code).toBe(2);
    expect(budget.out.split("\n")[0]).toMatch(/,verdict,budget$/);
    expect(budget.out.split("\n")[1]).toMatch(/,unknown,300 events$/);
    const claim = run("sweep", "claim.yaml", "--seeds", "2", "--json");
    expect(claim.code).toBe(1);
    const { rows } = JSON.parse(claim.out) as { rows: object[] };
    expect(rows[1]).toMatchObject({ verdicts: { linearizable: "valid" }, verdict: "invalid" });
    expect(rows[1]).not.toHaveProperty("budget");
  });

  it("writes JSON to a file as well", () => {
    expect(run("sweep", "small.yaml", "--json", "--out", "rows.json").out).toBe("");
    expect(files()).toContain("rows.json");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing half-written behind on %s", async (signal) => {
    const sweep = start("sweep", "small.yaml", "--seeds", "100000", "--out", "never.csv");
    await vi.waitFor(() => expect(files()).toContain("never.csv.partial"), 10_000);
    sweep.kill(signal);
    const [, endedBy] = (await once(sweep, "exit")) as [number | null, string | null];
    expect(endedBy).toBe(signal);
    expect(files().filter((file) => file.startsWith("never"))).toEqual([]);
  });
});

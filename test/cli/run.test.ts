import { describe, expect, it } from "vitest";
import { small } from "./documents.ts";
import { workplace } from "./command.ts";

const { run, write, files } = workplace();

describe("lightcone run", () => {
  it("prints what the run gave, as one JSON object", () => {
    write("small.yaml", small);
    const { code, out } = run("run", "small.yaml", "--json");
    const result = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(result).toMatchObject({
      seed: expect.any(String),
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      events: expect.any(Number),
      virtualTimeUs: 2_000_000,
      wallMs: expect.any(Number),
      operations: {
        invoke: expect.any(Number),
        ok: expect.any(Number),
        fail: expect.any(Number),
        info: expect.any(Number),
      },
      claims: [{ say: "Nothing is lost", verdict: "valid" }],
    });
    expect(result["checks"]).toContainEqual(
      expect.objectContaining({ name: "linearizable", verdict: "valid" }),
    );
    expect(result["checks"]).toContainEqual(
      expect.objectContaining({ name: "raft/election-safety", verdict: "valid" }),
    );
    expect(Object.keys(result["metrics"] as object)).toEqual(["time-to-leader", "latency p99"]);
    expect(out.trim().split("\n")).toHaveLength(1);
  });

  it("prints metrics with their units", () => {
    expect(run("run", "small.yaml").out).toMatch(/latency p99 +[\d.]+ ms\n/);
  });

  it("gives the same fingerprint each time, as verify does, and another for another seed or setting", () => {
    const fingerprint = (...args: string[]): string =>
      (JSON.parse(run(...args, "--json").out) as { fingerprint: string }).fingerprint;
    const one = fingerprint("run", "small.yaml");
    expect(fingerprint("run", "small.yaml")).toBe(one);
    expect(fingerprint("verify", "small.yaml")).toBe(one);
    expect(fingerprint("run", "small.yaml", "--seed", "another")).not.toBe(one);
    expect(fingerprint("run", "small.yaml", "--set", "loss=0.2")).not.toBe(one);
    expect(fingerprint("run", "small.yaml", "--set", "loss=0.2")).toBe(
      fingerprint("run", "small.yaml", "--set", "network.loss=0.2"),
    );
  });

  it("stops where it is told to", () => {
    const { out } = run("run", "small.yaml", "--until", "1s", "--json");
    expect(JSON.parse(out)).toMatchObject({ virtualTimeUs: 1_000_000 });
  });

  it("tells people the same in words", () => {
    const { code, out } = run("run", "small.yaml");
    expect(code).toBe(0);
    expect(out).toContain("A small cluster");
    expect(out).toMatch(/fingerprint +[0-9a-f]{16}/);
    expect(out).toMatch(/✓ valid +linearizable/);
    expect(out).toMatch(/✓ valid +Nothing is lost/);
  });

  it("answers 1 when a check fails, and says which event shows it", () => {
    const stale = small
      .replace("heartbeat: 50ms", "heartbeat: 50ms, reads: local")
      .replace("keys: 2", "keys: 1, target: random")
      .replace("crash: n1, for: 300ms", "isolate: follower, for: 1s");
    write("bad.yaml", stale);
    const { code, out } = run("run", "bad.yaml", "--json");
    const checks = (
      JSON.parse(out) as { checks: { name: string; verdict: string; event?: number; why: string }[] }
    ).checks;
    const linearizable = checks.find((check) => check.name === "linearizable")!;
    expect(code).toBe(1);
    expect(linearizable.verdict).toBe("invalid");
    expect(linearizable.event).toBeGreaterThan(0);
    expect(linearizable.why).not.toBe("");
  });

  it("answers 2 and names the budget when that runs out", () => {
    write("budget.yaml", small.replace("until: 2s", "until: 2s, budget: { events: 300 }"));
    const { code, out } = run("run", "budget.yaml");
    expect(code).toBe(2);
    expect(out).toMatch(/300 events/);
  });

  it("answers 2 and names wall time when --time is up", () => {
    const endless =
      "lightcone: 1\ntitle: T\ncluster: { program: ping, options: { wait: 0 } }\nnetwork: { latency: 0 }\nrun: { until: 1s }\n";
    write("endless.yaml", endless);
    const ran = run("run", "endless.yaml", "--time", "100ms");
    expect(ran.code).toBe(2);
    expect(ran.out).toMatch(/wall time ran out \(--time\)/);
    const verified = run("verify", "endless.yaml", "--time", "100ms", "--json");
    expect(verified.code).toBe(2);
    expect(JSON.parse(verified.out)).toMatchObject({ same: null, budget: "wall time" });
  });

  it("writes a trace line by line, and for Perfetto", () => {
    run("run", "small.yaml", "--trace", "t.ndjson");
    run("run", "small.yaml", "--trace", "t.json");
    expect(files()).toEqual(expect.arrayContaining(["t.json", "t.ndjson"]));
    expect(files().some((file) => file.endsWith(".partial"))).toBe(false);
  });

  it("runs what `list` names", () => {
    const listed = JSON.parse(run("list", "--json").out) as { name: string; title: string }[];
    expect(listed.map(({ name }) => name)).toContain("consensus/first-election");
    expect(run("validate", "consensus/first-election").code).toBe(0);
  });
});

describe("lightcone verify", () => {
  it("answers 2 and names the budget when that runs out", () => {
    write("budget.yaml", small.replace("until: 2s", "until: 2s, budget: { events: 300 }"));
    const { code, out } = run("verify", "budget.yaml");
    expect(code).toBe(2);
    expect(out).toMatch(/unknown.*300 events/);
  });

  it("stops where it is told to, as run does", () => {
    write("small.yaml", small);
    const [ran, verified] = ["run", "verify"].map(
      (command) => JSON.parse(run(command, "small.yaml", "--until", "1s", "--json").out) as object,
    );
    const { fingerprint, events } = ran as { fingerprint: string; events: number };
    expect(verified).toMatchObject({ same: true, fingerprint, events });
  });
});

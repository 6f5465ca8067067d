import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { ping } from "../../src/protocols/ping/ping.ts";
import { createRun, ENGINE, judge, RunBug, verify } from "../../src/scenario/index.ts";
import { open, resultOf } from "./open.ts";

const PING =
  "lightcone: 1\ntitle: T\ncluster: { program: ping }\nnetwork: { latency: 1ms..9ms }\nrun: { until: 10s }\n";
const RAFT = `lightcone: 1
title: T
cluster: { program: raft, nodes: 3 }
network: { latency: "lognormal(5ms, 0.4)" }
workload: { clients: 2, rate: 40/s }
run: { until: 4s }
checks: [linearizable, raft/*]
metrics: [latency p99, elections]
claims: [{ say: It works, expect: check(linearizable) == valid }]
`;

describe("a run", () => {
  it("comes to everything that a face may show", () => {
    const result = resultOf(open(RAFT), "a seed");
    expect(result).toMatchObject({
      seed: "a seed",
      engine: ENGINE,
      virtualTimeUs: 4_000_000,
      verdict: "valid",
    });
    expect(result.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const { invoke, ok, fail, info } = result.operations;
    expect(invoke).toBeGreaterThanOrEqual(ok + fail + info);
    expect(result.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["linearizable", "raft/log-matching"]),
    );
    expect(result.claims).toEqual([
      {
        say: "It works",
        expect: "check(linearizable) == valid",
        verdict: "valid",
        found: "check(linearizable) is valid",
      },
    ]);
    expect(Object.keys(result.metrics)).toEqual(["latency p99", "elections"]);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("names the client of a witness, and its process where the client has several", () => {
    const file = "scenarios/consensus/lease-read.yaml";
    const text = readFileSync(file, "utf8");
    const read = "    - { at: 1550ms, client: c1, read: x }\n";
    const whyOf = (source: string): string | undefined =>
      resultOf(open(source, [], file)).checks.find(({ name }) => name === "linearizable")?.why;
    expect(whyOf(text)).toMatch(/^read x = 1 by c1 cannot be placed/);
    expect(whyOf(text.replace(read, read + read))).toMatch(
      /^read x = 1 by process \d+ of c1 cannot be placed/,
    );
  });

  it("is the same in slices of any size", () => {
    const whole = resultOf(open(RAFT));
    const run = createRun(open(RAFT));
    let events = 0;
    while (run.advance({ maxEvents: (events += 37) }) === "running");
    expect(run.result()).toEqual(whole);
    const byTime = createRun(open(RAFT));
    for (let us = 1; us < 4_000_000; us += 333_333) expect(byTime.advance({ untilUs: us })).toBe("running");
    expect(byTime.advance()).toBe("done");
    expect(byTime.result()).toEqual(whole);
  });

  it("has the same fingerprint and result at any trace level, and others for other seeds", () => {
    const results = (["off", "summary", "full"] as const).map((trace) => {
      const run = createRun(open(RAFT), { trace });
      run.advance();
      return run.result();
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const prints = new Set(["1", "2", "3"].map((seed) => resultOf(open(RAFT), seed).fingerprint));
    expect(prints.size).toBe(3);
  });

  it("makes every note that a claim counts, though nobody asks for a trace", () => {
    const file = "scenarios/consensus/duelling-proposers.yaml";
    const text = readFileSync(file, "utf8");
    const scenario = open(text, [["cluster.options.backoff", "exponential(50ms)"]], file);
    const untraced = resultOf(scenario);
    const claim = untraced.claims.find(({ say }) => say === "No slot was chosen.");
    expect(claim).toMatchObject({ verdict: "invalid" });
    const traced = createRun(scenario, { trace: "full" });
    traced.advance();
    expect(traced.result()).toEqual(untraced);
    const uncounted = createRun({ ...scenario, claims: [] });
    uncounted.advance();
    expect(uncounted.cluster.kernel.trace.level).toBe("off");
    expect(uncounted.cluster.fingerprint()).toBe(untraced.fingerprint);
  });

  it("may end earlier than its document says", () => {
    const run = createRun(open(RAFT), { untilUs: 1_000_000 });
    expect(run.advance()).toBe("done");
    expect(run.result()).toMatchObject({ virtualTimeUs: 1_000_000, verdict: "valid" });
  });

  it("leaves its claims open until it is over", () => {
    const run = createRun(open(RAFT));
    run.advance({ untilUs: 1_000_000 });
    const judgement = judge(open(RAFT), run.cluster);
    expect(judgement).toMatchObject({ done: false, verdict: "unknown" });
    expect(judgement.claims[0]).toMatchObject({ verdict: "unknown", found: "the run is not over" });
    expect(judgement.checks.every(({ verdict }) => verdict === "valid")).toBe(true);
  });
});

describe("a budget", () => {
  it("of events ends a run as unknown, and says so", () => {
    const run = createRun(open(RAFT, [["run.budget", "{ events: 500 }"]]));
    expect(run.advance()).toBe("budget");
    expect(run.advance()).toBe("budget");
    expect(run.result()).toMatchObject({ events: 500, verdict: "unknown", budget: "500 events" });
    expect(run.result().claims[0]!.verdict).toBe("unknown");
  });

  it("of memory does, too", () => {
    const run = createRun(open(RAFT, [["run.budget", "{ memory: 1kB }"]]), { trace: "full" });
    let events = 0;
    let how = run.advance({ maxEvents: (events += 100) });
    while (how === "running") how = run.advance({ maxEvents: (events += 100) });
    expect(how).toBe("budget");
    expect(run.result().budget).toMatch(/memory/);
  });

  it("of wall time is the caller's", () => {
    const run = createRun(open(RAFT, [["run.until", "1min"]]));
    expect(run.advance({ shouldStop: () => true })).toBe("budget");
    expect(run.result()).toMatchObject({ verdict: "unknown", budget: "wall time" });
  });

  it("keeps a program that never ends from hanging: no time passes, events do", () => {
    const endless = open(
      "lightcone: 1\ntitle: T\ncluster: { program: ping, options: { wait: 0 } }\nnetwork: { latency: 0 }\nrun: { until: 1s, budget: { events: 10000 } }\n",
    );
    expect(createRun(endless).advance()).toBe("budget");
    expect(resultOf(endless)).toMatchObject({ virtualTimeUs: 0, verdict: "unknown", budget: "10000 events" });
  });
});

describe("a bug", () => {
  const original = ping.onMessage;
  afterEach(() => {
    ping.onMessage = original;
  });

  it("in a program ends the run with seed, event and a command to see it again", () => {
    ping.onMessage = (state, from, message, ctx) => {
      if (state.received > 5) throw new Error("the sixth is one too many");
      original(state, from, message, ctx);
    };
    const run = createRun(open(PING, [["run.until", "9s"]], "dir/a file.yaml"), { seed: "s 1" });
    const bug = (() => {
      try {
        run.advance();
        return undefined;
      } catch (error) {
        return error as RunBug;
      }
    })();
    expect(bug).toBeInstanceOf(RunBug);
    expect(bug).toMatchObject({
      seed: "s 1",
      replay: "npx lightcone run 'dir/a file.yaml' --seed 's 1' --set run.until=9s",
    });
    expect(bug!.message).toContain("the sixth is one too many");
    expect(bug!.event).toBe(run.cluster.events - 1);
    expect(() => verify(open(PING))).toThrow(RunBug);
  });

  it("of a program that remembers what it should not is found by running twice", () => {
    let calls = 0;
    ping.onMessage = (state, from, message, ctx) => {
      original(state, from, message, ctx);
      if (++calls === 40) ctx.setTimer("pass-on", 1);
    };
    const { same, events, difference } = verify(open(PING));
    expect(same).toBe(false);
    expect(events).toBeGreaterThan(40);
    expect(difference).toMatch(/^event \d+ is kind \d+ .* in one execution and kind \d+ .* in the other$/);
  });

  it("that changes a state but no event is found as well", () => {
    let calls = 0;
    ping.onMessage = (state, from, message, ctx) => {
      original(state, from, message, ctx);
      state.received += ++calls === 41 ? 1 : 0;
    };
    expect(verify(open(PING))).toMatchObject({
      same: false,
      difference: "the states differ after event 999",
    });
  });
});

it("a run that is the same twice has the fingerprint that a run has", () => {
  const verification = verify(open(RAFT));
  expect(verification).toEqual({
    same: true,
    seed: "1",
    events: verification.events,
    fingerprint: resultOf(open(RAFT)).fingerprint,
  });
});

it("a comparison that a budget ends is not known to be the same", () => {
  const events = verify(open(RAFT, [["run.budget", "{ events: 500 }"]]));
  expect(events).toMatchObject({ same: null, events: 500, budget: "500 events" });
  const memory = verify(open(RAFT, [["run.budget", "{ memory: 1kB }"]]));
  expect(memory).toMatchObject({ same: null, budget: expect.stringMatching(/memory/) });
  expect(verify(open(RAFT), { shouldStop: () => true })).toMatchObject({ same: null, budget: "wall time" });
});

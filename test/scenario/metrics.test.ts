import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { Cluster, EventKind, isDrop } from "../../src/cluster/index.ts";
import { toOperations, valueText, type Operation, type Value } from "../../src/history/index.ts";
import { compile, findMetric, metrics, type Scenario } from "../../src/scenario/index.ts";
import { staleReads } from "../../src/scenario/metrics/stale-reads.ts";
import { open } from "./open.ts";

const SOURCE = `lightcone: 1
title: T
cluster: { program: raft, nodes: 5, disk: { sync: "uniform(1ms, 3ms)" } }
network: { latency: "lognormal(5ms, 0.4)", loss: 0.02 }
workload: { clients: 3, rate: 60/s, keys: 2 }
nemesis: { kinds: [crash-leader, partition, pause-leader, cut], every: exponential(700ms), for: exponential(500ms), quiet: 1s }
run: { until: 6s }
`;

/** What a run was at every event, found without notes: by looking at all nodes after each. */
interface Seen {
  readonly cluster: Cluster;
  readonly terms: Set<number>;
  readonly candidates: Set<number>;
  readonly leaderships: Set<string>;
  readonly leaderlessUs: number;
}

function watch(scenario: Scenario, seed: string): Seen {
  const cluster = Cluster.create(compile(scenario, seed), seed, "full");
  const seen = { terms: new Set<number>(), candidates: new Set<number>(), leaderships: new Set<string>() };
  let leaderlessUs = 0;
  let sinceUs = 0;
  let hasLeader = false;
  while (cluster.step()) {
    if (!hasLeader) leaderlessUs += cluster.nowUs - sinceUs;
    sinceUs = cluster.nowUs;
    hasLeader = false;
    for (const node of cluster.nodes) {
      if (!node.isReplica || node.state === undefined) continue;
      const { role, term } = node.program.roleOf!(node.state);
      if (term > 0) seen.terms.add(term);
      if (role === "candidate") seen.candidates.add(term);
      if (role === "leader") seen.leaderships.add(`${node.id} ${term}`);
      if (role === "leader" && node.status === "up") hasLeader = true;
    }
  }
  if (!hasLeader) leaderlessUs += scenario.untilUs - sinceUs;
  return { cluster, ...seen, leaderlessUs };
}

function compute(name: string, cluster: Cluster): number | null {
  const operations = toOperations(valuesOf(cluster.history));
  const view = {
    cluster,
    fromUs: 0,
    untilUs: cluster.spec.untilUs,
    notes: valuesOf(cluster.notes),
    operations,
  };
  return findMetric(name)!.compute(view);
}

describe.each(["1", "2", "3", "4"])("metrics of a run in trouble, seed %s", (seed) => {
  const { cluster, terms, candidates, leaderships, leaderlessUs } = watch(open(SOURCE), seed);
  const { trace } = cluster.kernel;

  it("agree with the nodes looked at after every event", () => {
    expect(compute("max-term", cluster)).toBe(Math.max(...terms));
    expect(compute("terms", cluster)).toBe(terms.size);
    expect(compute("elections", cluster)).toBe(candidates.size);
    expect(compute("leaders", cluster)).toBe(leaderships.size);
    expect(compute("leaderless", cluster)).toBeCloseTo(leaderlessUs / 1000, 6);
  });

  it("agree with the trace", () => {
    const kinds = Array.from({ length: trace.length }, (_, index) => trace.kind(index));
    const delivered = kinds.filter((kind) => kind === EventKind.deliver).length;
    const dropped = kinds.filter(isDrop).length;
    expect(compute("delivered", cluster)).toBe(delivered);
    expect(compute("dropped", cluster)).toBe(dropped);
    expect(compute("messages", cluster)).toBe(delivered + dropped);
    expect(compute("dropped cut", cluster)).toBe(kinds.filter((kind) => kind === EventKind.dropCut).length);
    expect(compute("events", cluster)).toBe(trace.length);
  });

  it("agree with the history", () => {
    const history = valuesOf(cluster.history);
    const latencies: number[] = [];
    const openSince = new Map<number, number>();
    for (const { type, process, timeUs } of history) {
      if (type === "invoke") openSince.set(process, timeUs);
      if (type === "ok") latencies.push((timeUs - openSince.get(process)!) / 1000);
    }
    latencies.sort((a, b) => a - b);
    expect(compute("latency p50", cluster)).toBe(latencies[Math.ceil(latencies.length / 2) - 1]);
    expect(compute("latency max", cluster)).toBe(latencies.at(-1));
    expect(compute("latency mean", cluster)).toBeCloseTo(
      latencies.reduce((sum, ms) => sum + ms, 0) / latencies.length,
      9,
    );
    expect(compute("throughput", cluster)).toBeCloseTo(latencies.length / 6, 9);
    for (const type of ["ok", "fail"] as const) {
      expect(compute(`operations ${type}`, cluster)).toBe(
        history.filter((entry) => entry.type === type).length,
      );
    }
  });

  it("are the same without a trace", () => {
    const off = Cluster.create(compile(open(SOURCE), seed), seed, "off");
    off.run(Infinity);
    for (const { name } of metrics)
      expect([name, compute(name, off)]).toEqual([name, compute(name, cluster)]);
  });
});

describe("time-to-leader", () => {
  const measure = (faults: string, more = ""): (number | null)[] => {
    const scenario = open(
      `lightcone: 1\ntitle: T\ncluster: { program: raft, nodes: 5, options: { electionTimeout: 200ms..300ms, initialLeader: n1 } }\nnetwork: { latency: 5ms }\nfaults: [${faults}]\nrun: { until: 5s }\n${more}`,
    );
    const cluster = Cluster.create(compile(scenario), scenario.seed, "off");
    cluster.run(Infinity);
    return [compute("time-to-leader", cluster), compute("time-to-leader-heard", cluster)];
  };

  it("is from the crash of a leader to the next election, and 5 ms later it is heard", () => {
    const [elected, heard] = measure("{ at: 1s, crash: n1 }");
    expect(elected).toBeGreaterThan(150);
    expect(elected).toBeLessThan(400);
    expect(heard).toBe(elected! + 5);
  });

  it("is from the partition that an election followed", () => {
    expect(measure("{ at: 1s, partition: [[n1, n2], [n3, n4, n5]] }, { at: 3s, heal: all }")[0]).toBeLessThan(
      400,
    );
  });

  it("is none when the leader is gone for good", () => {
    expect(measure("{ at: 1s, crash: [n2, n3, n4] }, { at: 2s, crash: n1 }")).toEqual([null, null]);
  });

  it("is none when nobody ever had to be elected", () => {
    expect(measure("{ at: 1s, crash: n5 }")).toEqual([null, null]);
  });

  it("is from the last of several losses that an election followed", () => {
    const [elected] = measure("{ at: 1s, crash: n1 }, { at: 2s, crash: leader, for: 10ms }");
    expect(elected).toBeLessThan(400);
  });
});

/** Stale by its definition, in the most direct way. */
function countStaleNaively(operations: readonly Operation[]): number {
  const written = ({ f, input }: Operation): string =>
    valueText(f === "cas" ? (input as readonly Value[])[1]! : input);
  const writes = operations.filter(({ f }) => f !== "read");
  return operations.filter((read) => {
    if (read.f !== "read" || read.type !== "ok") return false;
    const seen = valueText(read.output);
    const source = writes.find(
      (write) => write.key === read.key && written(write) === seen && write.type !== "fail",
    );
    const seenEntry = read.output === null ? -1 : source?.type === "ok" ? source.completeEntry : Infinity;
    return writes.some(
      (write) =>
        write.key === read.key &&
        write.type === "ok" &&
        write.invokeEntry > seenEntry &&
        write.completeEntry < read.invokeEntry,
    );
  }).length;
}

describe("stale reads", () => {
  it("agree with their definition on random histories", () => {
    const call = fc.record({
      start: fc.nat(100),
      length: fc.integer({ min: 1, max: 30 }),
      key: fc.constantFrom("x", "y"),
      kind: fc.constantFrom("read", "write", "cas"),
      type: fc.constantFrom<Operation["type"]>("ok", "ok", "ok", "info", "fail"),
      sees: fc.nat(12),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 14 }), (calls) => {
        const moments = calls.flatMap(({ start, length }, index) => [
          { at: start, index, end: false },
          { at: start + length, index, end: true },
        ]);
        moments.sort((a, b) => a.at - b.at || a.index - b.index);
        const entryOf = (index: number, end: boolean): number =>
          moments.findIndex((one) => one.index === index && one.end === end);
        const operations = calls.map(({ key, kind, type, sees }, index): Operation => ({
          index,
          process: index,
          f: kind,
          key,
          type,
          input: kind === "read" ? null : kind === "write" ? index + 1 : [0, index + 1],
          output: kind === "read" ? (sees === 0 ? null : sees) : index + 1,
          invokeEntry: entryOf(index, false),
          completeEntry: entryOf(index, true),
        }));
        const view = { operations } as unknown as Parameters<typeof staleReads.compute>[0];
        expect(staleReads.compute(view)).toBe(countStaleNaively(operations));
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});

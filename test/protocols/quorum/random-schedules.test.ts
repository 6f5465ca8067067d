import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLevels, findModel } from "../../../src/checkers/index.ts";
import { Cluster } from "../../../src/cluster/index.ts";
import { Trace } from "../../../src/kernel/index.ts";
import { plans } from "../raft/random-faults.ts";
import {
  contentsOf,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  storeSpec,
  type StoreSetup,
} from "../store-cluster.ts";

const workload = {
  clients: 3,
  think: "exponential(30ms)",
  keys: 4,
  mix: { read: 1, write: 1 },
  target: "random",
  until: "3.5s",
  timeout: "200ms",
};
const options = fc
  .record({
    r: fc.constantFrom(1, 2, 3),
    w: fc.constantFrom(1, 2, 3),
    placement: fc.constantFrom("ring", "first"),
    versions: fc.constantFrom("physical", "lamport", "vector"),
    sloppy: fc.boolean(),
    readRepair: fc.boolean(),
    session: fc.constantFrom("none", "token"),
    siblings: fc.boolean(),
  })
  .map(({ session, siblings, ...rest }) => ({
    workload: { ...workload, session },
    options: {
      ...rest,
      conflicts: siblings && rest.versions === "vector" ? "siblings" : "lww",
      hintedHandoff: rest.sloppy,
      antiEntropy: "80ms",
      timeout: "60ms",
    },
  }));
const seed = fc.nat(1_000_000);
const base: StoreSetup = { nodes: 5, sync: "1ms..3ms", untilUs: 6 * SECOND };

/** The different things that nodes hold of each key, and how many nodes hold one. */
function holdings(cluster: Cluster): Map<string, { values: Set<string>; nodes: number }> {
  const found = new Map<string, { values: Set<string>; nodes: number }>();
  for (const contents of contentsOf(cluster).values()) {
    for (const [key, value] of Object.entries(contents)) {
      const held = found.get(key) ?? { values: new Set<string>(), nodes: 0 };
      held.values.add(JSON.stringify(value));
      held.nodes++;
      found.set(key, held);
    }
  }
  return found;
}

describe("random schedules", () => {
  it("leave all homes of a key with the same copy, once faults are over", () => {
    fc.assert(
      fc.property(plans, options, seed, (faults, chosen, luck) => {
        const cluster = runStore("quorum", { ...base, ...chosen, faults }, luck);
        expect(cluster.violations).toEqual([]);
        for (const [key, { values, nodes }] of holdings(cluster)) {
          expect(values.size, key).toBe(1);
          expect(nodes, key).toBe(3);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("never lose both of two concurrent writes: what was acknowledged is there or was superseded", () => {
    fc.assert(
      fc.property(plans, seed, (faults, luck) => {
        const siblings = { versions: "vector", conflicts: "siblings", antiEntropy: "80ms", timeout: "60ms" };
        const writers = { ...workload, mix: { write: 1 }, keys: 1, until: "1s" };
        const cluster = runStore("quorum", { ...base, options: siblings, workload: writers, faults }, luck);
        const [{ values } = { values: new Set<string>() }] = holdings(cluster).values();
        const held = JSON.parse([...values][0] ?? "null") as { siblings?: number[] } | number | null;
        const kept = typeof held === "object" ? (held?.siblings ?? []) : [held];
        const acknowledged = operationsOf(cluster).flatMap(({ type, input }) =>
          type === "ok" ? [input as number] : [],
        );
        // Blind writes supersede nothing.
        expect(acknowledged.filter((value) => !kept.includes(value))).toEqual([]);
        expect(notesOf(cluster, "conflict").length > 0 || kept.length <= 1).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  describe("with a token, whatever r and w are", () => {
    const guarantees = ["read-your-writes", "monotonic-reads", "monotonic-writes", "writes-follow-reads"];
    const register = findModel("register");
    if (!register.ok) throw new Error(register.error.problem);
    const model = register.value;

    /** Which guarantees each session had. Clients ask once: a repeated write could come back as a newer version. */
    function kept(faults: StoreSetup["faults"] & object, session: string, luck: number): string[] {
      const quorum = {
        r: 1,
        w: 1,
        readRepair: false,
        timeout: "60ms",
        versions: luck % 2 ? "lamport" : "vector",
      };
      const once = { ...workload, session, retry: false, keys: 1 };
      const cluster = runStore("quorum", { ...base, options: quorum, workload: once, faults }, luck);
      const { results } = checkLevels(operationsOf(cluster), model, guarantees);
      return guarantees.filter((name) => results[name]!.verdict === "valid");
    }

    const calm = fc.constant([] as const);
    const harm = plans.filter((plan) => !JSON.stringify(plan).includes("duplicate"));

    it("a session sees what it wrote and read before", () => {
      fc.assert(
        fc.property(fc.oneof(calm, harm), seed, (faults, luck) => {
          expect(kept(faults, "token", luck)).toEqual(guarantees);
        }),
        { numRuns: 60 },
      );
      const without = Array.from({ length: 10 }, (_, luck) => kept([], "none", luck).length);
      expect(Math.min(...without)).toBeLessThan(guarantees.length);
    });
  });

  it("give the same fingerprint again from any checkpoint", () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(plans, options, seed, where, (faults, chosen, luck, at) => {
        const spec = storeSpec("quorum", { ...base, ...chosen, faults });
        const whole = Cluster.create(spec, String(luck), "off");
        whole.run(Infinity);
        const first = Cluster.create(spec, String(luck), "off");
        first.run(Infinity, Math.floor(whole.events * at));
        const again = Cluster.restore(spec, String(luck), first.checkpoint(), new Trace("off"));
        again.run(Infinity);
        expect(again.fingerprint()).toBe(whole.fingerprint());
      }),
      { numRuns: 20 },
    );
  });
});

import { describe, expect, it } from "vitest";
import type { Cluster, Fault } from "../../../src/cluster/index.ts";
import type { PrimaryBackupState } from "../../../src/protocols/primary-backup/state.ts";
import {
  checkHistory,
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  stateOf,
  type StoreSetup,
} from "../store-cluster.ts";

const exact: StoreSetup = { latency: "5ms", sync: "1ms", untilUs: 2 * SECOND };
const script = [
  { at: "200ms", client: "c1", write: ["x", 1] },
  { at: "1.5s", client: "c2", read: "x" },
];
const workload = { clients: 2, timeout: "100ms", overrides: { c1: { target: "n1", retry: false } }, script };

function failoversOf(cluster: Cluster): string[] {
  return notesOf(cluster, "failover").map(({ text, timeUs }) => `${Math.floor(timeUs / MS)} ms: ${text}`);
}

function crashAt(ms: number, node: string, forMs?: number): [number, Fault] {
  return [ms * MS, { do: "crash", nodes: [node], ...(forMs === undefined ? {} : { forUs: forMs * MS }) }];
}

describe("failover", () => {
  it("the next backup in order takes over when it has heard no primary for the timeout", () => {
    const cluster = runStore("primary-backup", { ...exact, workload, faults: [crashAt(401, "n1")] });
    // The last heartbeat left at 400 ms; a promise takes 11 ms, the candidate's own disk 1 ms.
    expect(failoversOf(cluster)).toEqual(["717 ms: n2 takes over in epoch 2"]);
    expect(operationsOf(cluster)[1]!.output).toBe(1);
  });

  it("without fencing it asks nobody", () => {
    const options = { fencing: false };
    const cluster = runStore("primary-backup", { ...exact, options, workload, faults: [crashAt(401, "n1")] });
    expect(failoversOf(cluster)).toEqual(["706 ms: n2 takes over in epoch 2"]);
  });

  it("a backup whose log lacks an entry is refused, and the one that has it takes over", () => {
    const cut: [number, Fault] = [180 * MS, { do: "cut", from: ["n1"], to: ["n2"] }];
    const cluster = runStore("primary-backup", { ...exact, workload, faults: [cut, crashAt(230, "n1")] });
    expect(notesOf(cluster, "refused").length).toBeGreaterThan(0);
    expect(failoversOf(cluster)).toHaveLength(1);
    expect(stateOf(cluster, "n3")).toMatchObject({ role: "primary" } satisfies Partial<PrimaryBackupState>);
    expect(operationsOf(cluster)[1]!.output).toBe(1);
  });

  it("by hand: nobody takes over until an operator asks", () => {
    const options = { failover: "manual" };
    const promote: [number, Fault] = [SECOND, { do: "ask", nodes: ["n3"], request: "promote", about: [] }];
    const setup = { ...exact, options, workload, faults: [crashAt(401, "n1")] };
    expect(failoversOf(runStore("primary-backup", setup))).toEqual([]);
    const cluster = runStore("primary-backup", { ...setup, faults: [...setup.faults, promote] });
    expect(failoversOf(cluster)).toEqual(["1012 ms: n3 takes over in epoch 3"]);
    expect(operationsOf(cluster)[1]!.output).toBe(1);
  });

  it("by hand: a primary that restarts and hears no other leads again, in a new epoch", () => {
    const options = { failover: "manual" };
    const cluster = runStore("primary-backup", {
      ...exact,
      options,
      workload,
      faults: [crashAt(401, "n1", 50)],
    });
    expect(failoversOf(cluster).map((text) => text.replace(/^\d+ ms: /, ""))).toEqual([
      "n1 takes over in epoch 4",
    ]);
  });

  it("by hand: such a primary goes on asking where its first question was lost", () => {
    const options = { failover: "manual" };
    const groups = [["n1"], ["rest"]];
    const cut: [number, Fault] = [430 * MS, { do: "partition", groups, forUs: 1200 * MS }];
    const cluster = runStore("primary-backup", {
      ...exact,
      untilUs: 4 * SECOND,
      options,
      workload,
      faults: [crashAt(401, "n1", 50), cut],
    });
    expect(failoversOf(cluster)).toHaveLength(1);
    expect(stateOf(cluster, "n1")).toMatchObject({ role: "primary" } satisfies Partial<PrimaryBackupState>);
  });

  it("two of five copies cannot take over from a primary that they do not hear", () => {
    const groups = [["n4", "n5"], ["rest"]];
    const cut: [number, Fault] = [300 * MS, { do: "partition", groups }];
    const cluster = runStore("primary-backup", { ...exact, nodes: 5, workload, faults: [cut] });
    expect(failoversOf(cluster)).toEqual([]);
  });
});

describe("fencing", () => {
  /** n1 and n2 do not hear each other; n3 hears both. */
  const apart: [number, Fault][] = [
    [300 * MS, { do: "cut", from: ["n1"], to: ["n2"], forUs: 900 * MS }],
    [300 * MS, { do: "cut", from: ["n2"], to: ["n1"], forUs: 900 * MS }],
  ];
  const rivals = {
    clients: 2,
    timeout: "200ms",
    deadline: "300ms",
    overrides: { c1: { target: "n1", retry: false }, c2: { target: "n2" } },
    script: [
      { at: "900ms", client: "c2", write: ["x", 2] },
      { at: "1s", client: "c1", write: ["x", 1] },
      { at: "1.7s", client: "c2", read: "x" },
    ],
  };
  const endings = (options: object): Cluster =>
    runStore("primary-backup", { ...exact, options, workload: rivals, faults: apart });

  it("who has promised refuses the old primary, which steps down and acknowledges nothing", () => {
    const cluster = endings({});
    expect(notesOf(cluster, "step-down")).toHaveLength(1);
    expect(operationsOf(cluster).map(({ type }) => type)).toEqual(["ok", "info", "ok"]);
    expect(checkHistory(cluster).verdict).toBe("valid");
  });

  it("without it both acknowledge, and on healing the earlier epoch's tail is cut off", () => {
    const cluster = endings({ fencing: false });
    expect(operationsOf(cluster).map(({ type }) => type)).toEqual(["ok", "ok", "ok"]);
    expect(checkHistory(cluster).verdict).toBe("invalid");
    expect(Array.from(contentsOf(cluster).values())).toEqual([{ x: 2 }, { x: 2 }, { x: 2 }]);
  });

  it("an asynchronous primary is stopped only when it hears of the later epoch", () => {
    const cluster = runStore("primary-backup", {
      ...exact,
      options: { mode: "async" },
      workload: rivals,
      faults: [[300 * MS, { do: "isolate", nodes: ["n1"], forUs: 900 * MS }]],
    });
    expect(operationsOf(cluster).map(({ type }) => type)).toEqual(["ok", "ok", "ok"]);
    expect(checkHistory(cluster).verdict).toBe("invalid");
    expect(notesOf(cluster, "truncate").some(({ text }) => /acknowledged/.test(text))).toBe(true);
  });

  it("a client's token carries the epoch to an old primary that nobody else reaches", () => {
    const cluster = runStore("primary-backup", {
      ...exact,
      options: { mode: "async" },
      faults: [[300 * MS, { do: "isolate", nodes: ["n1"], forUs: 1_500 * MS }]],
      workload: {
        clients: 1,
        session: "token",
        target: "n2",
        reads: "n1",
        timeout: "100ms",
        deadline: "200ms",
        script: [
          { at: "900ms", client: "c1", write: ["x", 2] },
          { at: "1s", client: "c1", read: "x" },
        ],
      },
    });
    expect(operationsOf(cluster).map(({ type, output }) => [type, output])).toEqual([
      ["ok", 2],
      ["ok", 2],
    ]);
    expect(notesOf(cluster, "step-down").map(({ node }) => cluster.nameOf(node))).toEqual(["n1"]);
  });
});

describe("modes that promise less", () => {
  const overrides = { c1: { target: "n1", retry: false }, c3: { reads: "n3" } };
  const busy = { clients: 3, think: "exponential(20ms)", keys: 1, timeout: "100ms", overrides };
  const cutOff: [number, Fault] = [500 * MS, { do: "isolate", nodes: ["leader"], forUs: 800 * MS }];
  const invalid = (options: object): number => {
    let count = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const cluster = runStore("primary-backup", { options, workload: busy, faults: [cutOff] }, seed);
      if (checkHistory(cluster).verdict === "invalid") count++;
    }
    return count;
  };

  it("are not linearizable when the primary is cut off, and the others are", () => {
    expect(invalid({ mode: "async" })).toBeGreaterThan(3);
    expect(invalid({ mode: "semi-sync", unreachable: "skip" })).toBeGreaterThan(0);
    expect(invalid({ mode: "semi-sync", fencing: false })).toBeGreaterThan(3);
    expect(invalid({ reads: "any" })).toBeGreaterThan(3);
    expect(invalid({ mode: "semi-sync" })).toBe(0);
    expect(invalid({ mode: "sync" })).toBe(0);
  });
});

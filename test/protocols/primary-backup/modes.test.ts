import { describe, expect, it } from "vitest";
import type { Fault } from "../../../src/cluster/index.ts";
import {
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  type StoreSetup,
} from "../store-cluster.ts";

/** One write after all have settled; links take 5 ms, disks 2 ms, and n3's disk is stalled when the test says so. */
const oneWrite: StoreSetup = {
  latency: "5ms",
  sync: "2ms",
  untilUs: 2 * SECOND,
  workload: {
    clients: 1,
    target: "n1",
    timeout: "1s",
    deadline: "1s",
    retry: false,
    script: [{ at: "505ms", client: "c1", write: ["x", 1] }],
  },
};

function latencyMs(options: object, faults: StoreSetup["faults"] = []): number | undefined {
  const [write] = operationsOf(runStore("primary-backup", { ...oneWrite, options, faults }));
  return write!.type === "ok" ? (write!.completeUs! - write!.invokeUs!) / MS : undefined;
}

const stall: [number, Fault] = [500 * MS, { do: "disk-stall", nodes: ["n3"], forUs: 100 * MS }];
const crash: [number, Fault] = [100 * MS, { do: "crash", nodes: ["n3"] }];

describe("when a primary answers (Alsberg & Day 1976)", () => {
  it("async: when its own disk has the write", () => {
    expect(latencyMs({ mode: "async" })).toBe(5 + 2 + 5);
    expect(latencyMs({ mode: "async" }, [stall])).toBe(12);
  });

  it("semi-sync: when as many backups' disks have it as were asked for", () => {
    expect(latencyMs({ mode: "semi-sync", acks: 0 })).toBe(12);
    expect(latencyMs({ mode: "semi-sync", acks: 1 })).toBe(5 + 5 + 2 + 5 + 5);
    expect(latencyMs({ mode: "semi-sync", acks: 1 }, [stall])).toBe(22);
    expect(latencyMs({ mode: "semi-sync", acks: 2 }, [stall])).toBeGreaterThan(100);
  });

  it("semi-sync: with the primary a majority unless told otherwise", () => {
    expect(latencyMs({}, [stall])).toBe(22);
  });

  it("sync: when all have it, so a backup that is down blocks every write", () => {
    expect(latencyMs({ mode: "sync" })).toBe(22);
    expect(latencyMs({ mode: "sync" }, [stall])).toBeGreaterThan(100);
    expect(latencyMs({ mode: "sync" }, [crash])).toBeUndefined();
  });

  it("a silent backup drops out where the options let it, and is waited for again when it is back", () => {
    const options = { mode: "sync", unreachable: "skip" };
    expect(latencyMs(options, [crash])).toBe(22);
    const cluster = runStore("primary-backup", {
      ...oneWrite,
      options,
      faults: [[100 * MS, { do: "crash", nodes: ["n3"], forUs: SECOND }]],
    });
    expect(notesOf(cluster, "skip").map(({ text }) => text)).toEqual([
      "does not wait for n3",
      "waits again for n3",
    ]);
    expect(contentsOf(cluster).get("n3")).toEqual({ x: 1 });
  });

  it("a backup that missed entries catches up, from the place where the logs agree", () => {
    const cluster = runStore("primary-backup", {
      ...oneWrite,
      options: { mode: "async" },
      faults: [[400 * MS, { do: "cut", from: ["n1"], to: ["n3"], forUs: 250 * MS }]],
    });
    expect(contentsOf(cluster).get("n3")).toEqual({ x: 1 });
  });
});

describe("reads", () => {
  const script = [
    { at: "505ms", client: "c1", write: ["x", 1] },
    { at: "540ms", client: "c1", read: "x" },
  ];
  const read = (options: object, workload: object): unknown => {
    const cut: [number, Fault] = [500 * MS, { do: "cut", from: ["n1"], to: ["n3"], forUs: 280 * MS }];
    const setup = {
      ...oneWrite,
      options,
      faults: [cut],
      workload: { ...oneWrite.workload, script, ...workload },
    };
    return operationsOf(runStore("primary-backup", setup))[1]!.output;
  };

  it("at the primary wait until a majority has obeyed it once more; without fencing they do not", () => {
    const times = [true, false].map((fencing) => {
      const setup = { ...oneWrite, options: { fencing }, workload: { ...oneWrite.workload, script } };
      const { invokeUs, completeUs } = operationsOf(runStore("primary-backup", setup))[1]!;
      return (completeUs! - invokeUs!) / MS;
    });
    expect(times).toEqual([20, 10]);
  });

  it("at a backup are what it has: old, when it missed a write", () => {
    expect(read({ reads: "any" }, { reads: "n3" })).toBe(null);
    expect(read({ reads: "primary" }, { reads: "n3" })).toBe(1);
  });

  it("at a backup that lacks what the session's token has seen are sent on to the primary", () => {
    expect(read({ reads: "any" }, { reads: "n3", session: "token" })).toBe(1);
  });
});

import * as z from "zod";
import { checkLinearizable, findModel, type LinearizableResult } from "../../../src/checkers/index.ts";
import {
  Cluster,
  type ClusterSpec,
  type Fault,
  type LinkSpec,
  type Note,
  type PlannedFault,
  type Program,
} from "../../../src/cluster/index.ts";
import { valuesOf } from "../../../src/base/index.ts";
import { toOperations } from "../../../src/history/index.ts";
import { parseDistribution, type Distribution } from "../../../src/kernel/index.ts";
import { raft, raftOptions } from "../../../src/protocols/raft/index.ts";
import type { RaftState } from "../../../src/protocols/raft/state.ts";
import { workloads } from "../../../src/workloads/index.ts";

/** A cluster as a scenario would describe it: options and workload are scenario text. */
export interface Setup {
  readonly nodes?: number;
  readonly options?: z.input<typeof raftOptions>;
  readonly workload?: Record<string, unknown>;
  readonly faults?: readonly (readonly [atUs: number, fault: Fault])[];
  readonly latency?: string;
  readonly link?: Partial<LinkSpec>;
  readonly sync?: string;
  readonly untilUs?: number;
}

export const MS = 1_000;
export const SECOND = 1_000_000;
const allInvariants = raft.invariants!.map(({ name }) => `raft/${name}`);

export function specOf(setup: Setup): ClusterSpec {
  const names = Array.from({ length: setup.nodes ?? 5 }, (_, index) => `n${index + 1}`);
  const untilUs = setup.untilUs ?? 2 * SECOND;
  const options = raftOptions.parse(setup.options ?? {});
  const replicas = names.map((name) => ({
    name,
    kind: "replica" as const,
    program: raft as unknown as Program,
    options,
  }));
  return {
    nodes: [...replicas, ...clientsOf(setup.workload, names, untilUs)],
    network: {
      defaults: {
        latency: distribution(setup.latency ?? "lognormal(5ms, 0.4)"),
        loss: 0,
        duplicate: 0,
        reorder: 0,
        reorderBy: distribution("20ms"),
        fifo: false,
        ...setup.link,
      },
      overrides: [],
    },
    disk: { sync: distribution(setup.sync ?? "1ms..3ms") },
    faults: (setup.faults ?? []).map(([atUs, fault]): PlannedFault => ({ atUs, fault })),
    invariants: allInvariants,
    untilUs,
  };
}

function clientsOf(
  workload: Setup["workload"],
  names: readonly string[],
  untilUs: number,
): ClusterSpec["nodes"] {
  if (workload === undefined) return [];
  const kind = workloads[0]!;
  const surroundings = { nodeIds: new Map(names.map((name, id) => [name, id])), untilUs };
  return kind
    .build(kind.schema.parse(workload), surroundings)
    .map((client) => ({ ...client, kind: "client" as const }));
}

export function runOf(setup: Setup, seed: string | number = 1): Cluster {
  const cluster = Cluster.create(specOf(setup), String(seed), "full");
  cluster.run(Infinity);
  return cluster;
}

function distribution(text: string): Distribution {
  const parsed = parseDistribution(text);
  if (!parsed.ok) throw new Error(parsed.error.problem);
  return parsed.value;
}

export function stateOf(cluster: Cluster, name: string): RaftState {
  return cluster.nodes.find((node) => node.name === name)!.state as RaftState;
}

/** The replicas that are up. */
export function statesOf(cluster: Cluster): RaftState[] {
  return cluster.nodes
    .filter((node) => node.isReplica && node.status === "up")
    .map((node) => node.state as RaftState);
}

export function leadersOf(cluster: Cluster): RaftState[] {
  return statesOf(cluster).filter(({ role }) => role === "leader");
}

export function notesOf(cluster: Cluster, kind: string): Note[] {
  return valuesOf(cluster.notes).filter((note) => note.kind === kind);
}

export function checkHistory(cluster: Cluster): LinearizableResult {
  const model = findModel("cas-register");
  if (!model.ok) throw new Error(model.error.problem);
  return checkLinearizable(toOperations(valuesOf(cluster.history)), model.value);
}

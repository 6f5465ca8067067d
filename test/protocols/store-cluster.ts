import { checkLinearizable, findModel, type LinearizableResult } from "../../src/checkers/index.ts";
import { Cluster, type ClusterSpec, type Fault, type LinkSpec, type Note } from "../../src/cluster/index.ts";
import { valuesOf } from "../../src/base/index.ts";
import { toOperations, type Operation } from "../../src/history/index.ts";
import { parseDistribution, type Distribution } from "../../src/kernel/index.ts";
import { protocols } from "../../src/protocols/index.ts";
import { workloads } from "../../src/workloads/index.ts";

export const MS = 1_000;
export const SECOND = 1_000_000;

/** A cluster of one registered store, as a scenario would describe it: options and workload are scenario text. */
export interface StoreSetup {
  readonly nodes?: number;
  readonly options?: object;
  readonly workload?: Record<string, unknown>;
  readonly faults?: readonly (readonly [atUs: number, fault: Fault])[];
  readonly latency?: string;
  readonly link?: Partial<LinkSpec>;
  readonly sync?: string;
  readonly untilUs?: number;
}

export function storeSpec(name: string, setup: StoreSetup): ClusterSpec {
  const { program, options: schema } = protocols[name]!;
  const names = Array.from({ length: setup.nodes ?? 3 }, (_, index) => `n${index + 1}`);
  const options = schema.parse(setup.options ?? {});
  const untilUs = setup.untilUs ?? 2 * SECOND;
  return {
    nodes: [
      ...names.map((node) => ({ name: node, kind: "replica" as const, program, options })),
      ...clientsOf(setup.workload, names, untilUs),
    ],
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
    faults: (setup.faults ?? []).map(([atUs, fault]) => ({ atUs, fault })),
    invariants: (program.invariants ?? []).map((invariant) => `${name}/${invariant.name}`),
    untilUs,
  };
}

function clientsOf(
  workload: StoreSetup["workload"],
  names: readonly string[],
  untilUs: number,
): ClusterSpec["nodes"] {
  if (workload === undefined) return [];
  const kind = workloads.find(({ name }) => name === workload["kind"]) ?? workloads[0]!;
  const surroundings = { nodeIds: new Map(names.map((name, id) => [name, id])), untilUs };
  return kind
    .build(kind.schema.parse(workload), surroundings)
    .map((client) => ({ ...client, kind: "client" as const }));
}

export function runStore(name: string, setup: StoreSetup, seed: string | number = 1): Cluster {
  const cluster = Cluster.create(storeSpec(name, setup), String(seed), "full");
  cluster.run(Infinity);
  return cluster;
}

function distribution(text: string): Distribution {
  const parsed = parseDistribution(text);
  if (!parsed.ok) throw new Error(parsed.error.problem);
  return parsed.value;
}

/** The test knows which program's state it is. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function stateOf<S>(cluster: Cluster, name: string): S {
  return cluster.nodes.find((node) => node.name === name)!.state as S;
}

/** What each replica that is up and keeps a copy holds, by its name. */
export function contentsOf(cluster: Cluster): Map<string, Record<string, unknown>> {
  const contents = new Map<string, Record<string, unknown>>();
  for (const { name, isReplica, status, program, state } of cluster.nodes) {
    const held = isReplica && status === "up" ? program.contents?.(state) : undefined;
    if (held !== undefined) contents.set(name, Object.fromEntries(held));
  }
  return contents;
}

export function notesOf(cluster: Cluster, kind: string): Note[] {
  return valuesOf(cluster.notes).filter((note) => note.kind === kind);
}

export function operationsOf(cluster: Cluster): readonly Operation[] {
  return toOperations(valuesOf(cluster.history));
}

export function checkHistory(cluster: Cluster): LinearizableResult {
  const model = findModel("cas-register");
  if (!model.ok) throw new Error(model.error.problem);
  return checkLinearizable(operationsOf(cluster), model.value);
}

import type { ClusterSpec, LinkSpec, NetworkSpec, NodeId, NodeSpec } from "../cluster/index.ts";
import type { ScenarioDocument } from "./document-schema.ts";
import { planOf, strikingFaults } from "./plan.ts";
import { programs } from "./programs.ts";
import type { Scenario } from "./scenario.ts";
import { workloadOf } from "./workload-of.ts";

/** The cluster that a scenario describes, with its plan drawn. Equal arguments give equal clusters. */
export function compile(scenario: Scenario, seed: string = scenario.seed): ClusterSpec {
  const { document, untilUs } = scenario;
  const plan = planOf(scenario, seed);
  return {
    nodes: [...replicaSpecs(scenario), ...clientSpecs(scenario)],
    network: networkSpec(scenario),
    disk: { sync: document.cluster.disk.sync },
    faults: strikingFaults(plan),
    drawnFaults: plan.drawn,
    invariants: scenario.checks.filter((check) => check.includes("/")),
    untilUs,
  };
}

function replicaSpecs({ document, replicas, replicaOptions }: Scenario): NodeSpec[] {
  const { program } = programs[document.cluster.program]!;
  return replicas.map((name, index) => ({
    name,
    kind: "replica",
    program,
    options: replicaOptions[index],
    ...machineOf(document, name),
    ...cpuOf(document, name),
  }));
}

function clientSpecs({ document, replicas, untilUs }: Scenario): NodeSpec[] {
  const { workload } = document;
  if (workload === undefined) return [];
  const nodeIds = new Map(replicas.map((name, id) => [name, id] as const));
  const clients = workloadOf(workload).build(workload, { nodeIds, untilUs });
  return clients.map(({ name, program, options }) => ({
    name,
    kind: "client",
    program,
    options,
    ...machineOf(document, name),
  }));
}

function machineOf(
  { cluster }: ScenarioDocument,
  name: string,
): Pick<NodeSpec, "clockOffsetUs" | "driftPpm"> {
  const clock = Object.hasOwn(cluster.clocks, name) ? cluster.clocks[name] : undefined;
  return clock === undefined ? {} : { clockOffsetUs: clock.offset, driftPpm: clock.drift };
}

function cpuOf({ cluster: { cpu } }: ScenarioDocument, name: string): Pick<NodeSpec, "costUs"> {
  const costUs = typeof cpu === "number" ? cpu : Object.hasOwn(cpu, name) ? cpu[name]! : 0;
  return costUs === 0 ? {} : { costUs };
}

type LinkSettings = ScenarioDocument["network"]["clients"] & object;

function networkSpec({ document: { network }, replicas, clients }: Scenario): NetworkSpec {
  const replicaIds = replicas.map((_, id) => id);
  const clientIds = clients.map((_, index) => replicas.length + index);
  const idsOf = (ends: readonly string[]): NodeId[] => {
    const ids = ends.flatMap((end): NodeId[] => {
      if (end === "replicas") return replicaIds;
      if (end === "clients") return clientIds;
      if (end === "all") return [...replicaIds, ...clientIds];
      if (Object.hasOwn(network.regions, end)) return idsOf(network.regions[end]!);
      const replica = replicas.indexOf(end);
      return [replica >= 0 ? replica : replicas.length + clients.indexOf(end)];
    });
    return Array.from(new Set(ids));
  };
  const overrides: NetworkSpec["overrides"][number][] = [];
  const add = (from: readonly NodeId[], to: readonly NodeId[], link: LinkSettings): void => {
    overrides.push({ from, to, link: toLink(link) });
  };
  if (network.clients !== undefined && clientIds.length > 0) {
    add(clientIds, replicaIds, network.clients);
    add(replicaIds, clientIds, network.clients);
  }
  for (const link of network.links) {
    if ("within" in link) add(idsOf(link.within), idsOf(link.within), link);
    else if ("between" in link) {
      const [one, other] = link.between;
      add(idsOf(one), idsOf(other), link);
      add(idsOf(other), idsOf(one), link);
    } else add(idsOf(link.from), idsOf(link.to), link);
  }
  return { defaults: toLink(network) as LinkSpec, overrides };
}

/** A document's link settings under the engine's names; what it leaves out stays out. */
function toLink(link: LinkSettings): Partial<LinkSpec> {
  const { latency, latencyOf, loss, duplicate, reorder, reorderBy, fifo, bandwidth, buffer } = link;
  return {
    ...(latency === undefined ? {} : { latency }),
    ...(latencyOf === undefined ? {} : { latencyOf }),
    ...(loss === undefined ? {} : { loss }),
    ...(duplicate === undefined ? {} : { duplicate }),
    ...(reorder === undefined ? {} : { reorder }),
    ...(reorderBy === undefined ? {} : { reorderBy }),
    ...(fifo === undefined ? {} : { fifo }),
    ...(bandwidth === undefined ? {} : { bandwidth }),
    ...(buffer === undefined ? {} : { bufferBytes: buffer }),
  };
}

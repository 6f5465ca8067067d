import type { ScenarioDocument } from "./document-schema.ts";
import type { FaultEntry } from "./fault-schema.ts";
import { workloadOf } from "./workload-of.ts";
import type { YamlText } from "./yaml-text.ts";

/**
 * The sections that could be read; `workload` is missing also where a document has none. Faults that could not be read are
 * undefined, so that the others keep their places.
 */
export type Sections = Partial<Omit<ScenarioDocument, "faults">> & {
  readonly faults?: readonly (FaultEntry | undefined)[];
};

/** Names: a node's id is its place in the two lists together. */
export interface Nodes {
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
}

/** Names of nodes, for faults. */
export interface ClusterNames extends Nodes {
  /** False when the workload, and so its clients, could not be read. */
  readonly areClientsKnown: boolean;
}

/** As far as the sections could be read. */
export function nodesOf({ cluster, workload }: Sections, yaml: YamlText): ClusterNames {
  return {
    replicas:
      cluster === undefined
        ? []
        : typeof cluster.nodes === "number"
          ? numbered(cluster.nodes)
          : cluster.nodes,
    clients: workload === undefined ? [] : workloadOf(workload).clientNames(workload),
    areClientsKnown: workload !== undefined || (yaml.data as { workload?: unknown }).workload === undefined,
  };
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index + 1}`);
}

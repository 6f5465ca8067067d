import type { ClusterSpec, LinkSpec, NodeSpec, Program } from "../../src/cluster/index.ts";
import { parseDistribution, type Distribution } from "../../src/kernel/index.ts";

export function distribution(text: string): Distribution {
  const parsed = parseDistribution(text);
  if (!parsed.ok) throw new Error(parsed.error.problem);
  return parsed.value;
}

/** A node, whatever its program's state and messages. */
export function node<S, M extends { readonly kind: string }, O>(
  name: string,
  program: Program<S, M, O>,
  options: O,
  kind: NodeSpec["kind"] = "replica",
): NodeSpec {
  return { name, kind, program, options };
}

/** A cluster over links that only delay. */
export function clusterOf(nodes: readonly NodeSpec[], latency: Distribution): ClusterSpec {
  const defaults: LinkSpec = {
    latency,
    loss: 0,
    duplicate: 0,
    reorder: 0,
    reorderBy: distribution("0"),
    fifo: false,
  };
  return {
    nodes,
    network: { defaults, overrides: [] },
    disk: { sync: distribution("1ms") },
    faults: [],
    invariants: [],
    untilUs: Number.MAX_SAFE_INTEGER,
  };
}

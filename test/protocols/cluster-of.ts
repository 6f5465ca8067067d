import { Cluster } from "../../src/cluster/index.ts";
import { protocols } from "../../src/protocols/index.ts";

/** `count` nodes n1, n2, … that run a registered program, each message under way for 5 ms, run to `untilUs`. */
export function runCluster(name: string, options: unknown, count: number, untilUs: number): Cluster {
  const { program, options: schema } = protocols[name]!;
  const latency = { kind: "constant", us: 5_000 } as const;
  const none = { loss: 0, duplicate: 0, reorder: 0, reorderBy: latency, fifo: false };
  const cluster = Cluster.create(
    {
      nodes: Array.from({ length: count }, (_, index) => ({
        name: `n${index + 1}`,
        kind: "replica" as const,
        program,
        options: schema.parse(options),
      })),
      network: { defaults: { latency, ...none }, overrides: [] },
      disk: { sync: latency },
      faults: [],
      invariants: (program.invariants ?? []).map((invariant) => `${name}/${invariant.name}`),
      untilUs,
    },
    "1",
    "full",
  );
  cluster.run(Infinity);
  return cluster;
}

import { Cluster, type ClusterSpec, type Distribution, type NodeSpec } from "../../src/cluster/index.ts";
import type { Histogram } from "../../src/base/index.ts";
import { server, source, type ServerOptions, type ServerState } from "../../src/services/index.ts";

const nothing: Distribution = { kind: "constant", us: 0 };

/** One Poisson source and one station, over a link without delay. */
export class Station {
  readonly cluster: Cluster;

  constructor(options: ServerOptions, arrivalsPerSecond: number, seed: string) {
    const gap: Distribution = { kind: "exponential", meanUs: 1_000_000 / arrivalsPerSecond };
    const nodes: NodeSpec[] = [
      { name: "server", kind: "replica", program: server, options },
      {
        name: "source",
        kind: "client",
        program: source,
        options: { gap, oneWay: true },
      },
    ];
    const link = { latency: nothing, loss: 0, duplicate: 0, reorder: 0, reorderBy: nothing, fifo: false };
    const spec: ClusterSpec = {
      nodes,
      network: { defaults: link, overrides: [] },
      disk: { sync: nothing },
      faults: [],
      invariants: [],
      untilUs: Number.MAX_SAFE_INTEGER,
    };
    this.cluster = Cluster.create(spec, seed, "off");
  }

  get state(): ServerState {
    return this.cluster.nodes[0]!.state as ServerState;
  }

  run(untilSeconds: number): void {
    this.cluster.run(untilSeconds * 1_000_000);
  }
}

export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval. */
  readonly half: number;
}

/**
 * Batch means: a long run is cut into batches of equal time, the first of which is left out; their means are nearly
 * independent, so Student's t gives an interval. Seconds.
 */
export function batchMeans(
  station: Station,
  batchSeconds: number,
  take: (state: ServerState) => Pick<Histogram, "sum" | "count">,
): Estimate {
  const means: number[] = [];
  station.run(batchSeconds);
  let { sum, count } = take(station.state);
  for (let batch = 2; batch <= BATCHES + 1; batch++) {
    station.run(batch * batchSeconds);
    const now = take(station.state);
    means.push((now.sum - sum) / (now.count - count) / 1_000_000);
    ({ sum, count } = now);
  }
  const mean = means.reduce((total, one) => total + one, 0) / BATCHES;
  const variance = means.reduce((total, one) => total + (one - mean) ** 2, 0) / (BATCHES - 1);
  return { mean, half: T_975 * Math.sqrt(variance / BATCHES) };
}

const BATCHES = 30;
/** Student's t with 29 degrees of freedom. */
const T_975 = 2.045;

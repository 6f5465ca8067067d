import { Cluster } from "../../src/cluster/index.ts";
import { server, source, type ServerState } from "../../src/services/index.ts";
import { clusterOf, distribution, node } from "./setup.ts";
import type { SimJs } from "./simjs.ts";

const SLICE_US = 10_000_000;

/**
 * W2, M/M/1 at ρ = 0.8, until so many customers have been served: an open-loop Poisson source and a station with one
 * server and an unbounded queue, both sides with mean times inside. Ours: the `source` and `server` services over a
 * link without delay; three events a customer, histograms of time inside and of wait.
 */
export function runQueue(customers: number): Cluster {
  const service = distribution("exponential(80ms)");
  const gap = distribution("exponential(100ms)");
  const nodes = [
    node("server", server, { servers: 1, service }),
    node("source", source, { gap, oneWay: true }, "client"),
  ];
  const cluster = Cluster.create(clusterOf(nodes, distribution("0")), "queueing", "off");
  const station = (): ServerState | undefined => cluster.nodes[0]!.state as ServerState | undefined;
  for (let untilUs = SLICE_US; (station()?.sojourn.count ?? 0) < customers; untilUs += SLICE_US) {
    cluster.run(untilUs);
  }
  return cluster;
}

/** simjs: an Entity whose timer lets customers arrive, and its Facility, first come first served, with statistics. */
export function runQueueSimjs(sim: SimJs, customers: number): number {
  const random = new sim.Random(1);
  const station = new sim.Facility("server");
  let served = 0;
  class Source extends sim.Entity {
    start(): void {
      this.setTimer(random.exponential(1 / 100)).done(() => this.arrive());
    }
    arrive(): void {
      this.useFacility(station, random.exponential(1 / 80)).done(() => served++);
      this.setTimer(random.exponential(1 / 100)).done(() => this.arrive());
    }
  }
  const run = new sim.Sim();
  run.addEntity(Source);
  run.simulate(customers * 100, Infinity);
  return served;
}

import type { Distribution, NodeId } from "../../cluster/index.ts";
import type { VectorClock } from "../timestamps/vector.ts";
import type { ClockName, Stamp } from "./clock.ts";

export interface ClocksOptions {
  readonly clock: ClockName;
  readonly wait: Distribution;
  readonly sends: number;
}

/** What a node knows: plain data. */
export interface ClocksState {
  readonly options: ClocksOptions;
  /** Events so far. */
  events: number;
  /** The stamp of the last event: the node's clock. */
  stamp: Stamp;
  /** The stamp of the event before. */
  previous: Stamp;
  /** The stamp that came with the message whose receipt the last event was; null for any other event. */
  received: Stamp | null;
  from: NodeId;
  /** What really happened before the last event, whatever the clock says. No stamp is made of it. */
  past: VectorClock;
  /** What the physical clock showed at the last event, and the most that it ever showed, µs. */
  physicalUs: number;
  greatestUs: number;
  /** Pairs of concurrent events that a receipt brought together: those that their stamps put in order, and the others. */
  ordered: number;
  unordered: number;
  /** Messages that were sent, by their stamps, no earlier than they were received. */
  backwards: number;
}

import { clone } from "../base/index.ts";
import type { EventFields, RandomStream } from "../kernel/index.ts";
import { createClock, type Clock } from "./clock.ts";
import { createDisk, type DiskState } from "./disk.ts";
import type { Hold } from "./holds.ts";
import type { Program } from "./program.ts";

/** One node of a cluster as the scenario asks for it. */
export interface NodeSpec {
  readonly name: string;
  /** Replicas hold the data and take part in the protocol; clients issue operations. */
  readonly kind: "replica" | "client";
  readonly program: Program;
  readonly options: unknown;
  readonly clockOffsetUs?: number;
  readonly driftPpm?: number;
  /** Processor time that handling one event takes, µs. */
  readonly costUs?: number;
}

export type NodeStatus = "up" | "down" | "paused";

/** What a node is at a moment: plain data, the part of it that a checkpoint keeps. */
export interface NodeState {
  status: NodeStatus;
  /** The program's state; undefined before the start and while the node is down. */
  state: unknown;
  clock: Clock;
  disk: DiskState;
  /** Processor time an event, µs, and when the processor is free. */
  costUs: number;
  costFactor: number;
  busyUntilUs: number;
  /** What faults in force hold it in. */
  holds: Hold[];
  /** Events that wait for a paused node, in order. */
  backlog: EventFields[];
}

/** A node of a running cluster: its state, and what its handlers need at hand. */
export interface Node extends NodeState {
  readonly id: number;
  readonly spec: NodeSpec;
  readonly name: string;
  readonly isReplica: boolean;
  readonly program: Program;
  readonly random: RandomStream;
  /** Slots of armed timers, by the timer's number; −1 when not armed. Key 0 only. */
  readonly timerSlots: Int32Array;
  /** Slots of armed timers with another key, by number · 2³² + key. */
  readonly keyedTimers: Map<number, number>;
}

export function createNode(id: number, spec: NodeSpec, random: RandomStream): Node {
  // What every event reads stands first, within one cache line.
  return {
    status: "up",
    state: undefined,
    program: spec.program,
    costUs: spec.costUs ?? 0,
    isReplica: spec.kind === "replica",
    id,
    spec,
    name: spec.name,
    random,
    timerSlots: new Int32Array(spec.program.timers.length).fill(-1),
    keyedTimers: new Map(),
    clock: createClock(spec.clockOffsetUs, spec.driftPpm),
    disk: createDisk(),
    costFactor: 1,
    busyUntilUs: 0,
    holds: [],
    backlog: [],
  };
}

/** A copy of what changes; replicated logs in it are shared by prefix. */
export function saveNode(node: Node): NodeState {
  return {
    status: node.status,
    state: clone(node.state),
    clock: { ...node.clock },
    disk: clone(node.disk),
    costUs: node.costUs,
    costFactor: node.costFactor,
    busyUntilUs: node.busyUntilUs,
    holds: node.holds.slice(),
    backlog: node.backlog.map((event) => ({ ...event })),
  };
}

/** Puts a copy of `saved` into the node; its timers are re-registered from the queue. */
export function loadNode(node: Node, saved: NodeState): void {
  node.status = saved.status;
  node.state = clone(saved.state);
  node.clock = { ...saved.clock };
  node.disk = clone(saved.disk);
  node.costUs = saved.costUs;
  node.costFactor = saved.costFactor;
  node.busyUntilUs = saved.busyUntilUs;
  node.holds = saved.holds.slice();
  node.backlog = saved.backlog.map((event) => ({ ...event }));
}

import {
  assert,
  clone,
  createAppendList,
  createDigest,
  forkList,
  formatDigest,
  mix,
  mixString,
  mixValue,
  pushTo,
  type AppendList,
  type Digest,
} from "../base/index.ts";
import type { HistoryEntry } from "../history/index.ts";
import {
  drawUs,
  Kernel,
  NO_CAUSE,
  NO_NODE,
  Trace,
  type Distribution,
  type KernelCheckpoint,
  type RandomStream,
  type TraceLevel,
} from "../kernel/index.ts";
import { readClock, toVirtualUs } from "./clock.ts";
import { completeSync, format, issueSync, loseUnsynced, readDurable } from "./disk.ts";
import { ARRIVED, EventKind, kindOf, PROCESSED } from "./event-kind.ts";
import { describeFault, type Operation, type PlannedFault } from "./fault.ts";
import { applyFault, type Effect } from "./fault-effects.ts";
import { Monitors, type Violation } from "./monitors.ts";
import { Doom, Network, type NetworkCheckpoint, type NetworkSpec } from "./network.ts";
import { createNode, loadNode, saveNode, type Node, type NodeSpec, type NodeState } from "./node.ts";
import { NodeContext } from "./node-context.ts";
import type { Message, NodeId } from "./program.ts";

/** A cluster, its network and what will happen to it: everything a run follows from, with the seed. */
export interface ClusterSpec {
  /** Replicas first, then clients. */
  readonly nodes: readonly NodeSpec[];
  readonly network: NetworkSpec;
  readonly disk: { readonly sync: Distribution };
  readonly faults: readonly PlannedFault[];
  /** Faults drawn by a nemesis; ranked behind `faults` among events of one time. */
  readonly drawnFaults?: readonly PlannedFault[];
  /** Names of invariants to watch, as `program/name`. */
  readonly invariants: readonly string[];
  readonly untilUs: number;
}

/** A history entry, with the event at which it was recorded and the client node that recorded it. */
export interface RecordedEntry extends HistoryEntry {
  readonly timeUs: number;
  readonly event: number;
  readonly node: NodeId;
}

/** Something worth telling a person about an event: a role change, a commit, a fault. */
export interface Note {
  readonly event: number;
  readonly timeUs: number;
  /** NO_NODE when it concerns none in particular. */
  readonly node: NodeId;
  readonly kind: string;
  readonly text: string;
  readonly value: number;
}

/** Everything needed to go on from a moment; immutable. Its size follows the state, never the past. */
export interface Checkpoint {
  readonly timeUs: number;
  readonly events: number;
  readonly kernel: KernelCheckpoint;
  readonly nodes: readonly NodeState[];
  readonly network: NetworkCheckpoint;
  readonly monitors: ReturnType<Monitors["checkpoint"]>;
  readonly history: AppendList<RecordedEntry>;
  readonly notes: AppendList<Note>;
  readonly historyDigest: Digest;
  readonly conditionCount: number;
  readonly arrivals: Float64Array;
}

/** What a queued fault event carries: a fault of the plan, or the end of one. */
export interface FaultPayload {
  readonly text: string;
  readonly planned?: PlannedFault;
  readonly effects?: readonly Effect[];
  readonly id: number;
}

/**
 * Sequence numbers below this are kept for the plan's faults, so that adding one never re-ranks other events. Nodes
 * start before any fault can strike: their starts are ranked below 0.
 */
const FAULT_SEQUENCES = 65_536;
const DRAWN_FAULTS_FROM = 32_768;

/** A running cluster: pops events, gives them to programs, and carries out what the programs ask for. */
export class Cluster {
  readonly spec: ClusterSpec;
  readonly kernel: Kernel;
  readonly nodes: readonly Node[];
  readonly network: Network;
  readonly monitors: Monitors;
  history: AppendList<RecordedEntry> = createAppendList();
  notes: AppendList<Note> = createAppendList();
  /** Ids given to conditions and fault spans so far. */
  conditionCount = 0;
  /** How many messages met each fate so far, by `EventKind`: delivered, or dropped and why. */
  readonly arrivals = new Float64Array(16);

  /** Names of messages and timers: what a record's `tag` indexes. */
  readonly tagNames: readonly string[];
  readonly #tagOf = new Map<string, number>();
  /** First tag of each node's timers. */
  readonly #timerTags: readonly number[];
  readonly #contexts: readonly NodeContext[];
  readonly #replicaIds: readonly NodeId[];
  readonly #diskRandom: readonly RandomStream[];
  readonly #names: (id: NodeId) => string;
  #historyDigest: Digest = createDigest();

  private constructor(spec: ClusterSpec, kernel: Kernel) {
    this.spec = spec;
    this.kernel = kernel;
    const { tagNames, timerTags } = this.#intern(spec.nodes);
    this.tagNames = tagNames;
    this.#timerTags = timerTags;
    this.nodes = spec.nodes.map((node, id) =>
      createNode(id, node, kernel.streams.get(`${node.program.stream ?? "timer"}:${node.name}`)),
    );
    this.#diskRandom = spec.nodes.map((node) => kernel.streams.get(`disk:${node.name}`));
    this.network = new Network(
      spec.network,
      kernel.streams,
      spec.nodes.map((node) => node.name),
    );
    this.#replicaIds = this.nodes.filter((node) => node.isReplica).map((node) => node.id);
    this.#names = (id) => this.nodes[id]?.name ?? "nobody";
    this.#contexts = this.nodes.map((node) => new NodeContext(this, node, this.#replicaIds));
    this.monitors = new Monitors(spec, this.#names);
  }

  /** A cluster at time 0, with its faults planned and its nodes about to start. */
  static create(spec: ClusterSpec, seed: string, level: TraceLevel): Cluster {
    const cluster = new Cluster(spec, Kernel.create(seed, level, FAULT_SEQUENCES));
    cluster.#planFaults(spec.faults, 0, -1);
    cluster.#planFaults(spec.drawnFaults ?? [], DRAWN_FAULTS_FROM, -1);
    for (const node of cluster.nodes) {
      cluster.kernel.queue.scheduleRanked(0, node.id - FAULT_SEQUENCES, {
        kind: EventKind.start,
        node: node.id,
        peer: node.id,
        tag: 0,
        extra: 0,
        cause: NO_CAUSE,
        payload: undefined,
      });
    }
    return cluster;
  }

  /**
   * A cluster that goes on where `checkpoint` was taken, recording into `trace`. `spec` may plan other faults
   * after that moment than the checkpoint's run did: those that have not struck yet are planned anew.
   */
  static restore(spec: ClusterSpec, seed: string, checkpoint: Checkpoint, trace: Trace): Cluster {
    const kernel = Kernel.restore(seed, checkpoint.kernel, trace);
    const cluster = new Cluster(spec, kernel);
    cluster.nodes.forEach((node, id) => loadNode(node, checkpoint.nodes[id]!));
    cluster.network.restore(checkpoint.network);
    cluster.monitors.restore(checkpoint.monitors);
    cluster.history = forkList(checkpoint.history);
    cluster.notes = forkList(checkpoint.notes);
    cluster.#historyDigest = clone(checkpoint.historyDigest);
    cluster.conditionCount = checkpoint.conditionCount;
    cluster.arrivals.set(checkpoint.arrivals);
    cluster.#rearmTimers();
    cluster.#replanFaults(checkpoint.timeUs);
    return cluster;
  }

  /** Time of the event being handled, or of the last one handled, µs. */
  get nowUs(): number {
    return this.kernel.queue.nowUs;
  }

  /** Events so far, with the one being handled. */
  get events(): number {
    return this.kernel.events;
  }

  /**
   * Runs events in order until the next is later than `untilUs`, or `maxEvents` have been recorded in all.
   * True when nothing is left to do before `untilUs`.
   */
  run(untilUs: number, maxEvents = Infinity): boolean {
    const limitUs = Math.min(untilUs, this.spec.untilUs);
    const kernel = this.kernel;
    while (kernel.events < maxEvents) {
      if (!this.#next(limitUs)) return true;
    }
    return false;
  }

  /** Runs exactly one event; false when none is left. */
  step(): boolean {
    const before = this.kernel.events;
    return this.run(this.spec.untilUs, before + 1) ? this.kernel.events > before : true;
  }

  checkpoint(): Checkpoint {
    return {
      timeUs: this.nowUs,
      events: this.kernel.events,
      kernel: this.kernel.checkpoint(),
      nodes: this.nodes.map(saveNode),
      network: this.network.checkpoint(),
      monitors: this.monitors.checkpoint(),
      history: forkList(this.history),
      notes: forkList(this.notes),
      historyDigest: clone(this.#historyDigest),
      conditionCount: this.conditionCount,
      arrivals: this.arrivals.slice(),
    };
  }

  /** 16 hexadecimal digits over every event so far, the history, and the state of every node now. */
  fingerprint(): string {
    const digest = clone(this.kernel.digest);
    mix(digest, this.#historyDigest.high);
    mix(digest, this.#historyDigest.low);
    mixString(digest, this.stateHash());
    return formatDigest(digest);
  }

  /** 16 hexadecimal digits over the state of every node at this moment. */
  stateHash(): string {
    const digest = createDigest();
    for (const node of this.nodes) {
      mixString(digest, node.status);
      mixValue(digest, node.state);
      mixValue(digest, node.disk);
      mixValue(digest, node.clock);
    }
    return formatDigest(digest);
  }

  /** What a node's clock shows now, µs. */
  localTime(id: NodeId): number {
    return readClock(this.nodes[id]!.clock, this.nowUs);
  }

  nameOf(id: NodeId): string {
    return this.#names(id);
  }

  get violations(): readonly Violation[] {
    return this.monitors.violations;
  }

  // What contexts and faults ask for.

  send(from: NodeId, to: NodeId, message: Message): void {
    const tag = this.#tagOf.get(message.kind);
    const receiver = this.nodes[to];
    if (tag === undefined || receiver === undefined) throw this.#badSend(from, to, message);
    const { queue, current } = this.kernel;
    const network = this.network;
    const program = this.nodes[from]!.program;
    const sizeBytes = program.sizeBytes === undefined ? 100 : program.sizeBytes(message);
    network.route(from, to, queue.nowUs, message.kind, sizeBytes);
    queue.schedule(
      queue.nowUs + network.delayUs,
      EventKind.deliver,
      to,
      from,
      tag,
      network.doom,
      current,
      message,
    );
    if (network.copyDelayUs >= 0) {
      queue.schedule(
        queue.nowUs + network.copyDelayUs,
        EventKind.deliver,
        to,
        from,
        tag,
        network.doom,
        current,
        message,
      );
    }
  }

  setTimer(node: Node, name: string, delayUs: number, key: number): void {
    const index = node.program.timers.indexOf(name);
    assert(index >= 0, `program ${node.program.name} sets the timer "${name}", which it does not declare`);
    assert(key === (key & 0x7fff_ffff), `the key ${key} of the timer "${name}" is not 0 ≤ key < 2^31`);
    this.#cancel(node, index, key);
    const { queue, current } = this.kernel;
    // However fast the clock, a delay takes time: else a program that waits for its clock to move would wait for ever.
    const waitUs = delayUs <= 0 ? 0 : Math.max(1, Math.round(toVirtualUs(node.clock, delayUs)));
    const dueUs = queue.nowUs + waitUs;
    const tag = this.#timerTags[node.id]! + index;
    const slot = queue.schedule(dueUs, EventKind.timer, node.id, node.id, tag, key, current, undefined);
    if (key === 0) node.timerSlots[index] = slot;
    else node.keyedTimers.set(index * 4294967296 + key, slot);
  }

  cancelTimer(node: Node, name: string, key: number): void {
    this.#cancel(node, node.program.timers.indexOf(name), key);
  }

  sync(node: Node, token: number, latency: Distribution = this.spec.disk.sync): void {
    const { queue, current } = this.kernel;
    const latencyUs = drawUs(latency, this.#diskRandom[node.id]!);
    const doneUs = issueSync(node.disk, token, queue.nowUs, latencyUs);
    queue.schedule(doneUs, EventKind.disk, node.id, node.id, 0, token, current, undefined);
  }

  note(node: NodeId, kind: string, text: string, value: number): void {
    pushTo(this.notes, { event: this.kernel.current, timeUs: this.nowUs, node, kind, text, value });
  }

  recordHistory(node: NodeId, entry: Omit<HistoryEntry, "timeUs">): void {
    const { type, process, f, key, value, error } = entry;
    // Field by field: a spread followed by more fields takes engines a hundred times as long.
    const recorded: { -readonly [field in keyof RecordedEntry]: RecordedEntry[field] } = {
      type,
      process,
      f,
      value,
      timeUs: this.nowUs,
      event: this.kernel.current,
      node,
    };
    if (key !== undefined) recorded.key = key;
    if (error !== undefined) recorded.error = error;
    pushTo(this.history, recorded);
    const digest = this.#historyDigest;
    mixString(digest, type);
    mixString(digest, f);
    mixString(digest, key ?? "");
    mix(digest, process);
    mixValue(digest, value);
  }

  /** Volatile state and unsynced writes are lost, timers are disarmed, whatever waited for the node is gone. */
  crash(node: Node): void {
    if (node.status === "down") return;
    const backlog = node.backlog;
    node.status = "down";
    node.state = undefined;
    node.backlog = [];
    node.holds = node.holds.filter((hold) => hold.kind !== "paused");
    node.busyUntilUs = 0;
    node.timerSlots.fill(-1);
    node.keyedTimers.clear();
    loseUnsynced(node.disk);
    const { queue } = this.kernel;
    for (const slot of queue.waiting()) {
      const kind = kindOf(queue.kind[slot]!);
      if (queue.node[slot] === node.id && (kind === EventKind.timer || kind === EventKind.disk))
        queue.cancel(slot);
    }
    for (const { kind, peer, tag, extra, cause, payload } of backlog) {
      if (kindOf(kind) !== EventKind.deliver) continue;
      queue.schedule(queue.nowUs, kind, node.id, peer, tag, extra, cause, payload);
    }
    this.note(node.id, "status", "down", 0);
  }

  /** Syncs that are under way or will be issued complete only after the stall. */
  stallDisk(node: Node, forUs: number): void {
    const { queue } = this.kernel;
    const endUs = queue.nowUs + forUs;
    const longerUs = endUs - Math.max(queue.nowUs, node.disk.stalledUntilUs);
    if (longerUs <= 0) return;
    node.disk.stalledUntilUs = endUs;
    for (const slot of queue.waiting()) {
      if (queue.node[slot] !== node.id || kindOf(queue.kind[slot]!) !== EventKind.disk) continue;
      const dueUs = queue.time[slot]! + longerUs;
      const { kind, tag, extra, cause } = queue;
      queue.schedule(dueUs, kind[slot]!, node.id, node.id, tag[slot]!, extra[slot]!, cause[slot]!, undefined);
      queue.cancel(slot);
      node.disk.busyUntilUs = Math.max(node.disk.busyUntilUs, dueUs);
    }
  }

  restart(node: Node): void {
    if (node.status !== "down") return;
    node.status = "up";
    this.note(node.id, "status", "up", 0);
    const context = this.#contexts[node.id]!;
    this.monitors.onRestart(node.id);
    node.state = node.program.onRestart(readDurable(node.disk), context, node.spec.options);
    this.#watch(node);
  }

  /** The node stops where it is; what is due meanwhile waits. */
  pause(node: Node): void {
    if (node.status !== "up") return;
    node.status = "paused";
    this.note(node.id, "status", "paused", 0);
  }

  /** The node goes on; what waited happens now, in order. */
  resume(node: Node): void {
    if (node.status !== "paused") return;
    node.status = "up";
    this.note(node.id, "status", "up", 0);
    const { queue } = this.kernel;
    const backlog = node.backlog;
    node.backlog = [];
    for (const event of backlog) {
      const { kind, peer, tag, extra, cause, payload } = event;
      const slot = queue.schedule(queue.nowUs, kind, node.id, peer, tag, extra, cause, payload);
      this.#registerTimer(node, slot, kind, tag, extra);
    }
  }

  ask(node: Node, request: string, about: NodeId | undefined): boolean {
    if (node.status !== "up" || node.program.onAsk === undefined) return false;
    const known = node.program.onAsk(node.state, request, about, this.#contexts[node.id]!);
    this.#watch(node);
    return known;
  }

  /** A client issues an operation that its workload did not choose; false when it cannot now. */
  invoke(node: Node, operation: Operation): boolean {
    if (node.status !== "up" || node.program.onOperation === undefined) return false;
    node.program.onOperation(node.state, operation, this.#contexts[node.id]!);
    return true;
  }

  scheduleFaultEnd(delayUs: number, payload: FaultPayload): void {
    const { queue, current } = this.kernel;
    queue.schedule(
      queue.nowUs + delayUs,
      EventKind.fault,
      NO_NODE,
      NO_NODE,
      hashTag(payload.text),
      0,
      current,
      payload,
    );
  }

  /** Pops and handles one event due by `untilUs`; false when there is none. An event that must wait counts as handled. */
  #next(untilUs: number): boolean {
    const queue = this.kernel.queue;
    const slot = queue.pop(untilUs);
    if (slot < 0) return false;
    const kind = queue.kind[slot]!;
    const nodeId = queue.node[slot]!;
    const peer = queue.peer[slot]!;
    const tag = queue.tag[slot]!;
    const extra = queue.extra[slot]!;
    const cause = queue.cause[slot]!;
    const payload = queue.payload[slot];
    queue.release(slot);
    if (kind === EventKind.fault) {
      this.#onFault(tag, cause, payload as FaultPayload);
      return true;
    }
    const node = this.nodes[nodeId]!;
    if (node.status === "paused" || (node.costUs > 0 && (kind & PROCESSED) === 0)) {
      if (this.#hasToWait(node, kind, peer, tag, extra, cause, payload)) return true;
    }
    this.#handle(kind, node, peer, tag, extra, cause, payload);
    return true;
  }

  #handle(
    queued: number,
    node: Node,
    peer: number,
    tag: number,
    extra: number,
    cause: number,
    payload: unknown,
  ): void {
    const context = this.#contexts[node.id]!;
    const kind = kindOf(queued);
    switch (kind) {
      case EventKind.deliver: {
        const fate = this.#fate(queued, node, peer, extra);
        this.kernel.record(fate, node.id, peer, tag, cause, payload);
        this.arrivals[fate]!++;
        if (fate !== EventKind.deliver) return;
        node.program.onMessage(node.state, peer, payload as Message, context);
        break;
      }
      case EventKind.timer:
        this.#disarm(node, tag, extra);
        this.kernel.record(kind, node.id, peer, tag, cause, payload);
        node.program.onTimer(node.state, this.tagNames[tag]!, context, extra);
        break;
      case EventKind.disk:
        this.kernel.record(kind, node.id, peer, tag, cause, payload);
        completeSync(node.disk);
        node.program.onDisk?.(node.state, extra, context);
        break;
      default:
        this.kernel.record(kind, node.id, peer, tag, cause, payload);
        if (node.program.formatDisk !== undefined)
          format(node.disk, node.program.formatDisk(node.spec.options, context));
        node.state = node.program.init(node.spec.options, context);
    }
    if (node.isReplica) this.monitors.check(node.state, node, this.kernel.current, this.nowUs);
  }

  /** What becomes of a message that arrives now, or did before: the event kind under which it is recorded. */
  #fate(queued: number, node: Node, from: NodeId, doom: number): EventKind {
    if ((queued & ARRIVED) !== 0) return node.status === "down" ? EventKind.dropDown : EventKind.deliver;
    if (doom === Doom.loss) return EventKind.dropLoss;
    if (doom === Doom.cut) return EventKind.dropCut;
    if (doom === Doom.overflow) return EventKind.dropOverflow;
    if (doom === Doom.fault) return EventKind.dropFault;
    if (this.network.conditions.length > 0 && this.network.isBlocked(from, node.id)) return EventKind.dropCut;
    return node.status === "down" ? EventKind.dropDown : EventKind.deliver;
  }

  /** Puts the event aside when its node is paused or its processor busy. */
  #hasToWait(
    node: Node,
    kind: number,
    peer: number,
    tag: number,
    extra: number,
    cause: number,
    payload: unknown,
  ): boolean {
    if (node.status === "down" || kind === EventKind.start) return false;
    let queued = kind;
    if (kind === EventKind.deliver) {
      if (this.#fate(kind, node, peer, extra) !== EventKind.deliver) return false;
      queued |= ARRIVED;
    }
    if (node.status === "paused") {
      node.backlog.push({ kind: queued, node: node.id, peer, tag, extra, cause, payload });
      return true;
    }
    const queue = this.kernel.queue;
    node.busyUntilUs = Math.max(queue.nowUs, node.busyUntilUs) + Math.round(node.costUs * node.costFactor);
    const slot = queue.schedule(
      node.busyUntilUs,
      queued | PROCESSED,
      node.id,
      peer,
      tag,
      extra,
      cause,
      payload,
    );
    this.#registerTimer(node, slot, kind, tag, extra);
    return true;
  }

  #onFault(tag: number, cause: number, payload: FaultPayload): void {
    this.kernel.record(EventKind.fault, NO_NODE, NO_NODE, tag, cause, payload);
    applyFault(this, payload);
  }

  #watch(node: Node): void {
    if (node.isReplica) this.monitors.check(node.state, node, this.kernel.current, this.nowUs);
  }

  #cancel(node: Node, index: number, key: number): void {
    if (key === 0) {
      const slot = node.timerSlots[index]!;
      if (slot >= 0) this.kernel.queue.cancel(slot);
      node.timerSlots[index] = -1;
      return;
    }
    const id = index * 4294967296 + key;
    const slot = node.keyedTimers.get(id);
    if (slot === undefined) return;
    this.kernel.queue.cancel(slot);
    node.keyedTimers.delete(id);
  }

  #disarm(node: Node, tag: number, key: number): void {
    const index = tag - this.#timerTags[node.id]!;
    if (key === 0) node.timerSlots[index] = -1;
    else node.keyedTimers.delete(index * 4294967296 + key);
  }

  #registerTimer(node: Node, slot: number, kind: number, tag: number, key: number): void {
    if (kindOf(kind) !== EventKind.timer) return;
    const index = tag - this.#timerTags[node.id]!;
    if (key === 0) node.timerSlots[index] = slot;
    else node.keyedTimers.set(index * 4294967296 + key, slot);
  }

  #rearmTimers(): void {
    const { queue } = this.kernel;
    for (const slot of queue.waiting()) {
      const kind = queue.kind[slot]!;
      if (kind === EventKind.fault) continue;
      this.#registerTimer(this.nodes[queue.node[slot]!]!, slot, kind, queue.tag[slot]!, queue.extra[slot]!);
    }
  }

  /** Schedules the plan's faults later than `afterUs`, ranked by their place in the plan. */
  #planFaults(faults: readonly PlannedFault[], firstSequence: number, afterUs: number): void {
    assert(faults.length <= DRAWN_FAULTS_FROM, "more than 32768 faults in one plan");
    faults.forEach((planned, index) => {
      const { atUs } = planned;
      if (atUs <= afterUs) return;
      const text = describeFault(planned.fault);
      this.kernel.queue.scheduleRanked(atUs, firstSequence + index, {
        kind: EventKind.fault,
        node: NO_NODE,
        peer: NO_NODE,
        tag: hashTag(text),
        extra: 0,
        cause: NO_CAUSE,
        payload: { text, planned, id: -1 } satisfies FaultPayload,
      });
    });
  }

  /** Replaces the waiting faults later than now by those of this cluster's own plan. */
  #replanFaults(nowUs: number): void {
    const { queue } = this.kernel;
    for (const slot of queue.waiting()) {
      if (queue.kind[slot] !== EventKind.fault || queue.time[slot]! <= nowUs) continue;
      if ((queue.payload[slot] as FaultPayload).planned !== undefined) queue.cancel(slot);
    }
    this.#planFaults(this.spec.faults, 0, nowUs);
    this.#planFaults(this.spec.drawnFaults ?? [], DRAWN_FAULTS_FROM, nowUs);
  }

  #intern(specs: readonly NodeSpec[]): { tagNames: string[]; timerTags: number[] } {
    const tagNames: string[] = [""];
    const firstTimer = new Map<unknown, number>();
    const timerTags: number[] = [];
    for (const { program } of specs) {
      for (const kind of Object.keys(program.messages)) {
        if (!this.#tagOf.has(kind)) this.#tagOf.set(kind, tagNames.push(kind) - 1);
      }
      if (!firstTimer.has(program)) {
        firstTimer.set(program, tagNames.length);
        tagNames.push(...program.timers);
      }
      timerTags.push(firstTimer.get(program)!);
    }
    return { tagNames, timerTags };
  }

  #badSend(from: NodeId, to: NodeId, message: Message): Error {
    const program = this.nodes[from]!.program.name;
    const what =
      this.nodes[to] === undefined
        ? `to node ${to}, which does not exist`
        : "without declaring it in `messages`";
    return new Error(`program ${program} sends ${message.kind} ${what}`);
  }
}

/** A 16-bit name for a fault in traces and fingerprints, from its words, so that it does not depend on the rest of the plan. */
function hashTag(text: string): number {
  const digest = createDigest();
  mixString(digest, text);
  return (digest.low ^ (digest.low >>> 16)) & 0xffff;
}

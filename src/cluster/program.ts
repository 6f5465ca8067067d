import type { AppendList } from "../base/index.ts";
import type { HistoryEntry, Value } from "../history/index.ts";
import type { Distribution } from "../kernel/index.ts";
import type { Operation } from "./fault.ts";

/** A node of the cluster, by its place in the scenario's order: 0 ≤ id < number of nodes. Names are for people. */
export type NodeId = number;

/** One thing sent. Plain data, never changed after it was sent. `kind` is one of the program's declared messages. */
export interface Message {
  readonly kind: string;
}

/** How a kind of message is drawn: its family gives hue, dash and glyph; a reply is the hollow glyph. */
export interface MessageLook {
  readonly family: "append" | "vote" | "client" | "other";
  readonly reply?: boolean;
}

/**
 * What a node runs: a state machine over plain data.
 *
 * Law: a handler touches nothing but `state` and `ctx`. The state holds only plain data (see `clone`), so that
 * checkpoint, fork, diff, hash and display work for every program without code of its own. Handlers change
 * the state in place. A message is immutable once sent: its sender gives away what it puts in.
 */
export interface Program<S = unknown, M extends Message = Message, O = unknown> {
  readonly name: string;
  /** Every kind of message it sends, and how each is drawn. Without `Response` it answers no clients. */
  readonly messages: Readonly<Record<string, MessageLook>>;
  /** Every timer it sets. */
  readonly timers: readonly string[];
  /** Prefix of the node's own random stream: `timer` unless given, so `timer:n3`. */
  readonly stream?: string;

  /** What the node's disk holds before the start; nothing unless given. */
  formatDisk?(options: O, ctx: Context): Durable;
  /** The state at the start of the run. */
  init(options: O, ctx: Context): S;
  onMessage(state: S, from: NodeId, message: M, ctx: Context): void;
  /** A timer fired. `key` is what `setTimer` was given, 0 unless the program runs many of one name. */
  onTimer(state: S, name: string, ctx: Context, key: number): void;
  /** Everything written before `disk.sync(token)` is durable now. */
  onDisk?(state: S, token: number, ctx: Context): void;
  /** The state after a restart: whatever is not in `durable` is gone. */
  onRestart(durable: Durable, ctx: Context, options: O): S;
  /** An operator asks something of this node (a fault plan's `ask`): true when the program knows the request. */
  onAsk?(state: S, request: string, about: NodeId | undefined, ctx: Context): boolean;
  /** A fault plan has this client issue an operation; its workload knows such operations. */
  onOperation?(state: S, operation: Operation, ctx: Context): void;
  /** Every request that `onAsk` knows; none when left out. */
  readonly requests?: readonly string[];
  /** What a person may know about the state at a glance and in the inspector. */
  describe(state: S, names: NodeNames): NodeDescription;
  /**
   * What this node alone holds of each key: what it would answer if nobody else were asked. For the check that
   * replicas agree in the end, and for counting what was lost. A key that was never written is left out. Undefined for
   * a node that is to keep no copy at all.
   */
  contents?(state: S): ReadonlyMap<string, Value> | undefined;
  /** False for a key of which this node is to keep no copy, for others do; each keeps all unless given. */
  keeps?(state: S, key: string): boolean;
  /** Role (`leader`, `follower`, …) and term, cheaply: fault plans that say `leader` and lane colours use it. */
  roleOf?(state: S): Role;
  /** What the number of a role is called where a person reads it: `ballot`, `epoch`; a term unless given. */
  readonly termWord?: string;
  /** True when a part of the replicas can do what another cannot because it is a majority of them; never unless given. */
  needsMajority?(options: O): boolean;
  /** Bytes on the wire, for links with a bandwidth; 100 when left out. */
  sizeBytes?(message: M): number;
  /** What a person reads about one message, in a few words. */
  describeMessage?(message: M, names: NodeNames): string;
  /** What a person reads about one cell of the disk; its fields when left out. */
  describeCell?(cell: string, value: unknown, names: NodeNames): string;
  /** Kinds of its notes that a reader would stop at, besides roles and commits; none when left out. */
  readonly moments?: readonly string[];
  /** A cluster of fewer replicas does nothing; 1 unless given. */
  readonly fewestReplicas?: number;
  /**
   * What a session's token (see `ClientRequest`) is to it: its replicas look at it; it needs none, since no answer is old
   * anyway; or answers may be old all the same. `needless` unless given.
   */
  tokens?(options: O): "kept" | "needless" | "ignored";
  /** Predicates over all nodes' states that must hold after every event. */
  readonly invariants?: readonly Invariant[];
  /** What this model leaves out, one sentence each; the page shows it under Assumptions. */
  readonly assumptions?: readonly string[];
}

export type NodeNames = (id: NodeId) => string;

export interface Role {
  readonly role: string;
  readonly term: number;
}

export interface NodeDescription extends Partial<Role> {
  /** Name and value, in the order to show. */
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** A replicated log's newest entries; `from` is the first one's index. */
  readonly log?: readonly LogCell[];
}

export interface LogCell {
  readonly index: number;
  readonly term: number;
  /** What it does: `x 7`, or `–` for an empty entry. */
  readonly label: string;
  readonly committed: boolean;
}

/**
 * The only way out of a handler. A node sees its own skewed clock, never virtual time; it draws only from its
 * own stream.
 */
export interface Context {
  readonly self: NodeId;
  /** All replicas, in order, this node among them if it is one. */
  readonly replicas: readonly NodeId[];
  /** The replicas other than this node. */
  readonly peers: readonly NodeId[];
  /** For people: notes, and options that name a node. */
  nameOf(id: NodeId): string;
  /** True when somebody looks at this run: notes that only explain are worth their cost. Never decides anything. */
  readonly traced: boolean;

  // The type parameter lets a message be written out in the call: a plain `Message` would refuse its fields.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  send<M extends Message>(to: NodeId, message: M): void;
  /** Answers a client's request; see `ClientResponse`. */
  respond(to: NodeId, response: ClientResponse): void;
  /** Arms a timer of this node, `delayUs` on its own clock; the same name and key (0 ≤ key < 2^31) again re-arms it. */
  setTimer(name: string, delayUs: number, key?: number): void;
  cancelTimer(name: string, key?: number): void;
  /** [0, 1) from this node's stream. */
  random(): number;
  /** This node's clock, µs: offset, drift and steps included. */
  localTime(): number;
  readonly disk: Disk;
  /** Marks what just happened for people, metrics and moments: `role`, `commit`, … */
  note(kind: string, text: string, value?: number): void;
  /** Records one line of the history; clients only. */
  record(entry: Omit<HistoryEntry, "timeUs">): void;
}

/** A node's disk. Writes are ordered; they survive a crash once a sync issued after them has completed. */
export interface Disk {
  /** Replaces the value of a cell. */
  write(cell: string, value: unknown): void;
  /** Adds a value to the end of a file. */
  append(file: string, value: unknown): void;
  /** Cuts a file back to its first `length` values. */
  truncate(file: string, length: number): void;
  /**
   * Makes all writes so far durable; `onDisk(token)` runs when they are. Syncs complete in order. It takes as long as
   * the cluster's disks take, unless the program's options give this kind of sync a `latency` of its own.
   */
  sync(token: number, latency?: Distribution): void;
}

/** What a restart finds. */
export interface Durable {
  readonly cells: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, AppendList<unknown>>>;
}

/**
 * A client's operation on its way to a replica: the one protocol between workloads and all stores.
 * `session` and `id` name it for ever, so a store that remembers them makes retries exactly-once.
 */
export interface ClientRequest extends Message {
  readonly kind: "Request";
  readonly session: number;
  readonly id: number;
  /** How often its client has sent it to anyone, this time included; 1 when left out. Links may duplicate each. */
  readonly attempt?: number;
  readonly f: string;
  /** "" for an operation without one key of its own. */
  readonly key: string;
  readonly value: Value;
  /** The last token that this session was given, null before the first; only clients that keep sessions send one. */
  readonly token?: Value;
}

/**
 * The answer. `ok`: done, `value` is the result. `fail`: certainly not done, and why; a `cas` whose expectation was
 * wrong fails with no error. `redirect`: not here; ask `leader` if it is known.
 */
export interface ClientResponse {
  readonly session: number;
  readonly id: number;
  readonly outcome: "ok" | "fail" | "redirect";
  readonly value?: Value;
  readonly error?: string;
  readonly leader?: NodeId;
  /**
   * What the session has seen, in the store's own form: it comes back with the session's next request, so that any
   * replica can tell whether it knows as much. At least what the request's token said. A redirect may carry one, too.
   */
  readonly token?: Value;
}

export interface ClientReply extends Message, ClientResponse {
  readonly kind: "Response";
}

/** Drawn alike whatever the store. */
export const CLIENT_MESSAGES: Readonly<Record<string, MessageLook>> = {
  Request: { family: "client" },
  Response: { family: "client", reply: true },
};

/**
 * A property that must hold after every event. `check` runs after each event at a replica and looks at that
 * replica; what it must remember of the past it keeps in its `ghost`, plain data that no program sees.
 */
export interface Invariant<S = unknown, G = unknown> {
  /** `election-safety`; a scenario names it `raft/election-safety`. */
  readonly name: string;
  /** What it claims, in one sentence. */
  readonly says: string;
  /** Paper and section. */
  readonly source: string;
  /** Replicas are the first of all nodes: 0 ≤ their id < replicas ≤ nodes. */
  ghost(nodes: number, replicas: number): G;
  /** Undefined while the property holds, else what broke it, in one sentence. */
  check(ghost: G, state: S, node: NodeId, names: NodeNames): string | undefined;
  /** The node restarts: its state is a new one. Called before the next check. */
  onRestart?(ghost: G, node: NodeId): void;
}

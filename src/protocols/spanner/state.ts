import type { ClientRequest, MicroOperation, NodeId, Value } from "../../cluster/index.ts";
import type { LockMode, LockTable } from "../locks/lock-table.ts";
import type { EndedRequests } from "../multi-version/ended-requests.ts";
import type { Versions } from "../multi-version/versions.ts";
import type { LogState } from "./log.ts";
import type { SpannerMessage, Write } from "./messages.ts";
import type { SpannerOptions } from "./options.ts";

/** One node: leader of its shard, coordinator of the transactions that clients bring to it. Plain data. */
export interface SpannerState {
  readonly options: SpannerOptions;
  readonly self: NodeId;
  readonly nodes: number;
  readonly shard: Shard;
  /** Read-write transactions that this node coordinates, by id, oldest first. */
  readonly coordinated: Map<number, Coordinated>;
  /** Read-only transactions, by number. */
  readonly readers: Map<number, Reader>;
  readonly ended: EndedRequests;
  /** The last transaction's place on this node's clock, and how many timers have had a number. */
  lastBase: number;
  numbers: number;
  readonly log: LogState;
  /** What this node has to tell itself; empty between events. */
  inbox: SpannerMessage[];
  commits: number;
  aborts: number;
}

/** The data of one node. */
export interface Shard {
  readonly versions: Versions;
  readonly locks: LockTable;
  /** Transactions that hold or want something here, by id. */
  readonly parts: Map<number, Participation>;
  /** The highest timestamp that this shard has given or seen: the next one is higher (§4.2.1). */
  lastTimestamp: number;
  /** What was read at this timestamp stays as it is: nothing commits at or below it any more (§4.1.3, §4.2.4). */
  promised: number;
  blocked: BlockedRead[];
  /** The newest commit that was applied since the node started, for those who watch. */
  newest: Applied | undefined;
}

/** A read-write transaction at one shard. */
export interface Participation {
  readonly id: number;
  readonly number: number;
  phase: "locking" | "preparing" | "logging" | "prepared";
  /** While locking: what it waits for. */
  wanted: { readonly key: string; readonly mode: LockMode; readonly step: number } | undefined;
  reads: readonly string[];
  writes: readonly Write[];
  /** From logging on: the prepare timestamp. */
  timestamp: number;
}

export interface BlockedRead {
  readonly from: NodeId;
  readonly number: number;
  readonly timestamp: number;
  readonly keys: readonly string[];
}

export interface Applied {
  readonly id: number;
  readonly timestamp: number;
  readonly keys: readonly string[];
}

/**
 * A read-write transaction at its coordinator. Its id names it everywhere and is its age: the coordinator's clock when
 * it began, with the coordinator's place in the last digits.
 */
export interface Coordinated {
  readonly id: number;
  readonly number: number;
  readonly client: NodeId;
  readonly request: ClientRequest;
  readonly steps: readonly MicroOperation[];
  readonly results: MicroOperation[];
  /** What it holds locks on, with what it read there; and what it will write, kept here until it commits. */
  readonly seen: Map<string, Value>;
  readonly writes: Map<string, Value>;
  /** Shards that were asked for anything. */
  readonly touched: NodeId[];
  phase: "executing" | "preparing" | "deciding" | "waiting" | "finishing" | "aborting";
  /** Shards that have not answered in this phase. */
  missing: readonly NodeId[];
  /** Above TT.now().latest of the moment at which it was to commit, and every prepare timestamp (§4.2.1). */
  timestamp: number;
}

/** A read-only transaction where its client asked for it. */
export interface Reader {
  readonly client: NodeId;
  readonly request: ClientRequest;
  readonly steps: readonly MicroOperation[];
  readonly timestamp: number;
  readonly values: Map<string, Value>;
  missing: readonly NodeId[];
}

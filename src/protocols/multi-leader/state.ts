import type { AppendList } from "../../base/index.ts";
import type { NodeId, Value } from "../../cluster/index.ts";
import type { HybridStamp } from "../timestamps/hybrid.ts";
import type { AnyMessage, Update } from "./messages.ts";
import type { MultiLeaderOptions } from "./options.ts";

/** One replica: plain data. */
export interface MultiLeaderState {
  readonly options: MultiLeaderOptions;
  readonly self: NodeId;
  /** What each key holds, in the form of its data type; contents are never changed, only replaced. */
  readonly contents: Map<string, unknown>;
  /** The newest request of each session that was carried out, and its answer. */
  readonly sessions: Map<number, Answered>;
  /** This replica's own updates so far. */
  count: number;
  /** Of the last write, or what was heard since; by the clock of the options. */
  clock: HybridStamp;
  /** Rounds of gossip so far; they go to the peers in turn. */
  rounds: number;
  readonly storage: Storage;
  readonly byOperation: ByOperation;
  readonly byState: ByState;
}

export interface Answered {
  readonly id: number;
  readonly value: Value;
}

/** Operation-based replication. */
export interface ByOperation {
  /** Every update that was delivered here, by its origin: the n-th has count n + 1. */
  readonly logs: AppendList<Update>[];
  /** Updates that came before one that they depend on. */
  readonly waiting: Update[];
}

/** State-based replication. */
export interface ByState {
  /** Rises with every change of a content; survives a crash as far as it was ever sent. */
  version: number;
  /** For each key the version of its last change. */
  readonly changed: Map<string, number>;
  /** What each replica has acknowledged, by its id: 0 ≤ acknowledged ≤ version. */
  readonly acknowledged: number[];
}

/** What waits for the disk. */
export interface Storage {
  issued: number;
  completed: number;
  /** There are writes that no sync covers. */
  isDirty: boolean;
  outbox: { readonly sync: number; readonly to: NodeId; readonly message: AnyMessage }[];
}

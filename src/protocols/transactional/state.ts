import type { ClientRequest, MicroOperation, NodeId, Value } from "../../cluster/index.ts";
import type { LockTable } from "../locks/lock-table.ts";
import type { EndedRequests, Ending } from "../multi-version/ended-requests.ts";
import type { Versions } from "../multi-version/versions.ts";
import type { TransactionalOptions } from "./options.ts";

/** One node: the first replica holds all data, the others pass requests on to it. Plain data. */
export interface TransactionalState {
  readonly options: TransactionalOptions;
  readonly isPrimary: boolean;
  readonly versions: Versions;
  /** The timestamp of the newest commit: commits are numbered from 1 in their order. */
  clock: number;
  /** Transactions begun since the node started; also the number of the newest one. The smaller number is the older. */
  begun: number;
  /** Those that have not ended, by number, oldest first. */
  readonly active: Map<number, Transaction>;
  /** By session, how its newest request that has ended ended. */
  readonly ended: EndedRequests;
  readonly locks: LockTable;
  /** Numbers of the transactions whose ending is written and not synced, and of those that the sync under way covers. */
  unsynced: number[];
  syncing: number[];
  aborts: number;
  /** The newest commit, for those who watch. */
  newest: Commit | undefined;
}

export interface Transaction {
  readonly number: number;
  readonly client: NodeId;
  readonly request: ClientRequest;
  readonly steps: readonly MicroOperation[];
  /** The steps done so far, reads filled in. */
  readonly results: MicroOperation[];
  /** What it has written, by key: nobody else's before it commits. */
  readonly writes: Map<string, Value>;
  /** It reads the versions up to this timestamp (snapshot isolation). */
  readonly snapshot: number;
  status: "running" | "waiting" | "committing" | "aborting";
}

/** An ending on disk: what a commit wrote, and when it had begun. */
export interface EndingRecord extends Ending {
  readonly writes: readonly (readonly [key: string, value: Value])[];
}

export interface Commit {
  readonly timestamp: number;
  readonly snapshot: number;
  readonly keys: readonly string[];
}

import type { Operation, Value } from "../../history/index.ts";
import type { TransactionStyle } from "./misfit.ts";

/** A version that nobody wrote: the one before the first write. */
export const INITIAL = -1;
/** The writer of a version whose transaction did not commit, or of which nothing is known. */
export const NOBODY = -2;

/**
 * What one key held at one time, as reads and writes show it. Transactions are numbers, see {@link Inference}.
 */
export interface Version {
  readonly key: number;
  /** The element that was appended last, or the value; null for the initial version. */
  readonly value: Value;
  readonly writer: number;
  /** Where it stands among the key's versions; −1 for the initial one, undefined where that is not known. */
  readonly position: number | undefined;
  /** Transactions that read it from outside of themselves. */
  readonly readers: number[];
  /** Writers whose versions of the key certainly come later: for lists all that can be the next, for registers some. */
  readonly later: number[];
}

/** Something wrong that needs no cycle: the weakest level that it violates, and the evidence. */
export interface Finding {
  /** Its name in the literature: `G1a`, `internal`, … */
  readonly anomaly: string;
  readonly breaks: "read-uncommitted" | "read-committed" | "read-atomic" | "snapshot-isolation";
  /** Whole sentences. Transactions are called T1, T2, … in the order of `operations`. */
  readonly why: string;
  readonly operations: readonly Operation[];
  readonly relations: readonly { readonly from: number; readonly to: number; readonly kind: string }[];
}

/** What reads and writes say of a history by themselves, whatever order is looked for later. */
export interface Inference {
  readonly style: TransactionStyle;
  /**
   * Committed transactions in order of invocation: `ok` ones, and unknown ones of which somebody read a write. Everywhere
   * else their index is meant.
   */
  readonly transactions: readonly Operation[];
  readonly keys: readonly string[];
  readonly versions: readonly Version[];
  /** By transaction: what it read from outside of itself, by key; more than one version only where that is a finding. */
  readonly reads: readonly (readonly Version[])[];
  /** By transaction: its last version of every key that it wrote. */
  readonly writes: readonly (readonly Version[])[];
  readonly findings: readonly Finding[];
  /** By key: the transaction with the longest read, which shows the order of versions. Lists only. */
  readonly shownBy: readonly (number | undefined)[];
  /** Why nothing can be said: a value that two transactions wrote was read. */
  readonly ambiguity?: string;
}

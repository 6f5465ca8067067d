import type { Distribution, NodeId } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import type { Popularity } from "./key-popularity.ts";

/** What the clients of a run do, in the engine's units. */
export interface Workload {
  readonly clients: number;
  readonly arrivals: Arrivals;
  readonly mix: Mix;
  readonly keys: readonly string[];
  readonly popularity: Popularity;
  /** Drawn operations begin no earlier than this and before `untilUs`, on the client's clock. */
  readonly fromUs: number;
  readonly untilUs: number;
  /** Drawn values are larger than this, so that they differ from all that a script writes. */
  readonly valuesAbove: number;
  readonly steps: readonly Step[];
}

/**
 * When a client begins its next operation: `closed`, a while after the one before was answered; `open`, whatever
 * became of the ones before, so that several may be under way; `none`, only what the script says.
 */
export type Arrivals =
  | { readonly kind: "closed"; readonly think: Distribution }
  | { readonly kind: "open"; readonly gap: Distribution }
  | { readonly kind: "none" };

/** Weights of the operations: not negative, and not all 0. */
export interface Mix {
  readonly read: number;
  readonly write: number;
  readonly cas: number;
}

/** An operation that the scenario spells out. */
export interface Step {
  /** On the client's clock since the start, µs. */
  readonly atUs: number;
  readonly client: number;
  readonly f: OperationName;
  readonly key: string;
  readonly value: Value;
}

export type OperationName = "read" | "write" | "cas";

/** How one client behaves: what a scenario may set for a single one. */
export interface ClientOptions {
  /** Its place among the clients: 0 ≤ index < clients. */
  readonly index: number;
  readonly target: Target;
  /** An attempt that is not answered within this is repeated elsewhere, µs. */
  readonly timeoutUs: number;
  /** After this the client gives up, µs after the operation began. */
  readonly deadlineUs: number;
  /** Wait before asking again when a node knew no better one, µs; doubles up to 16 times. */
  readonly backoffUs: number;
  /** Without it, one attempt is all. */
  readonly retry: boolean;
  /** Drawn operations at most. */
  readonly limit: number;
}

/**
 * Where an operation is sent first. `leader-hint`: whoever answered last or was named as leader; `random`: any
 * replica; `sticky`: the client's own replica, the next one after a timeout; a node: always that one.
 */
export type Target = "leader-hint" | "random" | "sticky" | NodeId;

import type { Distribution, NodeId, Operation } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";

/** What the clients of a run do, in the engine's units. */
export interface Workload {
  readonly clients: number;
  readonly arrivals: Arrivals;
  readonly choices: Choices;
  /** Drawn operations begin no earlier than this and before `untilUs`, on the client's clock. */
  readonly fromUs: number;
  readonly untilUs: number;
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

/**
 * What drawn operations are: one object a kind of workload. An operation without one key of its own, such as a
 * transaction, has the key "".
 */
export interface Choices {
  /**
   * The next drawn operation. Law: it takes as many draws whatever the store did before, so that variants share
   * their load; only values may follow from what was seen.
   */
  draw(random: () => number, memory: ClientMemory): Operation;
  /** It changes nothing: without an answer it certainly did not happen. */
  isReadOnly(operation: Operation): boolean;
  /** What the key holds after an operation that was answered `ok`, as far as its client knows. */
  resultOf(operation: Operation, answer: Value): Value;
}

/** What a client may draw on. */
export interface ClientMemory {
  /** Its place among the clients. */
  readonly index: number;
  readonly clients: number;
  /** Fresh values made so far. */
  written: number;
  /** The value last seen under each key. */
  readonly seen: ReadonlyMap<string, Value>;
}

/** A whole number over `above` that no client makes twice. */
export function freshNumber(memory: ClientMemory, above: number): number {
  return above + 1 + memory.index + memory.clients * memory.written++;
}

/** An operation that the scenario spells out. */
export interface Step extends Operation {
  /** On the client's clock since the start, µs. */
  readonly atUs: number;
  readonly client: number;
}

/** How one client behaves: what a scenario may set for a single one. */
export interface ClientOptions {
  /** Its place among the clients: 0 ≤ index < clients. */
  readonly index: number;
  readonly target: Target;
  /** Where reads go first, when not to `target`. */
  readonly reads?: Target;
  /** Each request carries the newest token that the store gave to its process (see `ClientRequest`). */
  readonly hasToken?: boolean;
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

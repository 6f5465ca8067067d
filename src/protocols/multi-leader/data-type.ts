import type { ClientRequest, Value } from "../../cluster/index.ts";
import type { Stamp } from "../crdt/lww-register.ts";

/**
 * A replicated data type as this program needs it, in both of its forms (Shapiro et al. 2011, §2): contents are plain data
 * that no function changes.
 *
 * Law: `merge` is commutative, associative and idempotent; effects that are concurrent commute; and a content that has all
 * effects is the same whether they came as effects or by merges.
 */
export interface DataType<Content = unknown, Effect = unknown> {
  readonly empty: Content;
  /** Effects are to be delivered after all that their origin had delivered before them. */
  readonly isCausal: boolean;
  /** What a client's update comes to here and now; undefined when the type can never carry it out. */
  prepare(content: Content, request: ClientRequest, origin: Origin): Prepared<Effect> | undefined;
  /** Operation-based. */
  effect(content: Content, effect: Effect): Content;
  /** State-based. */
  merge(content: Content, other: Content): Content;
  /** What a client reads. */
  valueOf(content: Content): Value;
  /** The stamp of what it holds, for types that have stamps. */
  stampOf?(content: Content): Stamp | undefined;
}

export interface Prepared<Effect> {
  readonly effect: Effect;
  /** What the client is told; its own input when left out. */
  readonly answer?: Value;
}

/** Where and when an update was made: `count` is that of its replica, from 1. */
export interface Origin {
  readonly node: number;
  readonly count: number;
  /** Drawn from the replica's clock when asked for. */
  stamp(): Stamp;
}

/** Joins the functions of one type and forgets which they are: the program handles contents and effects as they come. */
export function createDataType<Content, Effect>(type: DataType<Content, Effect>): DataType {
  return type;
}

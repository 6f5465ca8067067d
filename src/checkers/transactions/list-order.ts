import type { Operation, Value } from "../../history/index.ts";
import { identity, type Steps } from "./steps.ts";

/** One append of one element. Its operation is a number. */
export interface Append {
  readonly operation: number;
  readonly value: Value;
  /** False when the same transaction appends to the key again. */
  isLast: boolean;
  /** True when another transaction that may have committed appended an equal element. */
  isDoubtful: boolean;
  /** Its place in the longest list that was read; −1 when it is not there. */
  position: number;
  /** What the same transaction appended to the key before; undefined when this is its first. */
  readonly before: Append | undefined;
}

/** What is known of one key's list: who appended what, and the longest list that anybody read. */
export interface ListOrder {
  readonly appends: Map<unknown, Append>;
  longest: readonly Value[];
  /** The operation that read it; −1 when nobody read anything. */
  shownBy: number;
  /** For each place of `longest` its append; undefined when nobody appended that. */
  chain: (Append | undefined)[];
  /** The first place in `longest` that holds what stood there before, or −1. */
  repeated: number;
}

/**
 * Elle's version order (§4 of the paper): a list shows every append before its last one, so the longest read of a key is
 * the order of its versions. What nobody read comes after all that somebody did.
 */
export function readListOrders(operations: readonly Operation[], { keys, steps }: Steps): ListOrder[] {
  const orders = keys.map((): ListOrder => ({
    appends: new Map(),
    longest: [],
    shownBy: -1,
    chain: [],
    repeated: -1,
  }));
  for (const [operation, { type }] of operations.entries()) {
    const own = new Map<number, Append>();
    for (const { isRead, key, value } of steps[operation]!) {
      const order = orders[key]!;
      if (isRead) noteRead(order, operation, value as readonly Value[] | null);
      else noteAppend(order, operation, type, value, key, own, operations);
    }
  }
  for (const order of orders) placeAppends(order);
  return orders;
}

function noteRead(order: ListOrder, operation: number, list: readonly Value[] | null): void {
  if (list === null || list.length <= order.longest.length) return;
  order.longest = list;
  order.shownBy = operation;
}

function noteAppend(
  order: ListOrder,
  operation: number,
  type: Operation["type"],
  value: Value,
  key: number,
  own: Map<number, Append>,
  operations: readonly Operation[],
): void {
  const id = identity(value);
  const other = order.appends.get(id);
  if (other !== undefined && type === "fail") return;
  const isDoubtful = other !== undefined && operations[other.operation]!.type !== "fail";
  const before = own.get(key);
  const append = { operation, value, isLast: true, isDoubtful, position: -1, before };
  if (before !== undefined) before.isLast = false;
  own.set(key, append);
  order.appends.set(id, append);
}

function placeAppends(order: ListOrder): void {
  order.chain = order.longest.map((value, position) => {
    const append = order.appends.get(identity(value));
    if (append === undefined) return undefined;
    if (append.position < 0) append.position = position;
    else if (order.repeated < 0) order.repeated = position;
    return append;
  });
}

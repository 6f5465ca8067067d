import type { Operation, Value } from "../../history/index.ts";
import { describeValue } from "../describe.ts";
import { Findings } from "./findings.ts";
import { NOBODY, type Inference } from "./inference.ts";
import { readListOrders, type Append, type ListOrder } from "./list-order.ts";
import { Versions, type ExternalRead } from "./list-versions.ts";
import { identity, readSteps, type Step } from "./steps.ts";

type List = readonly Value[];

const NOTHING: List = [];

/** What a history of transactions that append to lists and read them shows by itself. */
export function inferLists(operations: readonly Operation[]): Inference {
  const all = readSteps(operations);
  const orders = readListOrders(operations, all);
  const findings = new Findings(operations);
  const seen = new Set<number>();
  const reads = operations.map((_, operation) =>
    new ReadScan(operation, operations, all.keys, orders, findings, seen).run(all.steps[operation]!),
  );
  for (const [key, order] of orders.entries()) checkChain(order, all.keys[key]!, operations, findings, seen);
  const kept = operations.flatMap(({ type }, operation) =>
    type === "ok" || (type === "info" && seen.has(operation)) ? [operation] : [],
  );
  const numbers = new Int32Array(operations.length).fill(NOBODY);
  for (const [number, operation] of kept.entries()) numbers[operation] = number;
  const made = new Versions(orders, numbers);
  const doubtful = orders.findIndex((order) => order.chain.some((append) => append?.isDoubtful === true));
  return {
    style: "list-append",
    transactions: kept.map((operation) => operations[operation]!),
    keys: all.keys,
    ...made.build(kept, reads, all.steps),
    findings: findings.all,
    shownBy: orders.map(({ shownBy }) => (shownBy < 0 ? undefined : numbers[shownBy]!)),
    ...(doubtful < 0
      ? {}
      : { ambiguity: `an element that two transactions appended to ${all.keys[doubtful]!} was read` }),
  };
}

/**
 * What a transaction must read of a key next: the first `outer` elements of `base`, which is not known before its first
 * read, and what it appended itself.
 */
interface Expected {
  base: List | undefined;
  outer: number;
  own: Value[];
}

/** Follows one transaction's steps and holds what it read against what it did itself and what the key's order says. */
class ReadScan {
  readonly #operation: number;
  readonly #operations: readonly Operation[];
  readonly #keys: readonly string[];
  readonly #orders: readonly ListOrder[];
  readonly #findings: Findings;
  readonly #seen: Set<number>;
  readonly #expected = new Map<number, Expected>();
  readonly #found: ExternalRead[] = [];

  constructor(
    operation: number,
    operations: readonly Operation[],
    keys: readonly string[],
    orders: readonly ListOrder[],
    findings: Findings,
    seen: Set<number>,
  ) {
    this.#operation = operation;
    this.#operations = operations;
    this.#keys = keys;
    this.#orders = orders;
    this.#findings = findings;
    this.#seen = seen;
  }

  run(steps: readonly Step[]): ExternalRead[] {
    for (const { isRead, key, value } of steps) {
      if (isRead) this.#read(key, (value ?? []) as List);
      else this.#append(key, value);
    }
    return this.#found;
  }

  #append(key: number, value: Value): void {
    const expected = this.#expected.get(key);
    if (expected === undefined) {
      this.#expected.set(key, { base: undefined, outer: 0, own: [value] });
      return;
    }
    expected.own.push(value);
    const id = identity(value);
    const at = this.#orders[key]!.appends.get(id)?.position ?? -1;
    const known = at < expected.outer ? expected.base?.[at] : undefined;
    if (known !== undefined && identity(known) === id)
      this.#findings.addFutureRead(this.#operation, this.#keys[key]!, value);
  }

  #read(key: number, list: List): void {
    const order = this.#orders[key]!;
    if (!isPrefix(list, order.longest)) this.#findIncompatible(key, list, order);
    const expected = this.#expected.get(key);
    const own = expected?.own ?? NOTHING;
    const outer = list.length - own.length;
    const fits = outer >= 0 && isPrefix(own, list, outer) && isBase(expected, list, outer);
    if (!fits) this.#findInternal(key, list, expected!);
    if (fits && expected?.base !== undefined) return;
    const length = fits ? outer : list.length;
    this.#expected.set(key, { base: list, outer: length, own: fits ? [...own] : [] });
    this.#noteOutside(key, list[length - 1], order);
  }

  #noteOutside(key: number, value: Value | undefined, order: ListOrder): void {
    const last = value === undefined ? undefined : order.appends.get(identity(value));
    this.#found.push({ key, last, isEmpty: value === undefined });
    if (last === undefined || last.isLast || last.operation === this.#operation) return;
    this.#findings.addIntermediateRead(this.#operation, last.operation, this.#keys[key]!, last.value);
  }

  #findInternal(key: number, list: List, { base, outer, own }: Expected): void {
    const start = base === undefined ? "… " : "";
    const expected = [...(base ?? []).slice(0, outer), ...own].map((one) => describeValue(one)).join(", ");
    this.#findings.addInternal(this.#operation, this.#keys[key]!, list, `[${start}${expected}]`);
  }

  /** Two reads of which neither begins with the other show no one order; each is then looked at by itself. */
  #findIncompatible(key: number, list: List, order: ListOrder): void {
    const name = this.#keys[key]!;
    this.#findings.add(
      "incompatible-order",
      "read-committed",
      [this.#operation, order.shownBy],
      ([t1, t2]) =>
        `${t1} read ${describeValue(list)} under ${name} and ${t2} read ${describeValue(order.longest)}: there is no one order of appends that both are the beginning of, so one of them read what was never committed so.`,
    );
    const elements = new Set<unknown>();
    for (const value of list) {
      const id = identity(value);
      if (elements.has(id)) addRepeated(this.#findings, this.#operation, name, value);
      elements.add(id);
      judgeElement(
        order.appends.get(id),
        value,
        this.#operation,
        name,
        this.#operations,
        this.#findings,
        this.#seen,
      );
    }
  }
}

/** The longest read of a key shows all its elements: which of them nobody may have read, and who committed. */
function checkChain(
  order: ListOrder,
  key: string,
  operations: readonly Operation[],
  findings: Findings,
  seen: Set<number>,
): void {
  for (const [position, append] of order.chain.entries()) {
    judgeElement(append, order.longest[position]!, order.shownBy, key, operations, findings, seen);
  }
  checkOwnOrder(order, key, findings);
  if (order.repeated >= 0) addRepeated(findings, order.shownBy, key, order.longest[order.repeated]!);
  const aborted = order.chain.findIndex(
    (append) => append !== undefined && operations[append.operation]!.type === "fail",
  );
  const over = order.chain.find(
    (append, position) =>
      aborted >= 0 &&
      position > aborted &&
      append !== undefined &&
      operations[append.operation]!.type === "ok",
  );
  if (over === undefined) return;
  findings.add(
    "dirty-update",
    "read-committed",
    [order.chain[aborted]!.operation, over.operation, order.shownBy],
    ([t1, t2]) =>
      `${t1} aborted, and still ${t2}, which committed, appended ${describeValue(over.value)} to ${key} after its ${describeValue(order.longest[aborted]!)} (a dirty update).`,
    [[0, 1, "ww"]],
  );
}

/** What one transaction appended stands in its order, and the first of it is not missing. */
function checkOwnOrder(order: ListOrder, key: string, findings: Findings): void {
  const late = order.chain.find((append, position) => {
    const before = append?.before?.position;
    return before !== undefined && (before < 0 || before > position);
  });
  if (late?.before === undefined) return;
  const [first, second] = [describeValue(late.before.value), describeValue(late.value)];
  findings.add(
    "incompatible-order",
    "read-committed",
    [order.shownBy, late.operation],
    ([t1, t2]) =>
      `${t2} appended ${first} and then ${second} to ${key}, but ${t1} read ${second} without ${first} before it.`,
    [[1, 0, "wr"]],
  );
}

function judgeElement(
  append: Append | undefined,
  value: Value,
  reader: number,
  key: string,
  operations: readonly Operation[],
  findings: Findings,
  seen: Set<number>,
): void {
  if (append === undefined) findings.addGarbageRead(reader, key, value);
  else if (operations[append.operation]!.type === "fail")
    findings.addAbortedRead(reader, append.operation, key, value);
  else if (append.operation !== reader) seen.add(append.operation);
}

function addRepeated(findings: Findings, reader: number, key: string, value: Value): void {
  findings.add(
    "duplicate-elements",
    "read-uncommitted",
    [reader],
    ([t1]) => `${t1} read ${describeValue(value)} twice under ${key}, and it was appended once.`,
  );
}

/** Is `part` what stands in `list` from `start` on? Without a start: does `list` begin with it? */
function isPrefix(part: List, list: List, start = 0): boolean {
  if (part.length + start > list.length) return false;
  for (let at = 0; at < part.length; at++) {
    const a = part[at]!;
    const b = list[start + at]!;
    if (a !== b && identity(a) !== identity(b)) return false;
  }
  return true;
}

/** Are the first `outer` elements of `list` the base, where one is known? */
function isBase(expected: Expected | undefined, list: List, outer: number): boolean {
  if (expected?.base === undefined) return true;
  return (
    expected.outer === outer &&
    isPrefix(outer === expected.base.length ? expected.base : expected.base.slice(0, outer), list)
  );
}

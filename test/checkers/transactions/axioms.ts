import {
  keyText,
  valueText,
  type MicroOperation,
  type Operation,
  type Value,
} from "../../../src/history/index.ts";
import type { TransactionStyle } from "../../../src/checkers/transactions/index.ts";

/**
 * The levels of isolation straight from their axioms (Cerone, Bernardi & Gotsman, CONCUR 2015; the order of sessions as
 * in Biswas & Enea, OOPSLA 2019, from causal up), by trying every order of commits and every visibility: for histories
 * of a handful of transactions.
 */
export type Axiomatic =
  | "read-committed"
  | "read-atomic"
  | "causal"
  | "prefix"
  | "snapshot-isolation"
  | "repeatable-read"
  | "serializable"
  | "strict-serializable";

/** True when the level allows the history. Unknown transactions may have committed or not. */
export function allows(level: Axiomatic, operations: readonly Operation[], style: TransactionStyle): boolean {
  const certain = operations.filter(({ type }) => type === "ok");
  const open = operations.filter(({ type }) => type === "info");
  return subsetsOf(open).some((some) =>
    permutationsOf([...certain, ...some]).some((order) => new Axioms(order, style).hold(level)),
  );
}

/** One order of commits, in which every transaction is its place. */
class Axioms {
  readonly #order: readonly Operation[];
  readonly #style: TransactionStyle;

  constructor(order: readonly Operation[], style: TransactionStyle) {
    this.#order = order;
    this.#style = style;
  }

  hold(level: Axiomatic): boolean {
    return this.#isTraceable() && this.#holds(level);
  }

  /** Elle's reading of lists: every version that anybody saw is the beginning of one list, a transaction's own ones too. */
  #isTraceable(): boolean {
    if (this.#style === "rw-register") return true;
    return this.#order.every(
      (operation) =>
        operation.type !== "ok" ||
        stepsOf(operation).every(([f, key, value]) => {
          const all = this.#versionOf(keyText(key), this.#order.length - 1) as Value[];
          const list = (value ?? []) as Value[];
          return f !== "r" || valueText(all.slice(0, list.length)) === valueText(list);
        }),
    );
  }

  #holds(level: Axiomatic): boolean {
    switch (level) {
      case "read-committed":
        return this.#order.every((_, at) => this.#readsCommitted(at));
      case "read-atomic":
        return this.#order.every((_, at) => subsetsOf(range(at)).some((seen) => this.#explains(at, seen)));
      case "causal":
        return this.#isCausal([]);
      case "prefix":
        return this.#order.every((_, at) => this.#cuts(at).some((cut) => this.#explains(at, range(cut))));
      case "snapshot-isolation":
        return this.#order.every((_, at) =>
          this.#cuts(at).some((cut) => this.#explains(at, range(cut)) && !this.#conflicts(cut, at)),
        );
      case "strict-serializable":
        return this.#keepsRealTime() && this.#holds("repeatable-read");
      case "serializable":
        return this.#keepsSessions() && this.#holds("repeatable-read");
      default:
        return this.#order.every((_, at) => this.#explains(at, range(at)));
    }
  }

  /** The snapshots that hold all that the process had done before: how many commits each has. */
  #cuts(at: number): number[] {
    return range(at + 1).filter((cut) => this.#sessionOf(at).every((one) => one < cut));
  }

  /** The places of what the same process had completed when it began this. */
  #sessionOf(at: number): number[] {
    const { process, invokeEntry } = this.#order[at]!;
    return range(this.#order.length).filter((one) => {
      const before = this.#order[one]!;
      return before.process === process && before.type === "ok" && before.completeEntry < invokeEntry;
    });
  }

  #keepsSessions(): boolean {
    return this.#order.every((_, at) => this.#sessionOf(at).every((one) => one < at));
  }

  /** Visibility that is transitive and holds sessions, chosen for one transaction after the other. */
  #isCausal(visible: readonly (readonly number[])[]): boolean {
    const at = visible.length;
    if (at === this.#order.length) return true;
    return subsetsOf(range(at)).some(
      (seen) =>
        seen.every((one) => visible[one]!.every((further) => seen.includes(further))) &&
        this.#sessionOf(at).every((one) => seen.includes(one)) &&
        this.#explains(at, seen) &&
        this.#isCausal([...visible, seen]),
    );
  }

  #conflicts(from: number, at: number): boolean {
    const written = (one: number): string[] =>
      stepsOf(this.#order[one]!).flatMap(([f, key]) => (f === "r" ? [] : [keyText(key)]));
    return range(at).some((one) => one >= from && written(one).some((key) => written(at).includes(key)));
  }

  #keepsRealTime(): boolean {
    return this.#order.every((later, at) =>
      this.#order.slice(at + 1).every((next) => next.type !== "ok" || next.completeEntry > later.invokeEntry),
    );
  }

  /** INT and EXT: do the reads follow from what the seen transactions leave and what the transaction does itself? */
  #explains(at: number, seen: readonly number[]): boolean {
    const operation = this.#order[at]!;
    if (operation.type !== "ok") return true;
    const held = new Map<string, Value>();
    for (const [f, name, value] of stepsOf(operation)) {
      const key = keyText(name);
      if (!held.has(key))
        held.set(key, this.#versionOf(key, seen.findLast((one) => this.#writes(one, key)) ?? -1));
      if (f !== "r") held.set(key, this.#write(held.get(key)!, value));
      else if (valueText(held.get(key)!) !== valueText(this.#normal(value))) return false;
    }
    return true;
  }

  /** PL-2: every read by itself returns a version that somebody before committed, or what the transaction wrote. */
  #readsCommitted(at: number): boolean {
    const operation = this.#order[at]!;
    if (operation.type !== "ok") return true;
    const own = new Map<string, Value[]>();
    for (const [f, name, value] of stepsOf(operation)) {
      const key = keyText(name);
      const mine = own.get(key) ?? [];
      own.set(key, mine);
      if (f !== "r") mine.push(value);
      else if (!this.#canRead(at, key, this.#normal(value), mine)) return false;
    }
    return true;
  }

  #canRead(at: number, key: string, value: Value, mine: readonly Value[]): boolean {
    const versions = [-1, ...range(at).filter((one) => this.#writes(one, key))].map((one) =>
      this.#versionOf(key, one),
    );
    if (this.#style === "rw-register")
      return [...versions, ...mine].some((one) => valueText(one) === valueText(value));
    return versions.some((one) => valueText([...(one as Value[]), ...mine]) === valueText(value));
  }

  #writes(one: number, key: string): boolean {
    return stepsOf(this.#order[one]!).some(([f, name]) => f !== "r" && keyText(name) === key);
  }

  /** What the key holds after a transaction; lists hold all that was appended in the order of commits. */
  #versionOf(key: string, one: number): Value {
    const all = range(one + 1).flatMap((each) =>
      stepsOf(this.#order[each]!).flatMap(([f, name, value]) =>
        f !== "r" && keyText(name) === key ? [value] : [],
      ),
    );
    return this.#style === "list-append" ? all : (all.at(-1) ?? null);
  }

  #write(held: Value, value: Value): Value {
    return this.#style === "list-append" ? [...(held as Value[]), value] : value;
  }

  #normal(value: Value): Value {
    return this.#style === "list-append" ? (value ?? []) : value;
  }
}

function stepsOf({ type, input, output }: Operation): readonly MicroOperation[] {
  return (type === "ok" ? output : input) as unknown as readonly MicroOperation[];
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  return range(1 << items.length).map((bits) => items.filter((_, index) => (bits & (1 << index)) !== 0));
}

function permutationsOf<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, at) => permutationsOf(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

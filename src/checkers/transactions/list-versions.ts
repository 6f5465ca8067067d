import { INITIAL, type Inference, type Version } from "./inference.ts";
import type { Append, ListOrder } from "./list-order.ts";
import { identity, type Step } from "./steps.ts";

/** What a transaction read of one key from outside: the first so many elements of the key's order, or a list of its own. */
export interface ExternalRead {
  readonly key: number;
  /** The element read last; undefined for the empty list. */
  readonly last: Append | undefined;
  readonly isEmpty: boolean;
}

/** Makes the versions of every key and joins readers and writers to them. */
export class Versions {
  readonly #orders: readonly ListOrder[];
  /** By operation: its number among the committed. */
  readonly #numbers: Int32Array;
  readonly #versions: Version[] = [];
  readonly #initial: Version[] = [];
  readonly #byAppend = new Map<Append, Version>();

  constructor(orders: readonly ListOrder[], numbers: Int32Array) {
    this.#orders = orders;
    this.#numbers = numbers;
    for (const [key, order] of orders.entries()) this.#addKey(key, order);
  }

  build(
    kept: readonly number[],
    found: readonly (readonly ExternalRead[])[],
    steps: readonly (readonly Step[])[],
  ): Pick<Inference, "versions" | "reads" | "writes"> {
    const reads = kept.map((operation, number) => this.#joinReads(number, found[operation]!));
    const writes = kept.map((operation) => this.#writesOf(steps[operation]!));
    return { versions: this.#versions, reads, writes };
  }

  #addKey(key: number, order: ListOrder): void {
    const initial = this.#add({ key, value: null, writer: INITIAL, position: -1, readers: [], later: [] });
    this.#initial.push(initial);
    const waiting = [initial];
    for (const append of order.chain) {
      if (append === undefined || this.#byAppend.has(append)) continue;
      const version = this.#addAppend(key, append);
      if (version.writer >= 0) for (const earlier of waiting.splice(0)) earlier.later.push(version.writer);
      waiting.push(version);
    }
    const tail = new Set<number>();
    for (const append of order.appends.values()) {
      if (append.position >= 0 || this.#numbers[append.operation]! < 0) continue;
      tail.add(this.#addAppend(key, append).writer);
    }
    for (const last of waiting) last.later.push(...tail);
  }

  #addAppend(key: number, append: Append): Version {
    const { value, position, operation } = append;
    const version = {
      key,
      value,
      writer: this.#numbers[operation]!,
      position: position < 0 ? undefined : position,
      readers: [],
      later: [],
    };
    this.#byAppend.set(append, version);
    return this.#add(version);
  }

  #add(version: Version): Version {
    this.#versions.push(version);
    return version;
  }

  #joinReads(number: number, found: readonly ExternalRead[]): Version[] {
    const versions: Version[] = [];
    for (const { key, last, isEmpty } of found) {
      const version = isEmpty
        ? this.#initial[key]!
        : last === undefined
          ? undefined
          : this.#byAppend.get(last);
      if (version === undefined || version.writer === number || versions.includes(version)) continue;
      versions.push(version);
      version.readers.push(number);
    }
    return versions;
  }

  #writesOf(steps: readonly Step[]): Version[] {
    const versions: Version[] = [];
    for (const { isRead, key, value } of steps) {
      if (isRead) continue;
      const version = this.#byAppend.get(this.#orders[key]!.appends.get(identity(value))!);
      if (version === undefined) continue;
      const before = versions.findIndex((one) => one.key === key);
      versions.splice(before < 0 ? versions.length : before, before < 0 ? 0 : 1, version);
    }
    return versions;
  }
}

/** Where a write stands: its process, and how many of that process's writes to the same key came before it. */
export interface Place {
  readonly process: number;
  readonly rank: number;
}

/** The ranks of one process's writes that a version holds: oldest ≤ newest, not all between need be held. */
export interface Span {
  readonly process: number;
  readonly oldest: number;
  readonly newest: number;
}

/** No write of that process is missing. */
const NONE = 0x7fffffff;

/**
 * What reads have shown, as lists of writes: a register's version is one write, a text's is one that overwrites and the
 * appends after it. A version begins with its **base**, a write that overwrites, or with the initial value.
 *
 * Versions share their beginnings: each is its parent and one write more. All questions are about the writes of one
 * process to the version's key, counted from 0 in process order: their **ranks**.
 */
export class Versions {
  readonly #parents: number[] = [];
  readonly #writes: number[] = [];
  readonly #bases: number[] = [];
  readonly #rows: (Rows | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #placeOf: (write: number) => Place;

  constructor(placeOf: (write: number) => Place) {
    this.#placeOf = placeOf;
  }

  get count(): number {
    return this.#parents.length;
  }

  /** The initial value of a key. */
  initial(key: number): number {
    return this.#intern(`initial ${key}`, -1, -1, -1);
  }

  /** What a write that overwrites leaves. */
  base(write: number): number {
    return this.#intern(`base ${write}`, -1, write, write);
  }

  /** `version` with one write more. */
  append(version: number, write: number): number {
    return this.#intern(`${version} ${write}`, version, write, this.#bases[version]!);
  }

  /** `version` with one write more, when somebody has seen that; else −1. */
  seenAfter(version: number, write: number): number {
    return this.#numbers.get(`${version} ${write}`) ?? -1;
  }

  parentOf(version: number): number {
    return this.#parents[version]!;
  }

  /** Its last write; −1 for an initial value. */
  lastOf(version: number): number {
    return this.#writes[version]!;
  }

  /** The write that it begins with; −1 when it begins with the initial value. */
  baseOf(version: number): number {
    return this.#bases[version]!;
  }

  /** Its writes, the first one first. */
  writesOf(version: number): number[] {
    const writes: number[] = [];
    for (let at = version; at >= 0; at = this.#parents[at]!)
      if (this.#writes[at]! >= 0) writes.push(this.#writes[at]!);
    return writes.reverse();
  }

  /** Is the write one of its? */
  holds(version: number, write: number): boolean {
    const { process, rank } = this.#placeOf(write);
    return this.newestMissing(version, process, rank) < rank;
  }

  /** The highest rank of a process that it holds; −1 for none. */
  newest(version: number, process: number): number {
    const rows = this.#rows[version];
    if (rows !== undefined) return rows.get(process)?.newest ?? -1;
    return this.#isBy(version, process) ? this.#rankOf(version) : -1;
  }

  /**
   * The lowest rank of a process that tells that the version is old: it is missing, and whoever saw it would have to see
   * it, since the version begins with the initial value or holds an earlier write of that process.
   */
  oldFrom(version: number, process: number): number {
    const fromInitial = this.#bases[version]! < 0;
    const rows = this.#rows[version];
    if (rows !== undefined) return rows.get(process)?.firstGap ?? (fromInitial ? 0 : NONE);
    if (fromInitial) return 0;
    return this.#isBy(version, process) ? this.#rankOf(version) + 1 : NONE;
  }

  /** The highest rank of a process up to `limit` that it does not hold; −1 when it holds all of them. */
  newestMissing(version: number, process: number, limit: number): number {
    const newest = this.newest(version, process);
    if (limit !== newest) return limit > newest ? limit : this.#findMissing(version, process, limit);
    return limit < 0 ? -1 : (this.#rows[version]?.get(process)?.runFrom ?? limit) - 1;
  }

  /** Of each process that it holds writes of, their lowest and highest rank. */
  spansOf(version: number): readonly Span[] {
    const rows = this.#rows[version];
    if (rows !== undefined)
      return Array.from(rows, ([process, { oldest, newest }]) => ({ process, oldest, newest }));
    if (this.#writes[version]! < 0) return [];
    const { process, rank } = this.#placeOf(this.#writes[version]!);
    return [{ process, oldest: rank, newest: rank }];
  }

  #intern(name: string, parent: number, write: number, base: number): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const version = this.#parents.length;
    this.#numbers.set(name, version);
    this.#parents.push(parent);
    this.#writes.push(write);
    this.#bases.push(base);
    this.#rows.push(parent < 0 ? undefined : this.#extend(parent, write, base));
    return version;
  }

  #extend(parent: number, write: number, base: number): Rows {
    const { process, rank } = this.#placeOf(write);
    const rows: Rows = new Map(this.#rows[parent] ?? this.#firstRows(parent));
    const row = rows.get(process);
    if (row === undefined) rows.set(process, toRow([rank], base < 0));
    else if (rank > row.newest) rows.set(process, extendRow(row, rank));
    else rows.set(process, toRow([...this.#ranksOf(parent, process), rank], base < 0));
    return rows;
  }

  #firstRows(version: number): Rows {
    if (this.#writes[version]! < 0) return new Map();
    const { process, rank } = this.#placeOf(this.#writes[version]!);
    return new Map([[process, toRow([rank], false)]]);
  }

  #ranksOf(version: number, process: number): number[] {
    const places = this.writesOf(version).map(this.#placeOf);
    return places.filter((place) => place.process === process).map(({ rank }) => rank);
  }

  #findMissing(version: number, process: number, limit: number): number {
    const held = new Set(this.#ranksOf(version, process));
    let rank = limit;
    while (held.has(rank)) rank--;
    return rank;
  }

  #isBy(version: number, process: number): boolean {
    const write = this.#writes[version]!;
    return write >= 0 && this.#placeOf(write).process === process;
  }

  #rankOf(version: number): number {
    return this.#placeOf(this.#writes[version]!).rank;
  }
}

/** What a version of several writes holds of one process. */
interface Row {
  readonly oldest: number;
  readonly newest: number;
  /** All ranks from here to `newest` are held, the one before is not. */
  readonly runFrom: number;
  /** The lowest rank that is not held and tells that the version is old. */
  readonly firstGap: number;
}

type Rows = Map<number, Row>;

function toRow(ranks: readonly number[], fromInitial: boolean): Row {
  const held = new Set(ranks);
  const sorted = ranks.toSorted((a, b) => a - b);
  const oldest = sorted[0]!;
  const newest = sorted.at(-1)!;
  let runFrom = newest;
  while (held.has(runFrom - 1)) runFrom--;
  let firstGap = fromInitial ? 0 : oldest;
  while (held.has(firstGap)) firstGap++;
  return { oldest, newest, runFrom, firstGap };
}

/** A later write of the process, as it should be. */
function extendRow({ oldest, newest, runFrom, firstGap }: Row, rank: number): Row {
  return {
    oldest,
    newest: rank,
    runFrom: rank === newest + 1 ? runFrom : rank,
    firstGap: firstGap === rank ? rank + 1 : firstGap,
  };
}

import type { Columns } from "./columns.ts";
import { EventKind } from "./kinds.ts";

/** What a record is but for its time and cause: all records alike in this are counted together. */
export interface EventClass {
  readonly kind: number;
  readonly node: number;
  readonly peer: number;
  readonly tag: number;
  /** The first record of the class: it stands for all of them where a test reads records. */
  readonly first: number;
}

/** Records between two rows of counts, at least; and this many times the classes, so that rows stay small beside records. */
const SHORTEST_BLOCK = 256;
const RECORDS_PER_COUNT = 2;
const RECENT = 4_096;

/**
 * How many records of each class come before any record, exactly, in a walk of bounded length: rows of counts stand
 * every few hundred records, and the rest of the way is walked. Whatever is a sum over classes (a lane's activity,
 * the traffic between two lanes, the matches of a search) is known for any stretch of time from two such looks.
 */
export class EventClasses {
  /** In the order of their first records. */
  readonly list: EventClass[] = [];
  readonly #ids = new Map<number, number>();
  /** The keys that were asked for last, by their last bits: a run has some hundred classes, and most records a known one. */
  readonly #recentKeys = new Float64Array(RECENT).fill(-1);
  readonly #recentIds = new Uint32Array(RECENT);
  readonly #nodes: number;
  readonly #tags: number;
  #classOf = new Uint32Array(1024);
  #length = 0;
  #counts = new Uint32Array(64);
  #rows = new Uint32Array(1024);
  /** Per row: the record before which it counts, and where it begins in `#rows`; it ends where the next begins. */
  readonly #rowRecord: number[] = [0];
  readonly #rowStart: number[] = [0, 0];

  constructor(nodes: number, tags: number) {
    this.#nodes = nodes + 1;
    this.#tags = tags + 1;
  }

  /** Takes in the records that were added since the last call. */
  extend(columns: Columns): void {
    this.#reserve(columns.length);
    for (let record = this.#length; record < columns.length; record++) {
      if (record - this.#rowRecord[this.#rowRecord.length - 1]! >= this.#blockLength()) this.#addRow(record);
      const id = this.#idOf(columns, record);
      this.#classOf[record] = id;
      this.#counts[id]!++;
    }
    this.#length = columns.length;
  }

  classOf(record: number): number {
    return this.#classOf[record]!;
  }

  /** Sets `counts[id]` to the number of records of each class before record `end`. It is as long as `list`, or longer. */
  countsBefore(end: number, counts: Uint32Array): void {
    const row = this.#rowBefore(end);
    counts.fill(0);
    counts.set(this.#rows.subarray(this.#rowStart[row], this.#rowStart[row + 1]));
    this.#walk(counts, this.#rowRecord[row]!, end);
  }

  /** Makes the counts before record `from` those before record `end`, where `from ≤ end`. */
  moveCounts(counts: Uint32Array, from: number, end: number): void {
    if (this.#rowRecord[this.#rowBefore(end)]! <= from) this.#walk(counts, from, end);
    else this.countsBefore(end, counts);
  }

  /** How many records before record `end` are of a class that `isWanted` has. */
  countWanted(isWanted: Uint8Array, end: number): number {
    const counts = new Uint32Array(this.list.length);
    this.countsBefore(Math.min(end, this.#length), counts);
    return counts.reduce((sum, count, id) => sum + (isWanted[id] === 1 ? count : 0), 0);
  }

  /** The first wanted record at `from` or later and before `end`, or −1. Blocks without one are passed over. */
  nextWanted(isWanted: Uint8Array, from: number, end: number): number {
    const limit = Math.min(end, this.#length);
    for (let record = Math.max(0, from); record < limit;) {
      const row = this.#rowBefore(record);
      const blockEnd = Math.min(limit, this.#rowRecord[row + 1] ?? this.#length);
      if (record > this.#rowRecord[row]! || this.#hasWanted(row, isWanted)) {
        for (; record < blockEnd; record++) if (isWanted[this.#classOf[record]!] === 1) return record;
      }
      record = blockEnd;
    }
    return -1;
  }

  /** The last wanted record before `end`, or −1. */
  previousWanted(isWanted: Uint8Array, end: number): number {
    for (let limit = Math.min(end, this.#length); limit > 0;) {
      const row = this.#rowBefore(limit - 1);
      const start = this.#rowRecord[row]!;
      if (this.#hasWanted(row, isWanted)) {
        for (let record = limit - 1; record >= start; record--)
          if (isWanted[this.#classOf[record]!] === 1) return record;
      }
      limit = start;
    }
    return -1;
  }

  /** Whether the records from a row to the next have a wanted one; the last row's are not known. */
  #hasWanted(row: number, isWanted: Uint8Array): boolean {
    if (row + 1 >= this.#rowRecord.length) return true;
    const [start, next, end] = [
      this.#rowStart[row]!,
      this.#rowStart[row + 1]!,
      this.#rowStart[row + 2]!,
    ] as const;
    for (let id = 0; id < end - next; id++) {
      if (isWanted[id] !== 1) continue;
      const before = id < next - start ? this.#rows[start + id]! : 0;
      if (this.#rows[next + id]! > before) return true;
    }
    return false;
  }

  /** The last row at or before a record. */
  #rowBefore(record: number): number {
    let low = 0;
    let high = this.#rowRecord.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#rowRecord[middle]! <= record) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #walk(counts: Uint32Array, from: number, end: number): void {
    for (let record = from; record < end; record++) counts[this.#classOf[record]!]!++;
  }

  #blockLength(): number {
    return Math.max(SHORTEST_BLOCK, this.list.length * RECORDS_PER_COUNT);
  }

  #addRow(record: number): void {
    const start = this.#rowStart[this.#rowStart.length - 1]!;
    const end = start + this.list.length;
    if (end > this.#rows.length)
      this.#rows = wider(this.#rows, new Uint32Array(Math.max(end, this.#rows.length * 2)));
    this.#rows.set(this.#counts.subarray(0, this.list.length), start);
    this.#rowRecord.push(record);
    this.#rowStart.push(end);
  }

  #idOf(columns: Columns, record: number): number {
    const kind = columns.kind[record]!;
    const key = this.#keyOf(kind, columns.node[record]!, columns.peer[record]!, tagOf(columns, record));
    const recent = key % RECENT;
    if (this.#recentKeys[recent] === key) return this.#recentIds[recent]!;
    const id = this.#ids.get(key) ?? this.#addClass(columns, record, key);
    this.#recentKeys[recent] = key;
    this.#recentIds[recent] = id;
    return id;
  }

  #addClass(columns: Columns, record: number, key: number): number {
    const id = this.list.length;
    if (id >= this.#counts.length) this.#counts = wider(this.#counts, new Uint32Array(id * 2));
    this.#counts[id] = 0;
    this.list.push({
      kind: columns.kind[record]!,
      node: columns.node[record]!,
      peer: columns.peer[record]!,
      tag: tagOf(columns, record),
      first: record,
    });
    this.#ids.set(key, id);
    return id;
  }

  /** One number for each class; a node that is none of the run's is like any other that is none. */
  #keyOf(kind: number, node: number, peer: number, tag: number): number {
    const nodes = this.#nodes;
    const place = Math.min(node, nodes - 1) * nodes + Math.min(peer, nodes - 1);
    return (place * this.#tags + Math.min(tag, this.#tags - 1)) * (EventKind.dropFault + 1) + kind;
  }

  #reserve(length: number): void {
    if (length <= this.#classOf.length) return;
    this.#classOf = wider(this.#classOf, new Uint32Array(Math.max(length, this.#classOf.length * 2)));
  }
}

/** Only messages and timers are told apart by their names. */
function tagOf(columns: Columns, record: number): number {
  return hasTag(columns.kind[record]!) ? columns.tag[record]! : 0;
}

/** True of the kinds whose records name a message or a timer. */
function hasTag(kind: number): boolean {
  return kind !== EventKind.start && kind !== EventKind.disk && kind !== EventKind.fault;
}

function wider<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

import type { Columns } from "./columns.ts";
import { isDrop, NO_CAUSE } from "./kinds.ts";
import { coneOf, extendPast } from "./light-cone.ts";
import type { RunData } from "./run-data.ts";

/** Vectors that are remembered at once. */
const MOST_VECTORS = 20_000;

/**
 * Lamport and vector time of the events of nodes (Lamport 1978; Mattern 1988, Fidge 1988): a happens before b if and
 * only if a's vector is less than b's, and then a's Lamport time is less too. A dropped message is no event of its
 * receiver, and a fault comes from outside: neither has a time, both numbers of it are 0.
 *
 * Lamport times are counted once, as the run goes; a vector follows from the bounds of the past at each node, which
 * are found for the events that are asked for and remembered.
 */
export class LogicalTime {
  readonly #nodes: number;
  readonly #data: Pick<RunData, "columns" | "lanes">;
  #lamport = new Uint32Array(1024);
  /** The event's place among those of its node, from 1. */
  #ordinal = new Uint32Array(1024);
  #length = 0;
  readonly #lastLamport: Uint32Array;
  readonly #lastOrdinal: Uint32Array;
  readonly #pasts = new Map<number, Int32Array>();

  constructor(data: Pick<RunData, "columns" | "lanes">, nodes: number) {
    this.#data = data;
    this.#nodes = nodes;
    this.#lastLamport = new Uint32Array(nodes);
    this.#lastOrdinal = new Uint32Array(nodes);
  }

  /** Counts on over at most `most` records; true when it has come to the end of what is there. */
  extend(most = Infinity): boolean {
    const { columns } = this.#data;
    const end = Math.min(columns.length, this.#length + most);
    this.#reserve(end);
    for (let record = this.#length; record < end; record++) {
      const node = columns.node[record]!;
      if (!isEvent(columns, record, this.#nodes)) continue;
      const cause = columns.cause[record]!;
      const before = Math.max(this.#lastLamport[node]!, cause === NO_CAUSE ? 0 : this.#lamport[cause]!);
      this.#lamport[record] = this.#lastLamport[node] = before + 1;
      this.#ordinal[record] = ++this.#lastOrdinal[node]!;
    }
    this.#length = end;
    return end === columns.length;
  }

  /** 0 for what is no event of a node, or not counted yet. */
  lamport(event: number): number {
    return event < this.#length ? this.#lamport[event]! : 0;
  }

  /** By node, how many of its events happen before `event` or are it; undefined for what is no event of a node. */
  vector(event: number): number[] | undefined {
    if (event >= this.#length || !isEvent(this.#data.columns, event, this.#nodes)) return undefined;
    return Array.from(this.#past(event), (bound) => (bound < 0 ? 0 : this.#ordinal[bound]!));
  }

  /** The last record at each node that happens before an event or is it. */
  #past(event: number): Int32Array {
    const known = this.#pasts.get(event);
    if (known !== undefined) return known;
    if (this.#pasts.size >= MOST_VECTORS) this.#pasts.clear();
    const past = this.#joined(event) ?? this.#walked(event);
    this.#pasts.set(event, past);
    return past;
  }

  /** From what comes right before it, if that is known: the node's last event and the cause. */
  #joined(event: number): Int32Array | undefined {
    const { columns } = this.#data;
    const node = columns.node[event]!;
    const before = this.#pasts.get(this.#lastBefore(node, event));
    if (before === undefined) return undefined;
    const past = before.slice();
    const cause = columns.cause[event]!;
    if (cause !== NO_CAUSE && isEvent(columns, cause, this.#nodes)) {
      this.#past(cause).forEach((bound, at) => {
        if (bound > past[at]!) past[at] = bound;
      });
    }
    past[node] = event;
    return past;
  }

  #walked(event: number): Int32Array {
    const cone = coneOf(this.#data.columns, event, this.#nodes);
    extendPast(cone, this.#data.columns, Infinity);
    return cone.past;
  }

  #lastBefore(node: number, event: number): number {
    const { columns, lanes } = this.#data;
    let before = lanes.previous(node, event);
    while (before >= 0 && isDrop(columns.kind[before]!)) before = lanes.previous(node, before);
    return before;
  }

  #reserve(length: number): void {
    if (length <= this.#lamport.length) return;
    const capacity = Math.max(length, this.#lamport.length * 2);
    const [lamport, ordinal] = [new Uint32Array(capacity), new Uint32Array(capacity)];
    lamport.set(this.#lamport);
    ordinal.set(this.#ordinal);
    this.#lamport = lamport;
    this.#ordinal = ordinal;
  }
}

/** True of what happened at a node: not of messages that never came, nor of what was done to the run from outside. */
function isEvent(columns: Columns, record: number, nodes: number): boolean {
  return columns.node[record]! < nodes && !isDrop(columns.kind[record]!);
}

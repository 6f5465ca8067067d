import type { TraceColumns } from "./progress.ts";

/**
 * The page's copy of the trace: the same columns, growing at their end. Readers may keep the object; the arrays
 * are replaced when they grow, so they are read through it every time.
 */
export class Columns {
  length = 0;
  timeUs = new Float64Array(1024);
  kind = new Uint8Array(1024);
  node = new Uint16Array(1024);
  peer = new Uint16Array(1024);
  tag = new Uint16Array(1024);
  cause = new Uint32Array(1024);

  /** Adds records that follow those already here; `chunk.from` must be the length. */
  append(chunk: TraceColumns): void {
    if (chunk.count === 0) return;
    if (chunk.from !== this.length) {
      throw new Error(`records from ${chunk.from} cannot follow ${this.length} records`);
    }
    this.#reserve(this.length + chunk.count);
    this.timeUs.set(chunk.timeUs, this.length);
    this.kind.set(chunk.kind, this.length);
    this.node.set(chunk.node, this.length);
    this.peer.set(chunk.peer, this.length);
    this.tag.set(chunk.tag, this.length);
    this.cause.set(chunk.cause, this.length);
    this.length += chunk.count;
  }

  /** The records `from` ≤ index < `end`: views, good until the next append. */
  slice(from: number, end: number): TraceColumns {
    return {
      from,
      count: end - from,
      timeUs: this.timeUs.subarray(from, end),
      kind: this.kind.subarray(from, end),
      node: this.node.subarray(from, end),
      peer: this.peer.subarray(from, end),
      tag: this.tag.subarray(from, end),
      cause: this.cause.subarray(from, end),
    };
  }

  /** The last record at or before `us`, by binary search; −1 when there is none. */
  lastAt(us: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeUs[middle]! <= us) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #reserve(length: number): void {
    if (length <= this.timeUs.length) return;
    const capacity = Math.max(length, this.timeUs.length * 2);
    this.timeUs = grown(this.timeUs, new Float64Array(capacity));
    this.kind = grown(this.kind, new Uint8Array(capacity));
    this.node = grown(this.node, new Uint16Array(capacity));
    this.peer = grown(this.peer, new Uint16Array(capacity));
    this.tag = grown(this.tag, new Uint16Array(capacity));
    this.cause = grown(this.cause, new Uint32Array(capacity));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

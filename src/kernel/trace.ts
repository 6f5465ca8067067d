/**
 * The trace: one record an event, in typed-array columns.
 *
 * `cause` is the record whose handler scheduled this one, so happens-before, the causal past and future of an
 * event and the lines of a space-time diagram need nothing else: a message left its sender at the
 * time of its cause. Chunks of 16,384 records; a fork shares the full ones.
 *
 * Levels: `full` keeps columns and payloads, `summary` columns only, `off` nothing. The level changes
 * neither the run nor its fingerprint.
 */
export type TraceLevel = "full" | "summary" | "off";

/** Columns of records `from` ≤ index < `from + count`, copied: may be transferred to another thread. */
export interface TraceColumns {
  readonly from: number;
  readonly count: number;
  /** Virtual time, µs. */
  readonly timeUs: Float64Array;
  /** What happened: an `EventKind`. */
  readonly kind: Uint8Array;
  /** The node at which it happened. */
  readonly node: Uint16Array;
  /** The other node concerned: a message's sender. */
  readonly peer: Uint16Array;
  /** What exactly: index into the run's table of names. */
  readonly tag: Uint16Array;
  /** Index of the record that caused this one; NO_CAUSE where it came from outside the run. */
  readonly cause: Uint32Array;
}

export const NO_CAUSE = 0xffffffff;
export const NO_NODE = 0xffff;

const CHUNK_BITS = 14;
const CHUNK_SIZE = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_SIZE - 1;

interface Chunk {
  readonly timeUs: Float64Array;
  readonly kind: Uint8Array;
  readonly node: Uint16Array;
  readonly peer: Uint16Array;
  readonly tag: Uint16Array;
  readonly cause: Uint32Array;
  readonly payload: unknown[];
}

export class Trace {
  readonly level: TraceLevel;
  length = 0;
  #chunks: Chunk[] = [];
  #tail: Chunk | undefined;

  constructor(level: TraceLevel) {
    this.level = level;
  }

  append(
    timeUs: number,
    kind: number,
    node: number,
    peer: number,
    tag: number,
    cause: number,
    payload: unknown,
  ): void {
    const offset = this.length & CHUNK_MASK;
    if (offset === 0) this.#chunks.push((this.#tail = createChunk(this.level === "full")));
    const tail = this.#tail!;
    tail.timeUs[offset] = timeUs;
    tail.kind[offset] = kind;
    tail.node[offset] = node;
    tail.peer[offset] = peer;
    tail.tag[offset] = tag;
    tail.cause[offset] = cause;
    if (this.level === "full") tail.payload[offset] = payload;
    this.length++;
  }

  timeUs(index: number): number {
    return this.#chunk(index).timeUs[index & CHUNK_MASK]!;
  }
  kind(index: number): number {
    return this.#chunk(index).kind[index & CHUNK_MASK]!;
  }
  node(index: number): number {
    return this.#chunk(index).node[index & CHUNK_MASK]!;
  }
  peer(index: number): number {
    return this.#chunk(index).peer[index & CHUNK_MASK]!;
  }
  tag(index: number): number {
    return this.#chunk(index).tag[index & CHUNK_MASK]!;
  }
  cause(index: number): number {
    return this.#chunk(index).cause[index & CHUNK_MASK]!;
  }
  /** What the event carried; undefined below level `full`. */
  payload(index: number): unknown {
    return this.#chunk(index).payload[index & CHUNK_MASK];
  }

  /** The index of the first record later than `timeUs`, in O(log length). */
  firstAfter(timeUs: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeUs(middle) <= timeUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Copies of the columns from record `from` up to, not including, `end`. */
  columns(from: number, end = this.length): TraceColumns {
    const count = Math.max(0, Math.min(end, this.length) - from);
    const columns = {
      from,
      count,
      timeUs: new Float64Array(count),
      kind: new Uint8Array(count),
      node: new Uint16Array(count),
      peer: new Uint16Array(count),
      tag: new Uint16Array(count),
      cause: new Uint32Array(count),
    };
    for (let done = 0; done < count;) {
      const chunk = this.#chunk(from + done);
      const offset = (from + done) & CHUNK_MASK;
      const run = Math.min(CHUNK_SIZE - offset, count - done);
      columns.timeUs.set(chunk.timeUs.subarray(offset, offset + run), done);
      columns.kind.set(chunk.kind.subarray(offset, offset + run), done);
      columns.node.set(chunk.node.subarray(offset, offset + run), done);
      columns.peer.set(chunk.peer.subarray(offset, offset + run), done);
      columns.tag.set(chunk.tag.subarray(offset, offset + run), done);
      columns.cause.set(chunk.cause.subarray(offset, offset + run), done);
      done += run;
    }
    return columns;
  }

  /** A trace that holds the first `length` records and goes on by itself; copies at most one chunk. */
  fork(length = this.length): Trace {
    const trace = new Trace(this.level);
    const full = length >> CHUNK_BITS;
    trace.#chunks = this.#chunks.slice(0, full);
    trace.length = length;
    if ((length & CHUNK_MASK) !== 0) {
      trace.#tail = copyChunk(this.#chunks[full]!, length & CHUNK_MASK);
      trace.#chunks.push(trace.#tail);
    }
    return trace;
  }

  /** How many records this trace and another hold together, since one was forked from the other: both begin with them. */
  sharedWith(other: Trace): number {
    let chunk = 0;
    while (chunk < this.#chunks.length && this.#chunks[chunk] === other.#chunks[chunk]) chunk++;
    return Math.min(chunk << CHUNK_BITS, this.length, other.length);
  }

  /** Bytes held in columns; payloads are counted at `payloadBytes` each. */
  sizeBytes(payloadBytes = 120): number {
    return (
      this.#chunks.length * CHUNK_SIZE * 19 + (this.level === "full" ? this.length * (8 + payloadBytes) : 0)
    );
  }

  #chunk(index: number): Chunk {
    return this.#chunks[index >> CHUNK_BITS]!;
  }
}

/** Payloads have their room from the start where they are kept: growing cost a tenth of the fastest models' time. */
function createChunk(keepsPayloads: boolean): Chunk {
  return {
    timeUs: new Float64Array(CHUNK_SIZE),
    kind: new Uint8Array(CHUNK_SIZE),
    node: new Uint16Array(CHUNK_SIZE),
    peer: new Uint16Array(CHUNK_SIZE),
    tag: new Uint16Array(CHUNK_SIZE),
    cause: new Uint32Array(CHUNK_SIZE),
    payload: keepsPayloads ? new Array<unknown>(CHUNK_SIZE) : [],
  };
}

function copyChunk(chunk: Chunk, length: number): Chunk {
  return {
    timeUs: chunk.timeUs.slice(),
    kind: chunk.kind.slice(),
    node: chunk.node.slice(),
    peer: chunk.peer.slice(),
    tag: chunk.tag.slice(),
    cause: chunk.cause.slice(),
    payload: chunk.payload.slice(0, length),
  };
}

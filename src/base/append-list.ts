/**
 * A list that grows at its end, may be cut back, and forks in constant time.
 *
 * Replicated logs, histories and notes live in it, so that a checkpoint records them by length and a
 * branch shares their prefix: values sit in chunks of 256, and a fork copies nothing until one of the
 * two sides writes (then the spine and one chunk). It is plain data. Values must not be mutated once pushed.
 */
export interface AppendList<T> {
  readonly kind: "append-list";
  /** 0 ≤ length ≤ 256 · chunks.length; what a chunk holds past `length` is not part of the list. */
  length: number;
  chunks: T[][];
  /** Chunks below this index may also be held by another list and are never written. */
  sharedChunks: number;
  spineShared: boolean;
}

const CHUNK_BITS = 8;
const CHUNK_SIZE = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_SIZE - 1;

export function createAppendList<T>(values: Iterable<T> = []): AppendList<T> {
  const list: AppendList<T> = {
    kind: "append-list",
    length: 0,
    chunks: [],
    sharedChunks: 0,
    spineShared: false,
  };
  for (const value of values) pushTo(list, value);
  return list;
}

/** Appends `value`; amortized constant time. */
export function pushTo<T>(list: AppendList<T>, value: T): void {
  if (list.spineShared) {
    list.chunks = list.chunks.slice();
    list.spineShared = false;
  }
  const chunk = list.length >> CHUNK_BITS;
  const offset = list.length & CHUNK_MASK;
  if (chunk < list.sharedChunks) {
    const copy = list.chunks[chunk]!.slice(0, offset);
    list.chunks.length = chunk;
    list.chunks.push(copy);
    list.sharedChunks = chunk;
  } else if (chunk === list.chunks.length) {
    list.chunks.push([]);
  }
  list.chunks[chunk]![offset] = value;
  list.length++;
}

/** The value at `index`; undefined outside 0 ≤ index < length. */
export function valueAt<T>(list: AppendList<T>, index: number): T | undefined {
  if (index < 0 || index >= list.length) return undefined;
  return list.chunks[index >> CHUNK_BITS]![index & CHUNK_MASK];
}

export function lastOf<T>(list: AppendList<T>): T | undefined {
  return valueAt(list, list.length - 1);
}

/** Keeps the first `length` values; does nothing when there are no more than that. */
export function truncate<T>(list: AppendList<T>, length: number): void {
  if (length < list.length) list.length = Math.max(0, length);
}

/** Another list with the same values; constant time, and from here on each goes its own way. */
export function forkList<T>(list: AppendList<T>): AppendList<T> {
  list.spineShared = true;
  list.sharedChunks = list.chunks.length;
  return {
    kind: "append-list",
    length: list.length,
    chunks: list.chunks,
    sharedChunks: list.chunks.length,
    spineShared: true,
  };
}

/** The values from `start` up to, not including, `end`, as an array. */
export function valuesOf<T>(list: AppendList<T>, start = 0, end = list.length): T[] {
  const values: T[] = [];
  const stop = Math.min(end, list.length);
  for (let index = Math.max(0, start); index < stop; index++) {
    values.push(list.chunks[index >> CHUNK_BITS]![index & CHUNK_MASK]!);
  }
  return values;
}

/** Values of a list that lie together, at most 256; `isFinal` says that no write will ever reach this array. */
export interface Block {
  readonly values: readonly unknown[];
  readonly length: number;
  readonly isFinal: boolean;
}

/** All values in order, block by block. Where blocks end depends on the length alone. */
export function* blocksOf(list: AppendList<unknown>): Generator<Block> {
  for (let start = 0; start < list.length; start += CHUNK_SIZE) {
    const chunk = start >> CHUNK_BITS;
    const length = Math.min(CHUNK_SIZE, list.length - start);
    const isFinal = length === CHUNK_SIZE && chunk < list.sharedChunks;
    yield { values: list.chunks[chunk]!, length, isFinal };
  }
}

export function isAppendList(value: unknown): value is AppendList<unknown> {
  return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "append-list";
}

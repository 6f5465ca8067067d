import { blocksOf, isAppendList, type AppendList, type Block } from "./append-list.ts";

/**
 * A running 64-bit digest in two 32-bit lanes, equal on every engine: integer multiplications and shifts only.
 * Not cryptographic: it tells runs apart, it does not resist an adversary.
 */
export interface Digest {
  high: number;
  low: number;
}

export function createDigest(): Digest {
  return { high: 0x9e3779b9 | 0, low: 0x7f4a7c15 | 0 };
}

/** Mixes one 32-bit integer into the digest. */
export function mix(digest: Digest, word: number): void {
  const low = Math.imul(digest.low ^ word, 0x85ebca6b);
  const high = Math.imul(digest.high ^ (low >>> 15) ^ word, 0xc2b2ae35);
  digest.low = low ^ (high >>> 13);
  digest.high = high ^ (low << 7);
}

/**
 * Mixes four 32-bit integers, in half the rounds that one by one would take: every event of a run passes here.
 * The rotations keep changes of the upper bits, which multiplication carries nowhere, from cancelling each other.
 */
export function mixFour(digest: Digest, a: number, b: number, c: number, d: number): void {
  mix(digest, a ^ rotate(Math.imul(b, 0x9e3779b1)));
  mix(digest, (Math.imul(a, 0x2c1b3c6d) + Math.imul(c, 0x297a2d39)) ^ rotate(Math.imul(d, 0x1b56c4f5)));
}

function rotate(word: number): number {
  return (word << 13) | (word >>> 19);
}

/** The digest as 16 hexadecimal digits. */
export function formatDigest(digest: Digest): string {
  return hex(finish(digest.high ^ (digest.low >>> 3))) + hex(finish(digest.low + Math.imul(digest.high, 5)));
}

/** Mixes any plain data by value: object keys in sorted order, maps and sets in insertion order. */
export function mixValue(digest: Digest, value: unknown): void {
  switch (typeof value) {
    case "number":
      mixNumber(digest, value);
      return;
    case "string":
      mixString(digest, value);
      return;
    case "boolean":
      mix(digest, value ? 0x11 : 0x12);
      return;
    case "undefined":
      mix(digest, 0x13);
      return;
    default:
      mixObject(digest, value as object | null);
  }
}

/** The 64-bit hash of plain data, as 16 hexadecimal digits. */
export function hashValue(value: unknown): string {
  const digest = createDigest();
  mixValue(digest, value);
  return formatDigest(digest);
}

/** The 32-bit hash of a text, 0 ≤ hash < 2³²: spreads keys over a ring or a table. */
export function hashText(text: string): number {
  const digest = createDigest();
  mixString(digest, text);
  return finish(digest.high ^ finish(digest.low));
}

export function mixString(digest: Digest, text: string): void {
  mix(digest, 0x20 + text.length);
  for (let index = 0; index < text.length; index++) mix(digest, text.charCodeAt(index));
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
const lowWord = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

function mixNumber(digest: Digest, value: number): void {
  if ((value | 0) === value) {
    mix(digest, 0x30);
    mix(digest, value | 0);
    return;
  }
  float[0] = Number.isNaN(value) ? 0 : value;
  mix(digest, Number.isNaN(value) ? 0x32 : 0x31);
  mix(digest, words[lowWord]!);
  mix(digest, words[1 - lowWord]!);
}

function mixObject(digest: Digest, value: object | null): void {
  if (value === null) {
    mix(digest, 0x14);
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    mixSequence(digest, 0x40, value as unknown as ArrayLike<unknown>);
  } else if (isAppendList(value)) {
    mixList(digest, value);
  } else if (value instanceof Map) {
    mixSequence(digest, 0x42, Array.from(value));
  } else if (value instanceof Set) {
    mixSequence(digest, 0x43, Array.from(value));
  } else {
    const record = value as Record<string, unknown>;
    const keys = Object.keys(record).sort();
    mix(digest, 0x50 + keys.length);
    for (const key of keys) {
      mixString(digest, key);
      mixValue(digest, record[key]);
    }
  }
}

function mixSequence(digest: Digest, tag: number, values: ArrayLike<unknown>): void {
  mix(digest, tag);
  mix(digest, values.length);
  for (let index = 0; index < values.length; index++) mixValue(digest, values[index]);
}

/** By digests of its blocks: those that two lists share, or that were hashed before, cost no more than two words. */
function mixList(digest: Digest, list: AppendList<unknown>): void {
  mix(digest, 0x41);
  mix(digest, list.length);
  for (const block of blocksOf(list)) {
    const { high, low } = block.isFinal ? digestOfFinal(block) : digestOf(block);
    mix(digest, high);
    mix(digest, low);
  }
}

const finalDigests = new WeakMap<object, Digest>();

function digestOfFinal(block: Block): Digest {
  const known = finalDigests.get(block.values);
  if (known !== undefined) return known;
  const digest = digestOf(block);
  finalDigests.set(block.values, digest);
  return digest;
}

function digestOf({ values, length }: Block): Digest {
  const digest = createDigest();
  for (let index = 0; index < length; index++) mixValue(digest, values[index]);
  return digest;
}

function finish(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}

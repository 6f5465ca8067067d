import { err, ok, type Result } from "./result.ts";

/** Where the first byte stands that is not UTF-8. `line` and `column` count from 1, columns in characters. */
export interface Utf8Error {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The byte itself, 0 … 255. */
  readonly byte: number;
}

/** How many UTF-16 units are turned into a string at once: within what `apply` takes on every engine. */
const CHUNK_UNITS = 8192;

/**
 * UTF-8 bytes as text, strictly: overlong forms, surrogates, values past U+10FFFF and cut-off sequences are
 * errors (Unicode 15, table 3-7). A byte order mark at the start is left out. Engine rooms have no TextDecoder.
 */
export function decodeUtf8(bytes: Uint8Array): Result<string, Utf8Error> {
  const units = new Uint16Array(CHUNK_UNITS);
  const parts: string[] = [];
  let filled = 0;
  let offset = hasByteOrderMark(bytes) ? 3 : 0;
  while (offset < bytes.length) {
    const lead = bytes[offset]!;
    if (lead < 0x80) {
      units[filled++] = lead;
      offset++;
    } else {
      const length = sequenceLength(bytes, offset);
      if (length === 0) return err(locate(bytes, offset, parts.join("") + toText(units, filled)));
      filled = writeSequence(bytes, offset, length, units, filled);
      offset += length;
    }
    if (filled >= CHUNK_UNITS - 1) {
      parts.push(toText(units, filled));
      filled = 0;
    }
  }
  parts.push(toText(units, filled));
  return ok(parts.join(""));
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function toText(units: Uint16Array, length: number): string {
  return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
}

/** The length of the well-formed sequence at `offset`, whose first byte is not ASCII; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset]!;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  for (let index = 1; index < length; index++) {
    const byte = bytes[offset + index];
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return 0;
  }
  return isAllowedSecond(lead, bytes[offset + 1]!) ? length : 0;
}

/** The second byte tells overlong forms (E0, F0), surrogates (ED) and values past U+10FFFF (F4) apart. */
function isAllowedSecond(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second <= 0x8f;
  return true;
}

function writeSequence(
  bytes: Uint8Array,
  offset: number,
  length: number,
  units: Uint16Array,
  filled: number,
): number {
  let point = bytes[offset]! & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) point = (point << 6) | (bytes[offset + index]! & 0x3f);
  if (point < 0x10000) {
    units[filled] = point;
    return filled + 1;
  }
  units[filled] = 0xd800 + ((point - 0x10000) >> 10);
  units[filled + 1] = 0xdc00 + ((point - 0x10000) & 0x3ff);
  return filled + 2;
}

function locate(bytes: Uint8Array, offset: number, before: string): Utf8Error {
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { offset, line, column: before.length - lineStart + 1, byte: bytes[offset]! };
}

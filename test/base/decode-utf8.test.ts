import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../src/base/index.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("decodeUtf8", () => {
  it("decodes what an encoder makes of any well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), (text) => {
        expect(decodeUtf8(encode(text))).toEqual({ ok: true, value: text.replace(/^\ufeff/, "") });
      }),
    );
  });

  it("decodes texts longer than its chunks, with characters across their ends", () => {
    for (const text of [
      "a".repeat(20_000),
      "ab😀".repeat(9_000),
      `x${"é".repeat(10_000)}`,
      "€".repeat(8_191),
    ]) {
      expect(decodeUtf8(encode(text))).toEqual({ ok: true, value: text });
    }
  });

  it("accepts exactly the bytes that the platform's strict decoder accepts", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x41));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
        const bytes = Uint8Array.from(values);
        const decoded = decodeUtf8(bytes);
        expect(decoded.ok ? decoded.value : undefined).toBe(tryDecode(strict, bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a lone continuation", [0x61, 0x80], { offset: 1, line: 1, column: 2, byte: 0x80 }],
    ["an overlong slash", [0x61, 0x0a, 0xc0, 0xaf], { offset: 2, line: 2, column: 1, byte: 0xc0 }],
    ["a surrogate", [0xed, 0xa0, 0x80], { offset: 0, line: 1, column: 1, byte: 0xed }],
    ["a cut-off sequence", [0x0a, 0x0a, 0x62, 0xe2, 0x82], { offset: 3, line: 3, column: 2, byte: 0xe2 }],
    ["a value past the last", [0xf4, 0x90, 0x80, 0x80], { offset: 0, line: 1, column: 1, byte: 0xf4 }],
  ])("places %s", (_, bytes, error) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ ok: false, error });
  });
});

function tryDecode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

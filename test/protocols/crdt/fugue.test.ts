import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyToText,
  charactersOf,
  deletionAt,
  EMPTY_TEXT,
  insertionAt,
  mergeTexts,
  textOf,
  type FugueText,
} from "../../../src/protocols/crdt/fugue.ts";

/** One writer: each of its insertions has a name of its own. */
class Writer {
  text: FugueText;
  readonly #name: string;
  #count = 0;

  constructor(name: string, text: FugueText = EMPTY_TEXT) {
    this.#name = name;
    this.text = text;
  }

  insert(position: number, written: string): this {
    this.text = applyToText(
      this.text,
      insertionAt(this.text, position, written, `${this.#name}.${++this.#count}`),
    );
    return this;
  }

  delete(position: number, count: number): string {
    const effect = deletionAt(this.text, position, count);
    const deleted = charactersOf(this.text, effect.ids);
    this.text = applyToText(this.text, effect);
    return deleted;
  }

  /** Letter by letter, each one behind the one before, or each one in front of it. */
  type(position: number, word: string, isBackward: boolean): this {
    Array.from(word).forEach((letter, index) =>
      isBackward ? this.insert(position, letter) : this.insert(position + index, letter),
    );
    return this;
  }
}

const edits = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(20), fc.string({ unit: "grapheme-ascii", maxLength: 4 })),
    fc.tuple(fc.nat(20), fc.nat(4)),
  ),
  { maxLength: 40 },
);

describe("Fugue", () => {
  it("edited by one writer is a plain string", () => {
    fc.assert(
      fc.property(edits, (made) => {
        const writer = new Writer("a");
        let naive = "";
        for (const [position, what] of made) {
          if (typeof what === "string") {
            writer.insert(position, what);
            naive = naive.slice(0, position) + what + naive.slice(position);
          } else {
            expect(writer.delete(position, what)).toBe(naive.slice(position, position + what));
            naive = naive.slice(0, position) + naive.slice(position + what);
          }
          expect(textOf(writer.text)).toBe(naive);
        }
      }),
    );
  });

  it("does not interleave what several people type at one place at once, forward or backward (§2)", () => {
    const words = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(edits, fc.nat(20), words, (made, at, typed) => {
        const start = new Writer("start");
        for (const [position, what] of made) {
          if (typeof what === "string") start.insert(position, what.toUpperCase());
          else start.delete(position, what);
        }
        const position = Math.min(at, textOf(start.text).length);
        const writers = typed.map(([length, isBackward], index) =>
          new Writer(`w${index}`, start.text).type(position, "αβγδ"[index]!.repeat(length), isBackward),
        );
        const merged = textOf(writers.map(({ text }) => text).reduce(mergeTexts));
        for (const [index, [length]] of typed.entries())
          expect(merged).toContain("αβγδ"[index]!.repeat(length));
        expect(merged.replace(/[αβγδ]/g, "")).toBe(textOf(start.text));
      }),
    );
  });

  it("keeps what is written inside of a passage that another one deletes", () => {
    const start = new Writer("s").insert(0, "one three");
    const editor = new Writer("e", start.text);
    expect(editor.delete(0, 9)).toBe("one three");
    const writer = new Writer("w", start.text).insert(4, "two ");
    expect(textOf(mergeTexts(editor.text, writer.text))).toBe("two ");
  });

  it("takes a character beyond the first plane for one", () => {
    const writer = new Writer("a").insert(0, "a😀b");
    expect(writer.delete(1, 1)).toBe("😀");
    expect(textOf(writer.text)).toBe("ab");
  });

  it("walks a text that is as deep as it is long", () => {
    const word = "x".repeat(20_000);
    const one = new Writer("a").insert(0, word).insert(0, "a");
    const other = new Writer("b").insert(0, word);
    expect(textOf(mergeTexts(one.text, other.text))).toHaveLength(40_001);
  });
});

import { describe, expect, it } from "vitest";
import { readHistory } from "../../src/history/index.ts";

function keysAndValues(text: string, options = {}): unknown {
  const result = readHistory(text, "h.edn", options);
  return result.ok ? result.value.map(({ key, value }) => [key, value]) : result.error[0]!.problem;
}

const entry = (process: number, type: string, f: string, value: string): string =>
  `{:process ${process} :type :${type} :f :${f} :value ${value}}\n`;

describe("pairs of key and value (jepsen.independent)", () => {
  it("are recognised, a cas by its second part", () => {
    const text =
      entry(0, "invoke", "read", "[x nil]") +
      entry(1, "invoke", "cas", "[7 [1 2]]") +
      entry(0, "ok", "read", "[x 3]") +
      entry(1, "info", "cas", ":timeout");
    expect(keysAndValues(text)).toEqual([
      ["x", null],
      ["7", [1, 2]],
      ["x", 3],
      [undefined, ":timeout"],
    ]);
  });

  it("are not seen in a register of plain values", () => {
    const text =
      entry(0, "invoke", "cas", "[1 2]") + entry(1, "invoke", "read", "nil") + entry(0, "ok", "cas", "[1 2]");
    expect(keysAndValues(text)).toEqual([
      [undefined, [1, 2]],
      [undefined, null],
      [undefined, [1, 2]],
    ]);
    expect(keysAndValues(entry(0, "invoke", "cas", "[1 2]"))).toEqual([[undefined, [1, 2]]]);
  });

  it("are not seen where entries have keys", () => {
    expect(keysAndValues("{:process 0 :type :invoke :f :append :key 1 :value [1 2]}")).toEqual([
      ["1", [1, 2]],
    ]);
  });

  it("may be demanded, or ruled out", () => {
    expect(keysAndValues(entry(0, "invoke", "read", "nil"), { independent: true })).toMatch(
      /value of this read is no pair of key and value, but null/,
    );
    expect(keysAndValues(entry(0, "invoke", "append", "[1 2]"), { independent: false })).toEqual([
      [undefined, [1, 2]],
    ]);
  });
});

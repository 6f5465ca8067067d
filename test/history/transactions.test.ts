import { describe, expect, it } from "vitest";
import { readHistory, toOperations, writeEdn, type Operation } from "../../src/history/index.ts";

function operationsOf(text: string): Operation[] {
  const result = readHistory(text, "h");
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return toOperations(result.value);
}

describe("Elle's histories", () => {
  it("are read one map a line, the names of micro-operations bare, keys as they are", () => {
    const text = `{:index 0 :type :invoke, :f :txn, :value [[:append 3 1] [:r :y nil]], :process 0, :time 123000}
{:index 1 :type :ok, :f :txn, :value [[:append 3 1] [:r :y [1 2]]], :process 0, :time 124000}`;
    expect(operationsOf(text)).toMatchObject([
      {
        f: "txn",
        type: "ok",
        input: [
          ["append", 3, 1],
          ["r", ":y", null],
        ],
        output: [
          ["append", 3, 1],
          ["r", ":y", [1, 2]],
        ],
        completeUs: 124,
      },
    ]);
  });

  it("are read as a vector of maps, and without f and process where one process does all", () => {
    const text = `[{:index 0 :type :invoke :value [[:append 253 1]]} {:index 1 :type :ok :value [[:append 253 1]]}
{:type :invoke :f nil :process nil :value [[:r 253]]} {:type :ok :value [[:r 253 [1]]]}]`;
    expect(operationsOf(text).map(({ f, process, output }) => [f, process, output])).toEqual([
      ["txn", 0, [["append", 253, 1]]],
      ["txn", 0, [["r", 253, [1]]]],
    ]);
  });

  it("are read as JSON lines", () => {
    const text = `{"type":"invoke","process":1,"f":"txn","value":[["w","x",1],["r","y",null]]}
{"type":"fail","process":1,"f":"txn","value":[["w","x",1],["r","y",null]]}`;
    expect(operationsOf(text)).toMatchObject([
      {
        type: "fail",
        input: [
          ["w", "x", 1],
          ["r", "y", null],
        ],
      },
    ]);
  });

  it("have no real time and no processes when they hold completions only", () => {
    const text = `{:type :ok :f :txn :process 0 :value [[:append :x 1]]}
{:type :fail :f :txn :process 0 :value [[:append :x 2]]}
{:type :ok :f :txn :process 0 :value [[:r :x [1]]]}`;
    const operations = operationsOf(text);
    expect(operations.map(({ process, type, invokeEntry }) => [process, type, invokeEntry])).toEqual([
      [0, "ok", 0],
      [1, "fail", 1],
      [2, "ok", 2],
    ]);
    expect(operations.every(({ completeEntry }) => completeEntry >= 3)).toBe(true);
  });

  it("are an error when some completions have their invocation and others do not", () => {
    const text = `{:type :invoke :f :txn :process 0 :value [[:append :x 1]]}
{:type :ok :f :txn :process 0 :value [[:append :x 1]]}
{:type :ok :f :txn :process 0 :value [[:append :x 2]]}`;
    const result = readHistory(text, "h");
    expect(!result.ok && result.error[0]?.line).toBe(3);
  });

  it("are written so that Elle can read them, and read back as they were", () => {
    const text = `{:process 0, :type :invoke, :f :txn, :value [[:append "x" 1] [:r 4 nil]]}
{:process 0, :type :ok, :f :txn, :value [[:append "x" 1] [:r 4 [1 2]]]}
`;
    const read = readHistory(text, "h");
    expect(read.ok && writeEdn(read.value)).toBe(text);
  });
});

import { describe, expect, it } from "vitest";
import { isObservedMismatch, toOperations, type HistoryEntry } from "../../src/history/index.ts";

const entry = (
  process: number,
  type: HistoryEntry["type"],
  f: string,
  value: HistoryEntry["value"] = null,
  more = {},
): HistoryEntry => ({ process, type, f, value, ...more });

describe("toOperations", () => {
  it("joins invocations with completions in order of invocation", () => {
    const operations = toOperations([
      entry(0, "invoke", "write", 1, { key: "x", timeUs: 5 }),
      entry(1, "invoke", "read", null, { key: "x" }),
      entry(1, "ok", "read", 1),
      entry(0, "ok", "write", 1, { timeUs: 9 }),
    ]);
    expect(operations).toEqual([
      {
        index: 0,
        process: 0,
        f: "write",
        key: "x",
        type: "ok",
        input: 1,
        output: 1,
        invokeEntry: 0,
        completeEntry: 3,
        invokeUs: 5,
        completeUs: 9,
      },
      {
        index: 1,
        process: 1,
        f: "read",
        key: "x",
        type: "ok",
        input: null,
        output: 1,
        invokeEntry: 1,
        completeEntry: 2,
      },
    ]);
  });

  it("leaves open what is unknown and what never completed", () => {
    const operations = toOperations([
      entry(0, "invoke", "write", 1),
      entry(0, "info", "write", 1, { error: "timed-out" }),
      entry(1, "invoke", "write", 2),
    ]);
    expect(
      operations.map(({ type, output, completeEntry, error }) => ({ type, output, completeEntry, error })),
    ).toEqual([
      { type: "info", output: null, completeEntry: 1, error: "timed-out" },
      { type: "info", output: null, completeEntry: -1, error: undefined },
    ]);
  });

  it("tells a cas that was answered no from one that failed", () => {
    const failed = (f: string, more = {}): boolean =>
      isObservedMismatch(
        toOperations([entry(0, "invoke", f, [1, 2]), entry(0, "fail", f, [1, 2], more)])[0]!,
      );
    expect([failed("cas"), failed("cas", { error: "no-leader" }), failed("write")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("throws when entries that we made ourselves do not pair", () => {
    expect(() => toOperations([entry(0, "ok", "read")])).toThrow(/has not invoked/);
    expect(() => toOperations([entry(0, "invoke", "read"), entry(0, "invoke", "read")])).toThrow(
      /invokes again/,
    );
  });
});

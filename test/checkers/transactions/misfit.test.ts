import { describe, expect, it } from "vitest";
import { formatInputError } from "../../../src/base/index.ts";
import { fitHistory, models } from "../../../src/checkers/index.ts";
import { readHistory, toOperations } from "../../../src/history/index.ts";

/** The first thing that does not fit in a history of one transaction and perhaps more lines; undefined when all does. */
function misfit(model: string, value: string, output = value, more = ""): string | undefined {
  const text = `{:process 0 :type :invoke :f :txn :value ${value}}
{:process 0 :type :ok :f :txn :value ${output}}
${more}`;
  const entries = readHistory(text, "h.edn");
  if (!entries.ok) throw new Error(JSON.stringify(entries.error));
  const errors = fitHistory("h.edn", entries.value, toOperations(entries.value), models[model]!);
  return errors[0] === undefined ? undefined : formatInputError(errors[0]);
}

describe("the form of transactions", () => {
  it("is accepted when it is Elle's", () => {
    expect(
      misfit("list-append", "[[:append 1 2] [:r :x nil]]", "[[:append 1 2] [:r :x [1 2]]]"),
    ).toBeUndefined();
    expect(misfit("rw-register", "[[:w 1 2] [:r :x nil]]", "[[:w 1 2] [:r :x 3]]")).toBeUndefined();
    expect(misfit("list-append", "[]")).toBeUndefined();
  });

  it.each([
    ["list-append", "7", "h.edn:1:1: a transaction is a list of micro-operations, not 7"],
    [
      "list-append",
      "[[:append 1 2] 3]",
      "h.edn:1:1: micro-operation 2 of this transaction: it is a name, a key and a value, not 3",
    ],
    ["list-append", "[[:append 1]]", "h.edn:1:1: micro-operation 1 of this transaction: it is a name"],
    ["rw-register", "[[:w :x nil]]", "is told from the initial nil"],
    ["list-append", "[[:w :x 1]]", 'a list-append history has reads and writes, not "w"'],
    ["list-append", "[[:apend :x 1]]", 'not "apend"\n  did you mean "append"?\n  accepted: r, append'],
  ])("%s: %s", (model, value, report) => {
    expect(misfit(model, value)).toContain(report);
  });

  it("tells of a wrong answer where it stands", () => {
    const report = misfit("list-append", "[[:r :x nil]]", "[[:r :x 3]]");
    expect(report).toContain(
      "h.edn:2:1: micro-operation 1 of this transaction: a read returns the list, not 3",
    );
  });

  it("does not mix with single operations, nor with models that have none", () => {
    const more = "{:process 0 :type :invoke :f :read :value nil}";
    expect(misfit("list-append", "[]", "[]", more)).toContain("h.edn:3:1: read stands among transactions");
    expect(misfit("register", "[]")).toContain("txn is no operation of the model register");
  });
});

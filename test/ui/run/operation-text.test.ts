import { expect, test } from "vitest";
import { operationText, type Operation } from "../../../src/ui/run/operations.ts";

test.each([
  ["write", 7, 7, "write x 7"],
  ["read", null, 3, "read x = 3"],
  ["read", null, null, "read x = nothing"],
  ["read", null, ["a", 2], "read x = a, 2"],
  ["read", null, [], "read x = nothing"],
  ["cas", [3, 4], [3, 4], "cas x 3 to 4"],
  ["add", 3, 3, "add x 3"],
  ["remove", "milk", "milk", "remove x milk"],
  ["insert", [5, " my"], [5, " my"], 'insert x " my" at 5'],
  ["delete", [0, 2], "He", 'delete x 2 at 0 = "He"'],
] as const)("%s of %j answered with %j reads as %s", (f, input, output, words) => {
  expect(operationText({ f, key: "x", input, output } as unknown as Operation, "ok")).toBe(words);
});

test("a transaction is told by its steps, with what it read once that is known", () => {
  const input = [
    ["r", "x", null],
    ["append", "y", 3],
  ];
  const output = [
    ["r", "x", [1, 2]],
    ["append", "y", 3],
  ];
  const operation = { f: "txn", key: "", input, output } as unknown as Operation;
  expect(operationText(operation, "open")).toBe("r x, append y 3");
  expect(operationText(operation, "ok")).toBe("r x = 1 2, append y 3");
});

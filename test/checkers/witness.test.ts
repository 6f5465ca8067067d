import { expect, it } from "vitest";
import { checkLinearizable, models, type Witness } from "../../src/checkers/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { entriesOf } from "./entries.ts";

function witnessOf(model: string, text: string, key?: string): Witness {
  const result = checkLinearizable(toOperations(entriesOf(text, key)), models[model]!);
  expect(result.verdict).toBe("invalid");
  return result.witness!;
}

it("says which operation cannot be placed, beside what, after what", () => {
  const witness = witnessOf(
    "cas-register",
    `0 invoke write 3
     0 ok write 3
     1 invoke write 5
     2 invoke read
     1 ok write 5
     2 ok read 5
     4 invoke read
     3 invoke write 7
     4 ok read 3
     3 ok write 7`,
    "x",
  );
  expect(witness.because).toBe(
    "read x = 3 by process 4 cannot be placed: every order of the 4 operations before it leaves x = 5 or 7",
  );
  expect(witness).toMatchObject({ key: "x", entries: 9, isShortest: true, culprit: { process: 4 } });
  expect(witness.concurrent.map(({ process }) => process)).toEqual([3]);
  expect(witness.order.map(({ operation, state }) => `${operation.f} → ${state}`)).toEqual([
    "write → 3",
    "write → 5",
    "read → 5",
  ]);
});

it("says so when nothing came before", () => {
  const { because } = witnessOf("register", "0 invoke read\n0 ok read 1");
  expect(because).toBe("read = 1 by process 0 cannot be placed: the register is nothing at first");
});

it("names who called, by the words that it is given", () => {
  const operations = toOperations(entriesOf("0 invoke read\n0 ok read 1"));
  const { witness } = checkLinearizable(operations, models["register"]!, { callerOf: () => "c1" });
  expect(witness!.because).toBe("read = 1 by c1 cannot be placed: the register is nothing at first");
});

it("holds a failed cas against the register", () => {
  const { because } = witnessOf(
    "cas-register",
    "0 invoke write 1\n0 ok write 1\n1 invoke cas [1,2]\n1 fail cas [1,2]",
  );
  expect(because).toBe(
    "cas [1,2]: fail by process 1 cannot be placed: the 1 operation before it leaves the register = 1",
  );
});

it("blames the entry that says a write failed when its value was read", () => {
  const witness = witnessOf(
    "register",
    "0 invoke write 1\n1 invoke read\n1 ok read 1\n0 fail write 1 no-leader",
  );
  expect(witness.entries).toBe(4);
  expect(witness.because).toMatch(/^write 1: fail by process 0 certainly did not take effect/);
});

it("is that of the key that fails first", () => {
  const late = entriesOf("0 invoke read\n0 ok read 1", "late");
  const early = entriesOf(
    "1 invoke read\n1 ok read 1\n1 invoke read\n1 ok read null\n1 invoke write 9\n1 ok write 9",
    "early",
  );
  const result = checkLinearizable(toOperations([...early, ...late]), models["register"]!);
  expect(result.witness).toMatchObject({ key: "early", entries: 2 });
});

it("shows the end of a long order only", () => {
  const text = Array.from({ length: 150 }, (_, index) => `0 invoke write ${index}\n0 ok write ${index}`).join(
    "\n",
  );
  const witness = witnessOf("register", `${text}\n0 invoke read\n0 ok read 7`);
  expect([witness.order.length, witness.orderSkipped]).toEqual([100, 50]);
  expect(witness.order.at(-1)!.state).toBe("149");
});

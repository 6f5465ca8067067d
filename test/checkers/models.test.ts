import { describe, expect, it } from "vitest";
import { formatInputError } from "../../src/base/index.ts";
import {
  checkLinearizable,
  findLevels,
  findModel,
  fitHistory,
  modelNames,
  models,
} from "../../src/checkers/index.ts";
import { readHistory, toOperations } from "../../src/history/index.ts";
import { entriesOf } from "./entries.ts";

describe("names", () => {
  it("are found, and a misspelt one is answered with the nearest", () => {
    expect(modelNames.every((name) => findModel(name).ok)).toBe(true);
    expect(findLevels("all", "objects")).toMatchObject({ value: { length: 10 } });
    expect(findLevels("causal, linearizable", "objects")).toMatchObject({
      value: ["linearizable", "causal"],
    });
    const model = findModel("cas-registr");
    expect(!model.ok && formatInputError(model.error)).toMatch(
      /--model: unknown model "cas-registr"[^]*did you mean "cas-register"/,
    );
    const levels = findLevels("linearisable,causal,serializable", "objects");
    expect(!levels.ok && levels.error.map(formatInputError)).toEqual([
      expect.stringMatching(
        /unknown level "linearisable"\n.*did you mean "linearizable"[^]*read-your-writes/,
      ),
      expect.stringMatching(/unknown level "serializable"/),
    ]);
    expect(findModel("constructor").ok).toBe(false);
  });
});

/** One sequential caller: what each model answers, step by step, and one answer that it does not give. */
describe.each([
  [
    "register",
    "0 invoke get\n0 ok get null\n0 invoke put [1]\n0 ok put [1]\n0 invoke read\n0 ok read [1]",
    "0 invoke read\n0 ok read 1",
  ],
  [
    "cas-register",
    "0 invoke cas [null,2]\n0 ok cas [null,2]\n0 invoke cas [1,3]\n0 fail cas [1,3]",
    "0 invoke cas [2,1]\n0 fail cas [2,1]",
  ],
  [
    "key-value",
    '0 invoke write "a"\n0 ok write "a"\n0 invoke cas ["a","b"]\n0 ok cas ["a","b"]',
    '0 invoke read\n0 ok read "a"',
  ],
  [
    "kv",
    '0 invoke read\n0 ok read ""\n0 invoke append "a"\n0 ok append "a"\n0 invoke append "b"\n0 ok append\n0 invoke get\n0 ok get "ab"',
    '0 invoke get\n0 ok get "ba"',
  ],
  [
    "kv",
    '0 invoke read\n0 ok read\n0 invoke write 5\n0 ok write 5\n0 invoke cas [5,null]\n0 ok cas [5,null]\n0 invoke get\n0 ok get ""\n0 invoke put {"a":1}\n0 ok put\n0 invoke get\n0 ok get {"a":1}',
    '0 invoke read\n0 ok read "{\\"a\\":1}"',
  ],
  [
    "list-append",
    "0 invoke read\n0 ok read\n0 invoke append [1]\n0 ok append [1]\n0 invoke read\n0 ok read [[1]]",
    "0 invoke read\n0 ok read [1]",
  ],
  [
    "set",
    "0 invoke read\n0 ok read []\n0 invoke add 10\n0 ok add 10\n0 invoke add 9\n0 ok add 9\n0 invoke read\n0 ok read [9,10]",
    "0 invoke read\n0 ok read [9]",
  ],
  [
    "queue",
    "0 invoke dequeue\n0 ok dequeue\n0 invoke enqueue 1\n0 ok enqueue 1\n0 invoke enqueue 2\n0 ok enqueue 2\n0 invoke dequeue\n0 ok dequeue 1",
    "0 invoke dequeue\n0 ok dequeue 1",
  ],
])("%s", (model, good, bad) => {
  const verdict = (text: string): string =>
    checkLinearizable(toOperations(entriesOf(text)), models[model]!).verdict;

  it("allows what it should and nothing else", () => {
    expect(verdict(good)).toBe("valid");
    expect(verdict(`${good}\n${bad}`)).toBe("invalid");
  });
});

/** What a failed or unknown operation allows, in the words of a Jepsen history. */
it.each([
  [
    "a read that timed out constrains nothing",
    "valid",
    "0 invoke write 1\n0 ok write 1\n0 invoke read\n0 fail read null timed-out",
  ],
  [
    "a failed write did not happen",
    "invalid",
    "0 invoke write 1\n0 fail write 1 refused\n0 invoke read\n0 ok read 1",
  ],
  [
    "an unknown write may happen",
    "valid",
    "0 invoke write 1\n0 info write 1 timed-out\n1 invoke read\n1 ok read 1",
  ],
  ["or not", "valid", "0 invoke write 1\n0 info write 1 timed-out\n1 invoke read\n1 ok read null"],
  [
    "or late",
    "valid",
    "0 invoke write 1\n0 info write 1 timed-out\n1 invoke write 2\n1 ok write 2\n1 invoke read\n1 ok read 1",
  ],
  [
    "but not twice",
    "invalid",
    "0 invoke write 1\n0 info write 1\n1 invoke read\n1 ok read 1\n1 invoke write 2\n1 ok write 2\n1 invoke read\n1 ok read 1",
  ],
  ["nor before it was invoked", "invalid", "1 invoke read\n1 ok read 1\n0 invoke write 1\n0 info write 1"],
  [
    "a cas that was refused saw another value",
    "invalid",
    "0 invoke write 1\n0 ok write 1\n0 invoke cas [1,2]\n0 fail cas [1,2]",
  ],
  [
    "a cas that failed for another reason saw nothing",
    "valid",
    "0 invoke write 1\n0 ok write 1\n0 invoke cas [1,2]\n0 fail cas [1,2] no-leader",
  ],
  [
    "an unknown write may make a cas fail",
    "valid",
    "0 invoke write 1\n0 ok write 1\n1 invoke write 9\n1 info write 9\n0 invoke cas [1,2]\n0 fail cas [1,2]",
  ],
  ["what never completed is unknown", "valid", "0 invoke write 1\n1 invoke read\n1 ok read 1"],
])("%s: %s", (_, verdict, text) => {
  expect(checkLinearizable(toOperations(entriesOf(text)), models["cas-register"]!).verdict).toBe(verdict);
});

it("an unknown append may follow an unknown put, though others explain as much without either", () => {
  const text = `0 invoke put "b"
    1 invoke append "b"
    1 ok append "b"
    3 invoke append "b"
    1 invoke get
    1 ok get "bbb"`;
  expect(checkLinearizable(toOperations(entriesOf(text)), models["kv"]!).verdict).toBe("valid");
});

/** A history read from a file that is not for the model. */
it.each([
  [
    "register",
    "{:process 0 :type :invoke :f :cas :value [1 2]}",
    /h:1:1: cas is no operation of the model register[^]*read, get, write, put/,
  ],
  ["register", "{:process 0 :type :invoke :f :wirte :value 1}", /did you mean "write"/],
  [
    "cas-register",
    "\n {:process 0 :type :invoke :f :cas :value 1}",
    /h:2:2: a cas takes a pair of expected and new value, not 1[^]*\[expected, new\]/,
  ],
  ["kv", "{:process 0 :type :invoke :f :append :key 1 :value 5}", /append takes text, not 5/],
  ["kv", "{:process 0 :type :invoke :f :cas :key 1 :value 5}", /a cas takes a pair/],
  [
    "list-append",
    "{:process 0 :type :invoke :f :read}\n{:process 0 :type :ok :f :read :value 3}",
    /h:2:1: a read returns the list, not 3/,
  ],
  [
    "set",
    "{:process 0 :type :invoke :f :read}\n{:process 0 :type :ok :f :read :value 3}",
    /a read returns the elements, not 3/,
  ],
  ["queue", "{:process 0 :type :invoke :f :enqueue :value nil}", /nil cannot be enqueued/],
])("%s does not take %s", (model, text, report) => {
  const entries = readHistory(text, "h");
  if (!entries.ok) throw new Error(formatInputError(entries.error[0]!));
  const errors = fitHistory("h", entries.value, toOperations(entries.value), models[model]!);
  expect(formatInputError(errors[0]!)).toMatch(report);
});

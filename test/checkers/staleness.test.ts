import { expect, it } from "vitest";
import { measureStaleness } from "../../src/checkers/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { entriesOf } from "./entries.ts";

/** Entries are one millisecond apart. */
function stalenessOf(text: string): (readonly [versions: number, us: number])[] {
  const entries = entriesOf(text).map((entry, index) => ({ ...entry, timeUs: index * 1000 }));
  return measureStaleness(toOperations(entries)).map(({ versions, us }) => [versions, us] as const);
}

const TWO_WRITES = "0 invoke write 1\n0 ok write 1\n0 invoke write 2\n0 ok write 2\n";

it.each([
  ["the latest value is fresh", `${TWO_WRITES}1 invoke read\n1 ok read 2`, [[0, 0]]],
  ["one behind, since the newer write was answered", `${TWO_WRITES}1 invoke read\n1 ok read 1`, [[1, 1000]]],
  ["the initial value is behind both", `${TWO_WRITES}1 invoke read\n1 ok read null`, [[2, 3000]]],
  [
    "a write that is not answered yet makes nothing certainly old",
    "0 invoke write 1\n0 ok write 1\n0 invoke write 2\n1 invoke read\n0 ok write 2\n1 ok read 1",
    [[0, 0]],
  ],
  [
    "nor one that may have come before",
    "0 invoke write 1\n1 invoke write 2\n1 ok write 2\n0 ok write 1\n1 invoke read\n1 ok read 1",
    [[0, 0]],
  ],
  [
    "the value of an unknown write may be new at any time",
    "0 invoke write 1\n0 info write 1\n1 invoke write 2\n1 ok write 2\n1 invoke read\n1 ok read 1",
    [[0, 0]],
  ],
  [
    "a value that was written again counts from the last time",
    `${TWO_WRITES}0 invoke write 1\n0 ok write 1\n1 invoke read\n1 ok read 1`,
    [[0, 0]],
  ],
  [
    "a cas writes too",
    `${TWO_WRITES}0 invoke cas [2,3]\n0 ok cas [2,3]\n1 invoke read\n1 ok read 2`,
    [[1, 1000]],
  ],
  ["what nobody wrote has no age", `${TWO_WRITES}1 invoke read\n1 ok read 9`, []],
])("%s", (_, text, expected) => {
  expect(stalenessOf(text)).toEqual(expected);
});

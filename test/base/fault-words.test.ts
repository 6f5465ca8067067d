import { expect, test } from "vitest";
import { faultWords } from "../../src/base/index.ts";

test.each([
  ["clock-step n2 +1s", "clock of n2 steps +1 s"],
  ["clock-drift n1 n2 90 % slow for 3s", "clock of n1 n2 runs 90 % slow for 3 s"],
  ["slow-node n2 +20ms for 2s", "slow processor n2 +20 ms for 2 s"],
  ["slow-node n2 ×3 +1.5ms", "slow processor n2 ×3 +1.5 ms"],
  ["disk-stall leader for 35us [n1]", "disk of leader stalls for 35 us [n1]"],
  ["disk-lose n2", "disk of n2 loses writes"],
  ["drop-message AppendEntries n1 to n2 sent at 3102.5ms", "drop AppendEntries n1 to n2"],
  ["drop-message AppendEntries n1 to n2 sent at 3s no. 2", "drop AppendEntries n1 to n2 no. 2"],
  ["delay-message n1 to n2 sent at 20ms by 5ms [n2]", "delay n1 to n2 by 5 ms [n2]"],
  ["slow n1 to n2 ×10 +5ms", "slow n1 to n2 ×10 +5 ms"],
  ["pause n2 for 500ms", "pause n2 for 500 ms"],
  ["partition n1 n2 | n3", "partition n1 n2 | n3"],
  ["operation c1 write x 5s", "operation c1 write x 5s"],
  ["heal all", "heal all"],
])("%s is said: %s", (text, words) => {
  expect(faultWords(text)).toBe(words);
});

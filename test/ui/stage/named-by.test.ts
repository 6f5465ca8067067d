import { expect, test } from "vitest";
import { namedBy } from "../../../src/ui/stage/named-by.ts";
import { parseScenario, removeNode } from "../../../src/scenario/index.ts";

const text = `lightcone: 1
title: T
cluster: { program: raft, nodes: 3, options: { initialLeader: n1 } }
workload:
  clients: 1
  rate: 1/s
  overrides: { c1: { target: n1 } }
faults:
  - at: 1s # cut off
    partition: [[n1, c1], [n2, n3]]
  - { at: 2s, crash: n1, for: 1s }
run: { until: 3s }
claims:
  - { say: One, expect: "role(n1, 2s) == leader" }
  - { say: Two, expect: "check(linearizable) == valid" }
`;

test("what names a node is said in words, each once", () => {
  const edited = removeNode(text, "f.yaml", "n1");
  if (!edited.ok) throw new Error("it can be taken out");
  const parsed = parseScenario(edited.value, "f.yaml");
  const errors = parsed.ok ? [] : parsed.error;
  expect(namedBy(edited.value, errors)).toBe(
    "initialLeader, c1's target, the partition, the crash and a claim",
  );
});

test("entries of lists are counted", () => {
  const places = [14, 15].map((line) => ({ line, column: 27 }));
  expect(namedBy(text, places)).toBe("two claims");
  expect(namedBy(text, [...places.slice(0, 1), { line: 11, column: 22 }])).toBe("the crash and a claim");
  expect(namedBy(text, [{ line: 0, column: 0 }])).toBe("");
});

import { expect, test } from "vitest";
import { lookOfRole, phaseText } from "../../../src/ui/parts/role-look.ts";
import { NodeHistory } from "../../../src/ui/run/node-history.ts";

const note = (node: number, text: string, value: number): Parameters<NodeHistory["add"]>[0] => ({
  event: 1,
  timeUs: 0,
  node,
  kind: "role",
  text,
  value,
});

test("a program says what its terms are called", () => {
  const nodes = new NodeHistory(2, [undefined, "ballot"]);
  nodes.add(note(0, "leader", 4));
  nodes.add(note(1, "acceptor", 129));
  expect(phaseText(nodes.at(0, 1))).toBe("leader, term 4");
  expect(phaseText(nodes.at(1, 1))).toBe("acceptor, ballot 129");
  expect(phaseText(nodes.at(1, 1), true)).toBe("acceptor 129");
});

test("who decides and who wants to decide look alike in every program", () => {
  expect(["leader", "primary", "proposer"].map(lookOfRole)).toEqual(["leader", "leader", "leader"]);
  expect(["candidate", "preparing"].map(lookOfRole)).toEqual(["candidate", "candidate"]);
  expect(lookOfRole("acceptor")).toBe("follower");
});

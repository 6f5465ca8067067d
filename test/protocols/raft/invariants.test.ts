import { describe, expect, it } from "vitest";
import { clone } from "../../../src/base/index.ts";
import { raft } from "../../../src/protocols/raft/index.ts";
import { appendTo, cut } from "../../../src/protocols/raft/log.ts";
import type { RaftState } from "../../../src/protocols/raft/state.ts";
import { entries, LoneNode } from "./lone-node.ts";

const names = (node: number): string => `n${node + 1}`;

/** Looks at states in turn, each at its node; what the invariant says at the last one. Ghosts survive a checkpoint. */
function watch(
  invariant: string,
  ...looks: readonly (readonly [node: number, state: RaftState])[]
): string | undefined {
  const { ghost, check } = raft.invariants!.find(({ name }) => name === invariant)!;
  let memory = ghost(5, 5);
  let message: string | undefined;
  for (const [node, state] of looks) {
    expect(message, "too early").toBeUndefined();
    message = check(memory, state, node, names);
    memory = clone(memory);
  }
  return message;
}

function stateWith(log: readonly number[], changes: Partial<RaftState> = {}): RaftState {
  const { state } = new LoneNode({}, 5, { term: 3, vote: -1, log });
  return Object.assign(state, changes);
}

describe("invariants catch", () => {
  it("election-safety: two leaders in one term, also when a later term was won in between", () => {
    const lead = (currentTerm: number): RaftState => stateWith([], { role: "leader", currentTerm });
    expect(watch("election-safety", [0, lead(2)], [1, lead(4)], [2, lead(3)], [0, lead(2)])).toBeUndefined();
    expect(watch("election-safety", [0, lead(2)], [1, lead(4)], [2, lead(3)], [3, lead(3)])).toContain(
      "n3 and n4",
    );
  });

  it("leader-append-only: a leader that takes entries out of its log, even if it appends others", () => {
    const leader = stateWith([1, 1, 3], { role: "leader" });
    const before = clone(leader);
    cut(leader.log, 3);
    for (const entry of entries(3, 3)) appendTo(leader.log, entry);
    expect(watch("leader-append-only", [0, before], [0, leader])).toContain("from 3 on");
  });

  it("log-matching: another command at the same index and term", () => {
    const one = stateWith([1, 2]);
    const other = stateWith([1]);
    const command = { kind: "Request", session: 1, id: 1, f: "write", key: "x", value: 1 } as const;
    appendTo(other.log, { term: 2, command, client: 6 });
    expect(watch("log-matching", [0, one], [1, stateWith([1, 3])], [2, other])).toContain(
      "n3 has another entry at 2",
    );
  });

  it("log-matching: the same entry behind other entries", () => {
    const looks = [stateWith([1, 1, 3]), stateWith([1, 2]), stateWith([1, 2, 3])] as const;
    expect(watch("log-matching", [0, looks[0]], [1, looks[1]], [2, looks[2]])).toContain(
      "entry at 3 of term 3",
    );
  });

  it("log-matching: what replaced a cut, however long the log is now", () => {
    const node = stateWith([1, 1, 1]);
    const before = clone(node);
    cut(node.log, 2);
    for (const entry of entries(2, 2)) appendTo(node.log, entry);
    expect(watch("log-matching", [0, before], [1, stateWith([1, 1, 2])], [0, node])).toContain(
      "entry at 3 of term 2",
    );
  });

  it("leader-completeness: a leader without what an earlier one committed, or commits later", () => {
    const first = stateWith([1, 3], { role: "leader", commitIndex: 2 });
    const second = stateWith([1, 2], { role: "leader", currentTerm: 4 });
    expect(watch("leader-completeness", [0, first], [1, second])).toContain("without entry 2 of term 3");
    const early = stateWith([1, 3], { role: "leader", commitIndex: 1 });
    expect(watch("leader-completeness", [0, early], [1, second], [0, first], [1, second])).toContain(
      "without entry 2",
    );
  });

  it("state-machine-safety: different entries applied at one index", () => {
    const applied = (...log: readonly number[]): RaftState => stateWith(log, { lastApplied: 2 });
    expect(watch("state-machine-safety", [0, applied(1, 2)], [1, applied(1, 3)])).toContain("at 2");
  });

  it("vote-durability: a second vote, a forgotten vote, a forgotten term", () => {
    const voted = (candidate: number): RaftState =>
      stateWith([], { votedFor: candidate, sentVote: { term: 3, candidate } });
    expect(watch("vote-durability", [0, voted(1)], [0, voted(2)])).toContain("n2");
    expect(watch("vote-durability", [0, voted(1)], [0, stateWith([])])).toContain(
      "does not know it any more",
    );
    expect(watch("vote-durability", [0, voted(1)], [0, stateWith([], { currentTerm: 2 })])).toContain(
      "back in term 2",
    );
  });
});

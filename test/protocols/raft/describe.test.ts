import { describe, expect, it } from "vitest";
import { raft } from "../../../src/protocols/raft/index.ts";
import { appendEntries, entries, LoneNode, read, reply, requestVote, write } from "./lone-node.ts";

const names = (node: number): string => `n${node + 1}`;

describe("what a person reads", () => {
  it("of messages", () => {
    const messages = [
      appendEntries(3, [6, 2]),
      appendEntries(3, [6, 2], entries(3), { leaderCommit: 5 }),
      appendEntries(3, [6, 2], entries(3, 3)),
      reply(3, true, 6, 8),
      reply(3, false, 6, 0, { conflictTerm: 2, conflictIndex: 4 }),
      reply(3, false, 6, 0, { conflictIndex: 5 }),
      reply(4, false, 6, 0),
      requestVote(4, [8, 3], true),
      write(9, 1, 7),
      { kind: "Response", session: 9, id: 1, outcome: "redirect", leader: 2 } as const,
    ];
    expect(messages.map((message) => raft.describeMessage!(message, names))).toEqual([
      "term 3, heartbeat, after 6/2, commit 0",
      "term 3, entry 7, after 6/2, commit 5",
      "term 3, entries 7–8, after 6/2, commit 0",
      "term 3, match 8",
      "term 3, refused: term 2 from 4",
      "term 3, refused: log ends before 5",
      "term 4, refused: earlier term",
      "term 4, log to 8/3, at the leader's wish",
      "write x 7",
      "redirect to n3",
    ]);
  });

  it("of a leader", () => {
    const node = new LoneNode({ reads: "lease" }).lead().acknowledge(1, 1, 1).acknowledge(2, 1, 1);
    node
      .hear(9, write(9, 1, 7))
      .sync()
      .acknowledge(1, 2)
      .acknowledge(2, 2);
    node.localUs = 200_000;
    node.hear(9, read(9, 2));
    const { role, term, rows, log } = raft.describe(node.state, names);
    expect({ role, term }).toEqual({ role: "leader", term: 1 });
    expect(rows.map((row) => row.join(": "))).toEqual([
      "currentTerm: 1",
      "votedFor: n1",
      "leader: n1",
      "commitIndex: 2",
      "lastApplied: 2",
      "log: 2 entries, durable to 2",
      "n2: next 3, match 2",
      "n3: next 3, match 2",
      "n4: next 1, match 0, probing",
      "n5: next 1, match 0, probing",
      "reads waiting: 1, round 2",
      "lease until: 150 ms on its clock",
      "key x: 7",
    ]);
    expect(log).toEqual([
      { index: 1, term: 1, label: "–", committed: true },
      { index: 2, term: 1, label: "x 7", committed: true },
    ]);
  });
});

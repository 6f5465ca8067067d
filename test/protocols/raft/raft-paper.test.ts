import { describe, expect, it } from "vitest";
import { appendEntries, entries, LoneNode, read, reply, requestVote, write } from "./lone-node.ts";

// One test a claim of Ongaro & Ousterhout 2014. The node under test is n1, node 0 of five.

const none = [0, 0] as const;

describe("§5.1 Raft basics", () => {
  it("a node that learns of a later term takes it and is a follower", () => {
    const node = new LoneNode().lead().hear(1, reply(7, false, 0, 0));
    expect(node.state).toMatchObject({ role: "follower", currentTerm: 7, votedFor: -1 });
    expect(node.timers.has("election")).toBe(true);
    expect(node.timers.has("heartbeat")).toBe(false);
  });

  it("a request with an earlier term is refused, and the reply carries the later one", () => {
    const node = new LoneNode({}, 5, { term: 4, vote: -1, log: [] }).hear(1, appendEntries(3, none));
    expect(node.sent("AppendEntriesReply")).toMatchObject([{ to: 1, term: 4, success: false }]);
    node.hear(2, requestVote(3, [9, 3]));
    expect(node.sent("RequestVoteReply")).toMatchObject([{ to: 2, term: 4, granted: false }]);
  });

  it("a reply of an earlier term is ignored", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1] }).lead();
    node.hear(1, reply(1, true, 2, 2)).hear(2, reply(1, true, 2, 2));
    expect(node.state.commitIndex).toBe(0);
  });
});

describe("§5.2 Leader election", () => {
  it("a follower that hears nothing starts an election: a new term, a vote for itself, a request to everyone", () => {
    const node = new LoneNode({}, 5, { term: 3, vote: 2, log: [1, 3] }).fire("election").sync();
    expect(node.state).toMatchObject({ role: "candidate", currentTerm: 4, votedFor: 0 });
    const requests = node.sent("RequestVote");
    expect(requests.map(({ to }) => to)).toEqual([1, 2, 3, 4]);
    expect(requests[0]).toMatchObject({ term: 4, lastLogIndex: 2, lastLogTerm: 3 });
  });

  it("a majority of votes in its term makes it leader, and heartbeats leave at once", () => {
    const node = new LoneNode().fire("election").sync();
    node.hear(1, { kind: "RequestVoteReply", term: 1, granted: true });
    expect(node.state.role).toBe("candidate");
    node.hear(1, { kind: "RequestVoteReply", term: 1, granted: true });
    expect(node.state.role, "one node's vote counts once").toBe("candidate");
    node.hear(2, { kind: "RequestVoteReply", term: 1, granted: true });
    expect(node.state.role).toBe("leader");
    expect(node.sent("AppendEntries").map(({ to }) => to)).toEqual([1, 2, 3, 4]);
  });

  it("a node votes for one candidate a term, the first to ask", () => {
    const node = new LoneNode().hear(1, requestVote(1, none)).hear(2, requestVote(1, none));
    node.hear(1, requestVote(1, none)).sync();
    expect(node.sent("RequestVoteReply").map(({ to, granted }) => [to, granted])).toEqual([
      [1, true],
      [2, false],
      [1, true],
    ]);
  });

  it("a candidate that hears the leader of its own term is a follower again", () => {
    const node = new LoneNode().fire("election").sync().hear(3, appendEntries(1, none));
    expect(node.state).toMatchObject({ role: "follower", leaderId: 3, currentTerm: 1, votedFor: 0 });
  });

  it("a candidate does not give way to a leader of an earlier term", () => {
    const node = new LoneNode({}, 5, { term: 3, vote: -1, log: [] }).fire("election").sync();
    node.hear(3, appendEntries(3, none));
    expect(node.state).toMatchObject({ role: "candidate", currentTerm: 4 });
  });

  it("timeouts are drawn afresh from the range for each election", () => {
    const node = new LoneNode({ electionTimeout: "150ms..300ms" });
    node.random = 0;
    node.fire("election");
    expect(node.timers.get("election")).toBe(150_000);
    node.random = 0.999;
    node.fire("election");
    expect(node.timers.get("election")).toBeCloseTo(299_850, -1);
  });

  it("the timer starts anew when the leader is heard and when a vote is given, not when one is refused", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1, 1] });
    node.timers.clear();
    node.hear(1, requestVote(2, [1, 1]));
    expect(node.timers.has("election"), "refused").toBe(false);
    node.hear(2, requestVote(2, [2, 1]));
    expect(node.timers.has("election"), "granted").toBe(true);
    node.timers.clear();
    node.hear(2, appendEntries(2, [2, 1]));
    expect(node.timers.has("election"), "heard").toBe(true);
  });
});

describe("§5.3 Log replication", () => {
  it("a request is appended and sent to everyone, and committed when a majority has it", () => {
    const node = new LoneNode().lead();
    for (const peer of [1, 2, 3, 4]) node.acknowledge(peer, 1);
    node.sent("AppendEntries");
    node.hear(9, write(9, 1, 7)).sync();
    expect(node.sent("AppendEntries")).toMatchObject(
      [1, 2, 3, 4].map((to) => ({ to, prevLogIndex: 1, prevLogTerm: 1, entries: [{ term: 1 }] })),
    );
    node.acknowledge(3, 2);
    expect(node.responses).toEqual([]);
    node.acknowledge(4, 2);
    expect(node.state).toMatchObject({ commitIndex: 2, lastApplied: 2 });
    expect(node.responses).toEqual([{ to: 9, session: 9, id: 1, outcome: "ok", value: 7 }]);
  });

  it("a follower refuses entries that do not follow on its log", () => {
    const node = new LoneNode({}, 5, { term: 2, vote: -1, log: [1, 1, 2] });
    node.hear(1, appendEntries(3, [3, 1], entries(3))).sync();
    node.hear(1, appendEntries(3, [5, 3], entries(3))).sync();
    expect(node.sent("AppendEntriesReply")).toMatchObject([
      { success: false, conflictTerm: 2, conflictIndex: 3 },
      { success: false, conflictTerm: 0, conflictIndex: 4 },
    ]);
    expect(node.terms()).toEqual([1, 1, 2]);
  });

  it("entries that conflict are deleted with all that follow them; entries it has are kept", () => {
    const node = new LoneNode({}, 5, { term: 2, vote: -1, log: [1, 2, 2, 2] });
    node.hear(1, appendEntries(3, [1, 1], entries(2, 3))).sync();
    expect(node.terms()).toEqual([1, 2, 3]);
    node.hear(1, appendEntries(3, [0, 0], entries(1, 2))).sync();
    expect(node.terms(), "an old message deletes nothing").toEqual([1, 2, 3]);
  });

  it("a follower commits what the leader has committed, but not beyond what it knows to match", () => {
    const node = new LoneNode({}, 5, { term: 2, vote: -1, log: [1, 1, 2, 2] });
    node.hear(1, appendEntries(3, [2, 1], [], { leaderCommit: 4 })).sync();
    expect(node.state.commitIndex).toBe(2);
  });

  it("the leader goes back a whole term at each refusal, until the logs agree", () => {
    // Figure 7 (f): the follower has entries of terms 2 and 3 that the leader of term 8 never saw.
    const leader = new LoneNode({}, 5, { term: 7, vote: -1, log: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6] }).lead();
    const follower = new LoneNode({}, 5, { term: 7, vote: -1, log: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3] });
    leader.fire("heartbeat");
    let trips = 0;
    for (let message = next(leader, 1); message !== undefined; message = next(leader, 1)) {
      trips++;
      follower.hear(0, message).sync();
      for (const answer of follower.sent("AppendEntriesReply")) leader.hear(1, answer);
    }
    expect(follower.terms()).toEqual(leader.terms());
    expect(trips, "one for each term of its own, and one that succeeds").toBe(3);
  });

  it("a leader never goes back behind what is known to match", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1, 1, 1] }).lead().acknowledge(1, 4);
    node
      .hear(1, reply(2, false, 4, 0, { conflictIndex: 1 }))
      .hear(1, reply(2, false, 2, 0, { conflictIndex: 1 }));
    expect(node.state.progress[1]).toMatchObject({ matchIndex: 4, nextIndex: 5 });
  });

  it("no more than maxBatch entries go into one message, and the next follow when they are acknowledged", () => {
    const node = new LoneNode({ maxBatch: 2 }, 3, { term: 1, vote: -1, log: [1, 1, 1, 1, 1] }).lead();
    node.hear(1, reply(2, false, 5, 0, { conflictIndex: 1 }));
    expect(node.sent("AppendEntries")).toMatchObject([{ prevLogIndex: 0, entries: entries(1, 1) }]);
    node.acknowledge(1, 2);
    expect(node.sent("AppendEntries")).toMatchObject([{ prevLogIndex: 2, entries: entries(1, 1) }]);
  });
});

describe("§5.4 Safety", () => {
  it("§5.4.1: no vote for a candidate whose log is less up-to-date", () => {
    const disk = { term: 3, vote: -1, log: [1, 2, 2] };
    const answer = (last: readonly [number, number]): boolean =>
      new LoneNode({}, 5, disk).hear(1, requestVote(4, last)).sync().sent("RequestVoteReply")[0]!.granted;
    expect(answer([9, 1]), "longer, but an earlier term").toBe(false);
    expect(answer([2, 2]), "same term, shorter").toBe(false);
    expect(answer([3, 2]), "equal").toBe(true);
    expect(answer([1, 3]), "later term, shorter").toBe(true);
  });

  it("§5.4.2: an entry of an earlier term is not committed by counting, but by one of the current term behind it", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1, 1] }).lead();
    node.acknowledge(1, 2).acknowledge(2, 2);
    expect(node.state.commitIndex).toBe(0);
    node.acknowledge(1, 3).acknowledge(2, 3);
    expect(node.state.commitIndex).toBe(3);
  });
});

describe("§5.5, §5.6 Crashes and the disk (Figure 2)", () => {
  it("a vote leaves only when term and vote are durable", () => {
    const node = new LoneNode().hear(1, requestVote(1, none));
    expect(node.sent("RequestVoteReply")).toEqual([]);
    node.sync();
    expect(node.sent("RequestVoteReply")).toMatchObject([{ to: 1, granted: true }]);
    expect(node.crash().state).toMatchObject({ currentTerm: 1, votedFor: 1 });
  });

  it("a vote that a crash caught before its sync was never cast", () => {
    const node = new LoneNode().hear(1, requestVote(1, none)).crash();
    expect(node.sent("RequestVoteReply")).toEqual([]);
    node.hear(2, requestVote(1, none)).sync();
    expect(node.sent("RequestVoteReply")).toMatchObject([{ to: 2, granted: true }]);
  });

  it("a candidate asks for votes only when its own is durable", () => {
    const node = new LoneNode().fire("election");
    expect(node.sent("RequestVote")).toEqual([]);
    expect(node.sync().sent("RequestVote")).toHaveLength(4);
  });

  it("a follower acknowledges entries only when they are durable", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [] });
    node.hear(1, appendEntries(1, none, entries(1)));
    expect(node.sent("AppendEntriesReply")).toEqual([]);
    node.hear(1, appendEntries(1, [1, 1]));
    expect(node.sent("AppendEntriesReply"), "a heartbeat meanwhile").toMatchObject([
      { success: true, matchIndex: 0 },
    ]);
    node.sync();
    expect(node.sent("AppendEntriesReply")).toMatchObject([{ success: true, matchIndex: 1 }]);
  });

  it("what is written while a sync is under way is acknowledged after the next", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [] });
    node.hear(1, appendEntries(1, none, entries(1))).hear(1, appendEntries(1, [1, 1], entries(1)));
    expect(node.syncs).toBe(1);
    expect(node.sync(1).sent("AppendEntriesReply")).toMatchObject([{ matchIndex: 1 }]);
    expect(node.sync(1).sent("AppendEntriesReply")).toMatchObject([{ matchIndex: 2 }]);
  });

  it("an acknowledgement does not leave when the term has moved on and the entry is gone", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [] });
    node.hear(1, appendEntries(1, none, entries(1, 1))).hear(2, appendEntries(2, none, entries(2)));
    expect(node.state.storage.durableIndex).toBe(0);
    node.sync(1);
    expect(node.sent("AppendEntriesReply")).toEqual([]);
    expect(node.state.storage.durableIndex, "the sync was of entries that were cut since").toBe(0);
    node.sync(1);
    expect(node.sent("AppendEntriesReply")).toMatchObject([{ to: 2, term: 2, matchIndex: 1 }]);
    expect(node.crash().terms()).toEqual([2]);
  });

  it("a heartbeat costs no sync", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1] });
    node.hear(1, appendEntries(1, [1, 1])).hear(1, appendEntries(1, [1, 1]));
    expect(node.sent("AppendEntriesReply")).toMatchObject([{ matchIndex: 1 }, { matchIndex: 1 }]);
    expect(node.syncs).toBe(0);
  });

  it("a restart finds what was durable, is a follower, and has applied nothing", () => {
    const node = new LoneNode()
      .lead()
      .hear(9, write(9, 1, 7))
      .crash();
    expect(node.state).toMatchObject({
      role: "follower",
      currentTerm: 1,
      votedFor: 0,
      commitIndex: 0,
      lastApplied: 0,
    });
    expect(node.terms(), "the write was not synced").toEqual([1]);
  });

  it("§5.5: a message that comes twice does nothing twice", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [] });
    const message = appendEntries(1, none, entries(1, 1));
    node.hear(1, message).sync().hear(1, message).sync();
    expect(node.terms()).toEqual([1, 1]);
    expect(node.syncs).toBe(1);
  });
});

describe("§8 Client interaction", () => {
  it("a new leader appends an empty entry of its term at once", () => {
    const node = new LoneNode({}, 5, { term: 1, vote: -1, log: [1] }).fire("election").sync();
    for (const voter of [1, 2]) node.hear(voter, { kind: "RequestVoteReply", term: 2, granted: true });
    expect(node.terms()).toEqual([1, 2]);
    expect(node.sent("AppendEntries")[0]).toMatchObject({ prevLogIndex: 1, entries: entries(2) });
  });

  it("whoever is not leader names the leader if it knows it", () => {
    const node = new LoneNode()
      .hear(9, write(9, 1, 7))
      .hear(3, appendEntries(1, none))
      .hear(9, write(9, 1, 7));
    expect(node.responses).toEqual([
      { to: 9, session: 9, id: 1, outcome: "redirect" },
      { to: 9, session: 9, id: 1, outcome: "redirect", leader: 3 },
    ]);
  });

  it("a leader that is deposed answers nothing about what it appended, and sends reads on", () => {
    const node = new LoneNode()
      .lead()
      .hear(9, write(9, 1, 7))
      .hear(8, read(8, 1));
    node.hear(2, appendEntries(2, none));
    expect(node.responses).toEqual([{ to: 8, session: 8, id: 1, outcome: "redirect", leader: 2 }]);
  });

  it("what no store can do fails at once, and certainly", () => {
    const node = new LoneNode().hear(9, {
      kind: "Request",
      session: 9,
      id: 1,
      f: "enqueue",
      key: "x",
      value: 1,
    });
    expect(node.responses).toEqual([
      { to: 9, session: 9, id: 1, outcome: "fail", error: "unknown-operation" },
    ]);
  });
});

/** The next AppendEntries to one node. */
function next(node: LoneNode, to: number): ReturnType<typeof appendEntries> | undefined {
  return node.sent("AppendEntries").find((message) => message.to === to);
}

import { describe, expect, it } from "vitest";
import { appendEntries, entries, LoneNode, read, reply, requestVote, write } from "./lone-node.ts";

// One test a claim of Ongaro's thesis that goes beyond the paper. The node under test is n1, node 0 of five.

const none = [0, 0] as const;
const MS = 1_000;

/** A leader of term 1 that has committed its empty entry: it may answer reads. */
function leader(options: ConstructorParameters<typeof LoneNode>[0] = {}): LoneNode {
  const node = new LoneNode(options).lead().acknowledge(1, 1).acknowledge(2, 1);
  node.sent("AppendEntries");
  return node;
}

describe("thesis §3.10 Leadership transfer", () => {
  it("the target is brought up to date, then told to start an election at once", () => {
    const node = leader()
      .hear(9, write(9, 1, 7))
      .sync();
    expect(node.ask("transfer-leadership", 3)).toBe(true);
    expect(node.sent("TimeoutNow")).toEqual([]);
    node.acknowledge(3, 2);
    expect(node.sent("TimeoutNow")).toMatchObject([{ to: 3, term: 1 }]);
  });

  it("without a target it is the follower with the longest matching log", () => {
    const node = leader().acknowledge(4, 1);
    node
      .hear(9, write(9, 1, 7))
      .sync()
      .acknowledge(4, 2);
    node.ask("transfer-leadership");
    expect(node.sent("TimeoutNow")).toMatchObject([{ to: 4 }]);
  });

  it("meanwhile the leader takes no requests, and after an election timeout it goes on", () => {
    const node = leader();
    node.ask("transfer-leadership", 3);
    node.hear(9, write(9, 1, 7));
    expect(node.responses).toMatchObject([{ outcome: "redirect", leader: 3 }]);
    node
      .fire("transfer")
      .hear(9, write(9, 1, 7))
      .sync()
      .acknowledge(1, 2)
      .acknowledge(2, 2);
    expect(node.responses[1]).toMatchObject({ outcome: "ok" });
  });

  it("the target's election is not held up: not by PreVote, nor by nodes that hear the leader", () => {
    const target = new LoneNode({ preVote: true }).hear(1, appendEntries(1, none)).sync();
    target.hear(1, { kind: "TimeoutNow", term: 1 }).sync();
    expect(target.state).toMatchObject({ role: "candidate", currentTerm: 2 });
    expect(target.sent("RequestVote")[0]).toMatchObject({ isTransfer: true });
    const voter = new LoneNode({ checkQuorum: true }).hear(1, appendEntries(1, none)).sync();
    voter.hear(2, requestVote(2, none, true)).sync();
    expect(voter.sent("RequestVoteReply")).toMatchObject([{ granted: true, term: 2 }]);
  });

  it("one that comes late, for an earlier term, does nothing", () => {
    const node = new LoneNode().hear(1, appendEntries(2, none)).hear(3, { kind: "TimeoutNow", term: 1 });
    expect(node.state).toMatchObject({ role: "follower", currentTerm: 2 });
  });

  it("other requests are not understood", () => {
    expect(leader().ask("make-coffee")).toBe(false);
  });
});

describe("thesis §4.2.3 Disruptive nodes", () => {
  it("with checkQuorum a node that hears a leader gives no vote and does not take the term", () => {
    const node = new LoneNode({ checkQuorum: true }).hear(1, appendEntries(1, none)).sync();
    node.localUs += 149 * MS;
    node.hear(2, requestVote(9, none)).sync();
    expect(node.sent("RequestVoteReply")).toMatchObject([{ granted: false, term: 1 }]);
    node.localUs += 1 * MS;
    node.hear(2, requestVote(9, none)).sync();
    expect(node.sent("RequestVoteReply")).toMatchObject([{ granted: true, term: 9 }]);
  });

  it("without it, the later term is taken", () => {
    const node = new LoneNode().hear(1, appendEntries(1, none)).hear(2, requestVote(9, none));
    expect(node.state.currentTerm).toBe(9);
  });
});

describe("thesis §6.2 Routing requests to the leader", () => {
  it("with checkQuorum a leader that hears no majority for an election timeout steps down, in its term", () => {
    const node = leader({ checkQuorum: true });
    node.fire("check-quorum");
    expect(node.state.role, "two answered").toBe("leader");
    node.acknowledge(1, 1).fire("check-quorum");
    expect(node.state).toMatchObject({ role: "follower", currentTerm: 1, leaderId: -1 });
  });

  it("without it, the leader goes on", () => {
    expect(leader().timers.has("check-quorum")).toBe(false);
  });
});

describe("thesis §6.3 Linearizable semantics", () => {
  it("a request that comes again is carried out once, and gets the same answer", () => {
    const node = leader()
      .hear(9, write(9, 1, 7))
      .hear(9, write(9, 1, 7))
      .sync();
    node.acknowledge(1, 3).acknowledge(2, 3);
    expect(node.terms()).toHaveLength(3);
    expect(node.responses).toHaveLength(2);
    expect(node.state.machine.sessions.get(9)).toMatchObject({ id: 1, outcome: "ok" });
    node.hear(9, write(9, 1, 7));
    expect(node.terms(), "known already: not appended").toHaveLength(3);
    expect(node.responses).toHaveLength(3);
  });

  it("a cas that comes again does not compare with what it set itself", () => {
    const cas = { kind: "Request", session: 9, id: 1, f: "cas", key: "x", value: [null, 1] } as const;
    const node = leader().hear(9, cas).hear(9, cas).sync().acknowledge(1, 3).acknowledge(2, 3);
    expect(node.responses.map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
    const again = leader()
      .hear(9, cas)
      .hear(9, { ...cas, id: 2 })
      .sync()
      .acknowledge(1, 3)
      .acknowledge(2, 3);
    expect(again.responses.map(({ outcome, error }) => [outcome, error])).toEqual([
      ["ok", undefined],
      ["fail", undefined],
    ]);
  });

  it("a request older than the session's newest is dropped", () => {
    const node = leader()
      .hear(9, write(9, 2, 7))
      .sync()
      .acknowledge(1, 2)
      .acknowledge(2, 2);
    node.hear(9, write(9, 1, 5)).sync();
    expect(node.terms()).toHaveLength(2);
    expect(node.responses).toHaveLength(1);
  });
});

describe("thesis §6.4 Processing read-only queries more efficiently", () => {
  it("a read is answered when a majority has answered heartbeats that were sent after it came", () => {
    const node = leader().hear(9, read(9, 1));
    const round = roundOf(node);
    node.acknowledge(1, 1, round - 1).acknowledge(2, 1, round - 1);
    expect(node.responses, "answers to earlier heartbeats").toEqual([]);
    node.acknowledge(1, 1, round).acknowledge(1, 1, round);
    expect(node.responses, "one of four").toEqual([]);
    node.acknowledge(2, 1, round);
    expect(node.responses).toEqual([{ to: 9, session: 9, id: 1, outcome: "ok", value: null }]);
    expect(node.terms(), "no entry").toHaveLength(1);
  });

  it("a leader that has committed nothing in its term lets reads wait", () => {
    const node = new LoneNode().lead().hear(9, read(9, 1));
    expect(node.sent("AppendEntries")).toEqual([]);
    node.acknowledge(1, 1, 1).acknowledge(2, 1, 1);
    const round = roundOf(node);
    expect(node.responses).toEqual([]);
    node.acknowledge(1, 1, round).acknowledge(2, 1, round);
    expect(node.responses).toHaveLength(1);
  });

  it("reads that come while a round is under way share the next one", () => {
    const node = leader().hear(9, read(9, 1));
    const round = roundOf(node);
    node.hear(8, read(8, 1)).hear(7, read(7, 1));
    expect(node.sent("AppendEntries")).toEqual([]);
    node.acknowledge(1, 1, round).acknowledge(2, 1, round);
    expect(node.responses.map(({ to }) => to)).toEqual([9]);
    expect(node.sent("AppendEntries")).toHaveLength(4);
    node.acknowledge(1, 1, round + 1).acknowledge(2, 1, round + 1);
    expect(node.responses.map(({ to }) => to)).toEqual([9, 8, 7]);
  });

  it("a round that was lost is made up for by the next heartbeat", () => {
    const node = leader().hear(9, read(9, 1)).fire("heartbeat");
    const rounds = node.sent("AppendEntries").map(({ round }) => round);
    node.acknowledge(1, 1, rounds.at(-1)).acknowledge(2, 1, rounds.at(-1));
    expect(node.responses).toHaveLength(1);
  });

  it("reads: log puts reads through the log", () => {
    const node = leader({ reads: "log" }).hear(9, read(9, 1)).sync();
    expect(node.terms()).toHaveLength(2);
    node.acknowledge(1, 2).acknowledge(2, 2);
    expect(node.responses).toMatchObject([{ outcome: "ok", value: null }]);
  });

  it("reads: local answers from any node's own state", () => {
    const node = new LoneNode({ reads: "local" }).hear(1, appendEntries(1, none)).hear(9, read(9, 1));
    expect(node.responses).toMatchObject([{ outcome: "ok", value: null }]);
  });
});

describe("thesis §6.4.1 Using clocks to reduce messaging for read-only queries", () => {
  /** A leader whose last confirmed round began at local time 0. */
  function leaseholder(options: ConstructorParameters<typeof LoneNode>[0] = {}): LoneNode {
    const node = new LoneNode({ reads: "lease", ...options }).lead();
    return node.acknowledge(1, 1, 1).acknowledge(2, 1, 1);
  }

  it("within the shortest election timeout after the start of a confirmed round, reads are answered at once", () => {
    const node = leaseholder();
    node.localUs = 149 * MS;
    expect(node.hear(9, read(9, 1)).responses).toHaveLength(1);
    node.localUs = 150 * MS;
    expect(node.hear(9, read(9, 2)).responses, "falls back to a round").toHaveLength(1);
  });

  it("the bound of clock drift shortens the lease", () => {
    const node = leaseholder({ clockDriftBound: 1.5 });
    node.localUs = 101 * MS;
    expect(node.hear(9, read(9, 1)).responses).toEqual([]);
  });

  it("a leader that hands over has no lease", () => {
    const node = leaseholder();
    node.ask("transfer-leadership", 3);
    expect(node.hear(9, read(9, 1)).responses).toEqual([]);
  });

  it("a node that restarts may have promised silence, and keeps it", () => {
    const node = new LoneNode({ reads: "lease" }).crash().hear(1, requestVote(5, none)).sync();
    expect(node.sent("RequestVoteReply")).toMatchObject([{ granted: false, term: 0 }]);
  });
});

describe("thesis §9.6 Preventing disruptions when a server rejoins the cluster", () => {
  it("before an election a node asks whether it could win, and raises no term", () => {
    const node = new LoneNode({ preVote: true }).fire("election");
    expect(node.state).toMatchObject({ role: "pre-candidate", currentTerm: 0, votedFor: -1 });
    expect(node.sent("RequestPreVote")).toMatchObject([{ to: 1, term: 1 }, { to: 2 }, { to: 3 }, { to: 4 }]);
    expect(node.syncs).toBe(0);
    const yes = { kind: "RequestPreVoteReply", term: 0, forTerm: 1, granted: true } as const;
    node.hear(1, yes).hear(1, yes);
    expect(node.state.role).toBe("pre-candidate");
    node.hear(2, yes);
    expect(node.state).toMatchObject({ role: "candidate", currentTerm: 1, votedFor: 0 });
  });

  it("the answer is yes when the log is up-to-date and no leader is heard, and it promises nothing", () => {
    const node = new LoneNode({ preVote: true }, 5, { term: 1, vote: -1, log: [1] });
    const ask = (term: number, lastLogIndex: number): boolean => {
      node.hear(2, { kind: "RequestPreVote", term, lastLogIndex, lastLogTerm: 1 });
      return node.sent("RequestPreVoteReply")[0]!.granted;
    };
    expect(ask(2, 1)).toBe(true);
    expect(ask(2, 0), "shorter log").toBe(false);
    expect(ask(1, 1), "no later term").toBe(false);
    expect(node.state).toMatchObject({ currentTerm: 1, votedFor: -1 });
    node.hear(1, appendEntries(1, [1, 1]));
    expect(ask(2, 1), "hears a leader").toBe(false);
  });

  it("an answer with a later term is learnt from", () => {
    const node = new LoneNode({ preVote: true }).fire("election");
    node.hear(1, { kind: "RequestPreVoteReply", term: 6, forTerm: 1, granted: false });
    expect(node.state).toMatchObject({ role: "follower", currentTerm: 6 });
  });
});

describe("thesis §10.2.1 Writing to the leader's disk in parallel; pipelining", () => {
  it("followers are sent an entry while the leader writes it, and the leader counts itself when it is durable", () => {
    const node = leader().hear(9, write(9, 1, 7));
    expect(node.sent("AppendEntries")).toHaveLength(2);
    node.acknowledge(1, 2).acknowledge(2, 2);
    expect(node.state.commitIndex, "two disks of five").toBe(1);
    node.sync();
    expect(node.state.commitIndex).toBe(2);
  });

  it("followers may commit an entry that the leader has not written yet", () => {
    const node = leader()
      .acknowledge(3, 1)
      .acknowledge(4, 1)
      .hear(9, write(9, 1, 7));
    for (const peer of [1, 2, 3]) node.acknowledge(peer, 2);
    expect(node.state.commitIndex).toBe(2);
  });

  it("entries follow one another without waiting; a lost one is noticed by the next", () => {
    const node = leader()
      .hear(9, write(9, 1, 7))
      .hear(8, write(8, 1, 8));
    const toOne = node.sent("AppendEntries").filter(({ to }) => to === 1);
    expect(toOne).toMatchObject([{ prevLogIndex: 1 }, { prevLogIndex: 2 }]);
    node.hear(1, reply(1, false, 2, 0, { conflictIndex: 2 }));
    expect(node.sent("AppendEntries")).toMatchObject([
      { to: 1, prevLogIndex: 1, entries: [{ term: 1 }, { term: 1 }] },
    ]);
  });

  it("a follower whose log is not known to agree gets one message at a time", () => {
    const node = new LoneNode().lead();
    node.hear(9, write(9, 1, 7)).hear(8, write(8, 1, 8));
    expect(node.sent("AppendEntries")).toEqual([]);
    node.acknowledge(1, 1);
    expect(node.sent("AppendEntries")).toMatchObject([{ to: 1, prevLogIndex: 1, entries: [{}, {}] }]);
    expect(node.state.log.entries.length).toBe(entries(1, 1, 1).length);
  });
});

/** The round of the heartbeats that it sent since it was last asked. */
function roundOf(node: LoneNode): number {
  return node.sent("AppendEntries")[0]!.round;
}

import * as z from "zod";
import type { ClientRequest, ClientResponse, Context, Durable, NodeId } from "../../../src/cluster/index.ts";
import { raft, raftOptions } from "../../../src/protocols/raft/index.ts";
import type { Entry } from "../../../src/protocols/raft/log.ts";
import type { AnyMessage, RaftMessage } from "../../../src/protocols/raft/messages.ts";
import type { RaftState } from "../../../src/protocols/raft/state.ts";
import { createAppendList, pushTo, truncate } from "../../../src/base/index.ts";

type Sent<K extends RaftMessage["kind"]> = { to: NodeId } & Extract<RaftMessage, { kind: K }>;

/** One replica, node 0 of 0 … n − 1, whose surroundings are the test's: messages, timers and syncs happen when it says so. */
export class LoneNode {
  state: RaftState;
  readonly timers = new Map<string, number>();
  readonly responses: (ClientResponse & { to: NodeId })[] = [];
  readonly notes: string[] = [];
  /** Syncs issued so far. */
  syncs = 0;
  localUs = 0;
  /** What `ctx.random()` gives next. */
  random = 0.5;
  #sent: ({ to: NodeId } & AnyMessage)[] = [];
  #pending: { token: number; writes: (() => void)[] }[] = [];
  #writes: (() => void)[] = [];
  readonly #disk = { cells: {} as Record<string, unknown>, files: { log: createAppendList<unknown>() } };
  readonly #options;
  readonly #ctx: Context;

  constructor(
    options: z.input<typeof raftOptions> = {},
    nodes = 5,
    disk?: { term: number; vote: NodeId; log: readonly number[] },
  ) {
    this.#options = raftOptions.parse(options);
    this.#ctx = this.#createContext(Array.from({ length: nodes }, (_, id) => id));
    if (disk === undefined) {
      this.state = raft.init(this.#options, this.#ctx);
    } else {
      this.#disk.cells["vote"] = { currentTerm: disk.term, votedFor: disk.vote };
      for (const entry of entries(...disk.log)) pushTo(this.#disk.files.log, entry);
      this.state = raft.onRestart(this.#durable(), this.#ctx, this.#options);
    }
  }

  hear(from: NodeId, message: AnyMessage): this {
    raft.onMessage(this.state, from, message, this.#ctx);
    return this;
  }

  fire(timer: string): this {
    this.timers.delete(timer);
    raft.onTimer(this.state, timer, this.#ctx, 0);
    return this;
  }

  ask(request: string, about?: NodeId): boolean {
    return raft.onAsk!(this.state, request, about, this.#ctx);
  }

  /** The oldest sync under way completes; then the next ones, `count` in all. */
  sync(count = Infinity): this {
    for (let done = 0; done < count && this.#pending.length > 0; done++) {
      const { token, writes } = this.#pending.shift()!;
      for (const apply of writes) apply();
      raft.onDisk!(this.state, token, this.#ctx);
    }
    return this;
  }

  /** Crash and restart: only what was synced is left. */
  crash(): this {
    this.#pending = [];
    this.#writes = [];
    this.timers.clear();
    this.state = raft.onRestart(this.#durable(), this.#ctx, this.#options);
    return this;
  }

  /** What it sent of this kind since it was last asked. */
  sent<K extends RaftMessage["kind"]>(kind: K): Sent<K>[] {
    const found = this.#sent.filter((message) => message.kind === kind);
    this.#sent = this.#sent.filter((message) => message.kind !== kind);
    return found as unknown as Sent<K>[];
  }

  /** Elected leader of the next term, its own log synced; what it sent on the way is forgotten. */
  lead(): this {
    this.fire("election").sync();
    const term = this.state.currentTerm;
    for (const voter of this.#ctx.peers) this.hear(voter, { kind: "RequestVoteReply", term, granted: true });
    this.sync();
    this.#sent = [];
    return this;
  }

  /** A follower acknowledges everything up to `matchIndex`. */
  acknowledge(from: NodeId, matchIndex: number, round = 0): this {
    return this.hear(from, reply(this.state.currentTerm, true, matchIndex, matchIndex, { round }));
  }

  terms(): number[] {
    const { entries: list } = this.state.log;
    return Array.from({ length: list.length }, (_, at) => list.chunks[at >> 8]![at & 255]!.term);
  }

  #durable(): Durable {
    return structuredClone(this.#disk);
  }

  #createContext(replicas: readonly NodeId[]): Context {
    const disk = this.#disk;
    return {
      self: 0,
      replicas,
      peers: replicas.slice(1),
      traced: true,
      nameOf: (id) => `n${id + 1}`,
      send: (to, message) =>
        void this.#sent.push({ to, ...(Object.freeze(message) as unknown as AnyMessage) }),
      respond: (to, response) => void this.responses.push({ to, ...response }),
      setTimer: (name, delayUs) => void this.timers.set(name, delayUs),
      cancelTimer: (name) => void this.timers.delete(name),
      random: () => this.random,
      localTime: () => this.localUs,
      note: (kind, text) => void this.notes.push(`${kind}: ${text}`),
      record: () => {},
      disk: {
        write: (cell, value) => void this.#writes.push(() => void (disk.cells[cell] = value)),
        append: (_file, value) => void this.#writes.push(() => pushTo(disk.files.log, value)),
        truncate: (_file, length) => void this.#writes.push(() => truncate(disk.files.log, length)),
        sync: (token) => {
          this.syncs++;
          this.#pending.push({ token, writes: this.#writes });
          this.#writes = [];
        },
      },
    };
  }
}

/** Entries of these terms, empty. */
export function entries(...terms: readonly number[]): Entry[] {
  return terms.map((term) => ({ term, command: null, client: -1 }));
}

export function appendEntries(
  term: number,
  [prevLogIndex, prevLogTerm]: readonly [number, number],
  sent: readonly Entry[] = [],
  more: { readonly leaderCommit?: number; readonly round?: number } = {},
): AnyMessage {
  return {
    kind: "AppendEntries",
    term,
    prevLogIndex,
    prevLogTerm,
    entries: sent,
    leaderCommit: 0,
    round: 0,
    ...more,
  };
}

export function reply(
  term: number,
  success: boolean,
  prevLogIndex: number,
  matchIndex: number,
  more: { readonly round?: number; readonly conflictTerm?: number; readonly conflictIndex?: number } = {},
): AnyMessage {
  return {
    kind: "AppendEntriesReply",
    term,
    success,
    prevLogIndex,
    matchIndex,
    round: 0,
    conflictTerm: 0,
    conflictIndex: 0,
    ...more,
  };
}

export function requestVote(
  term: number,
  [lastLogIndex, lastLogTerm]: readonly [number, number],
  isTransfer = false,
): AnyMessage {
  return { kind: "RequestVote", term, lastLogIndex, lastLogTerm, isTransfer };
}

export function write(session: number, id: number, value: number): ClientRequest {
  return { kind: "Request", session, id, f: "write", key: "x", value };
}

export function read(session: number, id: number): ClientRequest {
  return { kind: "Request", session, id, f: "read", key: "x", value: null };
}

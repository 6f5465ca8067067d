import { formatDuration } from "../base/index.ts";
import {
  CLIENT_MESSAGES,
  describeOperation,
  drawUs,
  type ClientReply,
  type ClientRequest,
  type Context,
  type NodeDescription,
  type NodeId,
  type NodeNames,
  type Operation,
  type Program,
} from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import type { ClientOptions, Target, Workload } from "./workload.ts";

/** A client: plain data. */
export interface ClientState {
  readonly options: ClientOptions;
  /** On the client's clock at its start, µs. */
  readonly startUs: number;
  /** Operations begun so far; also the id of the last one, so that ids rise in every session. */
  begun: number;
  /** Of these, drawn ones. */
  drawn: number;
  /** Values written so far: the n-th is unique among all clients. */
  written: number;
  /** Processes used so far; the k-th has number index + k · clients. */
  processes: number;
  /** Places of processes that may be used again, last one first. */
  idle: number[];
  /** Operations under way, by place of their process. */
  calls: Map<number, Call>;
  /** Whoever answered last, or was named as the leader. */
  hint: NodeId | undefined;
  /** Its own replica, by place among the replicas; moves on when that one does not answer. */
  home: number;
  /** The value last seen under each key: what a cas expects. */
  seen: Map<string, Value>;
  /** The newest token of each process, by its place. */
  tokens: Map<number, Value>;
  outcomes: { ok: number; fail: number; info: number };
}

/** One operation under way. */
interface Call {
  readonly id: number;
  readonly f: string;
  readonly key: string;
  readonly value: Value;
  readonly isReadOnly: boolean;
  /** On the client's clock, µs. */
  readonly sinceUs: number;
  /** Drawn when the operation began; spreads its backoffs. */
  readonly jitter: number;
  /** Not from a script. */
  readonly isDrawn: boolean;
  node: NodeId;
  /** Requests sent. Links may duplicate each, so even one may be carried out after a node has turned a copy away. */
  attempts: number;
  /** Redirects followed since the last wait. */
  hops: number;
  waits: number;
}

/**
 * The client of a store: what it asks is the workload's choice, and each operation is recorded in the history as
 * Jepsen does.
 *
 * - `ok` and a `cas` that found another value are what a store answered.
 * - `fail` with an error: a read that got no answer, or an operation whose only attempt the store refused for good.
 *   A read changes nothing, so one without an answer certainly did not happen.
 * - `info`: a write or cas that was given up, whether nobody answered or every node redirected. Its process is not
 *   used again; the client goes on as a new one.
 *
 * The session is the process, ids rise, and all attempts of an operation carry the same pair. What an operation is,
 * and where it goes first, takes the same number of draws whatever the store does, so variants share their load.
 */
export function createClient(
  workload: Workload,
): Program<ClientState, ClientRequest | ClientReply, ClientOptions> {
  const client = new Client(workload);
  return {
    name: "client",
    messages: { Request: CLIENT_MESSAGES["Request"]! },
    timers: ["next", "step", "timeout", "backoff"],
    stream: "client",
    init: (options, ctx) => client.init(options, ctx),
    onMessage(state, from, message, ctx) {
      if (message.kind === "Response") client.onReply(state, from, message, ctx);
    },
    onTimer: (state, name, ctx, key) => client.onTimer(state, name, ctx, key),
    onOperation: (state, operation, ctx) => client.onOperation(state, operation, ctx),
    onRestart: (_durable, ctx, options) => client.init(options, ctx),
    describe,
    describeMessage: (message) => (message.kind === "Request" ? describeOperation(message) : message.outcome),
    assumptions: ["Clients do not crash.", "A client forgets a request once it was answered or given up."],
  };
}

/** The handlers over one workload; holds nothing that changes. */
class Client {
  readonly #workload: Workload;

  constructor(workload: Workload) {
    this.#workload = workload;
  }

  init(options: ClientOptions, ctx: Context): ClientState {
    const state: ClientState = {
      options,
      startUs: ctx.localTime(),
      begun: 0,
      drawn: 0,
      written: 0,
      processes: 0,
      idle: [],
      calls: new Map(),
      hint: undefined,
      home: options.index % ctx.replicas.length,
      seen: new Map(),
      tokens: new Map(),
      outcomes: { ok: 0, fail: 0, info: 0 },
    };
    this.#workload.steps.forEach((step, index) => {
      if (step.client === options.index) ctx.setTimer("step", step.atUs, index);
    });
    this.#armNext(state, this.#workload.fromUs, ctx);
    return state;
  }

  onTimer(state: ClientState, name: string, ctx: Context, key: number): void {
    switch (name) {
      case "next":
        this.#onNext(state, ctx);
        return;
      case "step":
        this.#onStep(state, key, ctx);
        return;
      case "timeout":
        this.#onTimeout(state, key, ctx);
        return;
      default:
        this.#onBackoff(state, key, ctx);
    }
  }

  onReply(state: ClientState, from: NodeId, reply: ClientReply, ctx: Context): void {
    const place = (reply.session - state.options.index) / this.#workload.clients;
    const call = state.calls.get(place);
    if (call === undefined || call.id !== reply.id) return;
    if (reply.token !== undefined && state.options.hasToken === true) state.tokens.set(place, reply.token);
    if (reply.outcome === "redirect") {
      this.#onRedirect(state, place, call, from, reply, ctx);
      return;
    }
    if (reply.outcome === "ok") {
      state.hint = from;
      this.#complete(state, place, call, "ok", reply.value ?? call.value, undefined, ctx);
    } else if (reply.error === undefined) {
      state.hint = from;
      this.#complete(state, place, call, "fail", call.value, undefined, ctx);
    } else if (call.isReadOnly || call.attempts === 1) {
      this.#complete(state, place, call, "fail", call.value, reply.error, ctx);
    } else if (call.node === from) {
      this.#wait(state, place, call, ctx);
    }
  }

  #onNext(state: ClientState, ctx: Context): void {
    const { arrivals, untilUs } = this.#workload;
    if (state.drawn >= state.options.limit || ctx.localTime() - state.startUs >= untilUs) return;
    state.drawn++;
    const operation = this.#chooseOperation(state, ctx);
    this.#begin(state, operation, { node: ctx.random(), jitter: ctx.random() }, true, ctx);
    if (arrivals.kind === "open") this.#armNext(state, 0, ctx);
  }

  #onStep(state: ClientState, index: number, ctx: Context): void {
    this.onOperation(state, this.#workload.steps[index]!, ctx);
  }

  /** Begun at once, whatever is under way, as a process of its own; nothing is drawn for it. */
  onOperation(state: ClientState, { f, key, value }: Operation, ctx: Context): void {
    this.#begin(state, { f, key, value }, { node: 0, jitter: 0.5 }, false, ctx);
  }

  #chooseOperation(state: ClientState, ctx: Context): Operation {
    const { choices, clients } = this.#workload;
    const memory = { index: state.options.index, clients, written: state.written, seen: state.seen };
    const operation = choices.draw(() => ctx.random(), memory);
    state.written = memory.written;
    return operation;
  }

  #begin(
    state: ClientState,
    operation: Operation,
    draw: { readonly node: number; readonly jitter: number },
    isDrawn: boolean,
    ctx: Context,
  ): void {
    const place = state.idle.pop() ?? state.processes++;
    const { f, key, value } = operation;
    const isReadOnly = this.#workload.choices.isReadOnly(operation);
    const call: Call = {
      id: ++state.begun,
      f,
      key,
      value,
      isReadOnly,
      sinceUs: ctx.localTime(),
      jitter: draw.jitter,
      isDrawn,
      node: firstNode(state, isReadOnly, draw.node, ctx),
      attempts: 0,
      hops: 0,
      waits: 0,
    };
    state.calls.set(place, call);
    ctx.record({ type: "invoke", process: this.#processOf(state, place), f, ...named(key), value });
    this.#attempt(state, place, call, ctx);
  }

  #attempt(state: ClientState, place: number, call: Call, ctx: Context): void {
    const { timeoutUs, deadlineUs, hasToken } = state.options;
    const leftUs = call.sinceUs + deadlineUs - ctx.localTime();
    call.attempts++;
    ctx.send<ClientRequest>(call.node, {
      kind: "Request",
      session: this.#processOf(state, place),
      id: call.id,
      ...(call.attempts > 1 ? { attempt: call.attempts } : {}),
      f: call.f,
      key: call.key,
      value: call.value,
      ...(hasToken === true ? { token: state.tokens.get(place) ?? null } : {}),
    });
    ctx.setTimer("timeout", Math.max(1, Math.min(timeoutUs, leftUs)), place);
  }

  #onTimeout(state: ClientState, place: number, ctx: Context): void {
    const call = state.calls.get(place);
    if (call === undefined) return;
    forgetSilent(state, call.node, ctx);
    if (!state.options.retry || this.#isLate(state, call, ctx)) {
      this.#giveUp(state, place, call, "timed-out", ctx);
      return;
    }
    call.node = nextNode(state, call, ctx);
    call.hops = 0;
    this.#attempt(state, place, call, ctx);
  }

  /**
   * A hint is followed at once, and so is a node that asks to be asked again with the token that it gives; but two nodes
   * that name each other are not asked for ever.
   */
  #onRedirect(
    state: ClientState,
    place: number,
    call: Call,
    from: NodeId,
    { leader, token }: ClientReply,
    ctx: Context,
  ): void {
    if (call.node !== from) return;
    state.hint = leader;
    const isPointless = leader === from && token === undefined;
    if (leader === undefined || isPointless || call.hops >= 2) {
      this.#wait(state, place, call, ctx);
      return;
    }
    call.hops++;
    call.node = leader;
    this.#attempt(state, place, call, ctx);
  }

  #wait(state: ClientState, place: number, call: Call, ctx: Context): void {
    if (!state.options.retry) {
      this.#giveUp(state, place, call, "no-leader", ctx);
      return;
    }
    const factor = Math.min(16, 1 << Math.min(call.waits, 4));
    call.waits++;
    call.hops = 0;
    ctx.cancelTimer("timeout", place);
    ctx.setTimer(
      "backoff",
      Math.max(1, Math.round(state.options.backoffUs * factor * (0.5 + call.jitter))),
      place,
    );
  }

  #onBackoff(state: ClientState, place: number, ctx: Context): void {
    const call = state.calls.get(place);
    if (call === undefined) return;
    if (this.#isLate(state, call, ctx)) {
      this.#giveUp(state, place, call, "no-leader", ctx);
      return;
    }
    call.node = state.hint ?? nextNode(state, call, ctx);
    this.#attempt(state, place, call, ctx);
  }

  /** A redirect speaks for one copy of one attempt; another copy may be in a log already. Only a read is harmless. */
  #giveUp(state: ClientState, place: number, call: Call, error: string, ctx: Context): void {
    this.#complete(state, place, call, call.isReadOnly ? "fail" : "info", call.value, error, ctx);
  }

  #complete(
    state: ClientState,
    place: number,
    call: Call,
    type: "ok" | "fail" | "info",
    value: Value,
    error: string | undefined,
    ctx: Context,
  ): void {
    const process = this.#processOf(state, place);
    ctx.cancelTimer("timeout", place);
    ctx.cancelTimer("backoff", place);
    state.calls.delete(place);
    state.outcomes[type]++;
    if (type === "info") state.tokens.delete(place);
    else state.idle.push(place);
    if (type === "ok") state.seen.set(call.key, this.#workload.choices.resultOf(call, value));
    const { f, key } = call;
    ctx.record({ type, process, f, ...named(key), value, ...(error === undefined ? {} : { error }) });
    if (call.isDrawn && this.#workload.arrivals.kind === "closed") this.#armNext(state, 0, ctx);
  }

  #armNext(state: ClientState, waitUs: number, ctx: Context): void {
    const { arrivals } = this.#workload;
    if (arrivals.kind === "none" || state.drawn >= state.options.limit) return;
    const gap = arrivals.kind === "open" ? arrivals.gap : arrivals.think;
    ctx.setTimer("next", waitUs + drawUs(gap, () => ctx.random()));
  }

  #isLate(state: ClientState, call: Call, ctx: Context): boolean {
    return ctx.localTime() >= call.sinceUs + state.options.deadlineUs;
  }

  #processOf(state: ClientState, place: number): number {
    return state.options.index + place * this.#workload.clients;
  }
}

function firstNode(state: ClientState, isReadOnly: boolean, random: number, ctx: Context): NodeId {
  const target = targetOf(state, isReadOnly);
  const { replicas } = ctx;
  if (typeof target === "number") return target;
  if (target === "sticky") return replicas[state.home]!;
  const any = replicas[Math.floor(random * replicas.length)]!;
  return target === "random" ? any : (state.hint ?? any);
}

function targetOf({ options: { target, reads } }: ClientState, isReadOnly: boolean): Target {
  return isReadOnly ? (reads ?? target) : target;
}

/** A node that does not answer is neither the leader nor a home. */
function forgetSilent(state: ClientState, node: NodeId, ctx: Context): void {
  if (state.hint === node) state.hint = undefined;
  if (ctx.replicas[state.home] === node) state.home = (state.home + 1) % ctx.replicas.length;
}

/** The node to ask when one did not answer. */
function nextNode(state: ClientState, { node, isReadOnly }: Call, ctx: Context): NodeId {
  const target = targetOf(state, isReadOnly);
  if (typeof target === "number") return target;
  return ctx.replicas[(ctx.replicas.indexOf(node) + 1) % ctx.replicas.length]!;
}

/** A key, where the operation has one. */
function named(key: string): { key?: string } {
  return key === "" ? {} : { key };
}

function describe(state: ClientState, names: NodeNames): NodeDescription {
  const { ok, fail, info } = state.outcomes;
  const calls = Array.from(state.calls.values(), (call): readonly [string, string] => [
    describeOperation(call),
    `asks ${names(call.node)} since ${formatDuration(call.sinceUs)}${call.attempts > 1 ? `, attempt ${call.attempts}` : ""}`,
  ]);
  return {
    rows: [
      ["target", targetText(state, names)],
      ...calls.slice(0, 8),
      ["answered", `${ok} ok, ${fail} fail, ${info} info`],
    ],
  };
}

function targetText(state: ClientState, names: NodeNames): string {
  const { target } = state.options;
  if (typeof target === "number") return names(target);
  return target === "leader-hint" && state.hint !== undefined ? `${target}: ${names(state.hint)}` : target;
}

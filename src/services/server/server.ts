import * as z from "zod";
import {
  createFifo,
  createHistogram,
  dequeue,
  enqueue,
  fifoLength,
  meanValue,
  quantileValue,
  recordValue,
  type Fifo,
  type Histogram,
} from "../../base/index.ts";
import {
  distribution,
  drawUs,
  wholeNumber,
  type Context,
  type Distribution,
  type NodeDescription,
  type NodeId,
  type Program,
} from "../../cluster/index.ts";
import { CALL_MESSAGES, isCall, type Answer, type Call, type Caller } from "../call.ts";
import { changeOccupancy, createOccupancy, type Occupancy } from "./occupancy.ts";

/** A station of `servers` servers and one queue, first come first served: M/M/c, M/G/c, with `room` M/M/c/K. */
export interface ServerOptions {
  readonly servers: number;
  /** How long one call takes. */
  readonly service: Distribution;
  /** Calls that may be inside, in service and waiting; a further one is refused. Without it there is no bound. */
  readonly room?: number | undefined;
}

export const serverOptions = z.strictObject({
  servers: wholeNumber(1, 100_000).prefault(1).describe("servers that work in parallel"),
  service: distribution.prefault("exponential(10ms)").describe("how long one call takes"),
  room: wholeNumber(1).optional().describe("calls that may be inside; a further one is refused"),
});

export interface ServerState {
  readonly options: ServerOptions;
  waiting: Fifo<Job>;
  /** By server; undefined where it is idle. */
  serving: (Job | undefined)[];
  /** Idle servers, the one that was used last at the end. */
  idle: number[];
  /** Times on this node's clock, µs: from arrival to departure, and to the begin of service. */
  sojourn: Histogram;
  wait: Histogram;
  /** Calls that found every server busy. */
  waited: number;
  refused: number;
  occupancy: Occupancy;
}

interface Job extends Caller {
  readonly arrivedUs: number;
}

export const server: Program<ServerState, Call | Answer, ServerOptions> = {
  name: "server",
  messages: CALL_MESSAGES,
  timers: ["done"],
  init: createState,

  onMessage(state, from, message, ctx) {
    if (isCall(message)) onCall(state, from, message, ctx);
  },

  onTimer(state, _name, ctx, place) {
    const job = state.serving[place]!;
    const nowUs = ctx.localTime();
    recordValue(state.sojourn, nowUs - job.arrivedUs);
    changeOccupancy(state.occupancy, -1, nowUs);
    answer(job, "ok", ctx);
    const next = dequeue(state.waiting);
    if (next === undefined) {
      state.serving[place] = undefined;
      state.idle.push(place);
    } else {
      serve(state, place, next, nowUs, ctx);
    }
  },

  onRestart: (_durable, ctx, options) => createState(options, ctx),
  describe,
  assumptions: [
    "A server's queue is lost when it crashes.",
    "Taking a call in and answering it take no time.",
  ],
};

function createState(options: ServerOptions, ctx: Context): ServerState {
  return {
    options,
    waiting: createFifo(),
    serving: Array.from({ length: options.servers }, () => undefined),
    idle: Array.from({ length: options.servers }, (_, index) => options.servers - 1 - index),
    sojourn: createHistogram(),
    wait: createHistogram(),
    waited: 0,
    refused: 0,
    occupancy: createOccupancy(ctx.localTime()),
  };
}

function onCall(state: ServerState, from: NodeId, { id, oneWay }: Call, ctx: Context): void {
  const nowUs = ctx.localTime();
  const job: Job = { node: from, id, oneWay, arrivedUs: nowUs };
  if (state.occupancy.present === state.options.room) {
    state.refused++;
    answer(job, "refused", ctx);
    return;
  }
  changeOccupancy(state.occupancy, 1, nowUs);
  const free = state.idle.pop();
  if (free === undefined) {
    state.waited++;
    enqueue(state.waiting, job);
  } else {
    serve(state, free, job, nowUs, ctx);
  }
}

function serve(state: ServerState, place: number, job: Job, nowUs: number, ctx: Context): void {
  state.serving[place] = job;
  recordValue(state.wait, nowUs - job.arrivedUs);
  ctx.setTimer(
    "done",
    drawUs(state.options.service, () => ctx.random()),
    place,
  );
}

function answer({ node, id, oneWay }: Caller, outcome: Answer["outcome"], ctx: Context): void {
  if (!oneWay) ctx.send(node, { kind: "Answer", id, outcome } satisfies Answer);
}

function describe({ waiting, idle, options, sojourn, refused }: ServerState): NodeDescription {
  const ms = (us: number): string => (Number.isNaN(us) ? "–" : `${(us / 1000).toFixed(1)} ms`);
  return {
    rows: [
      ["busy", `${options.servers - idle.length} of ${options.servers}`],
      ["waiting", String(fifoLength(waiting))],
      ["served", String(sojourn.count)],
      ["refused", String(refused)],
      ["mean time inside", ms(meanValue(sojourn))],
      ["p99 time inside", ms(quantileValue(sojourn, 0.99))],
    ],
  };
}

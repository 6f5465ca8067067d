import * as z from "zod";
import {
  distribution,
  drawUs,
  probability,
  type Context,
  type Message,
  type NodeId,
  type Program,
} from "../../cluster/index.ts";
import { compareVector, entryOf, increment, merge, type VectorClock } from "../timestamps/vector.ts";
import { CLOCK_NAMES, CLOCKS, type Clock, type Stamp } from "./clock.ts";
import { describe } from "./describe.ts";
import { clockCondition } from "./invariants/clock-condition.ts";
import { hybridBound } from "./invariants/hybrid-bound.ts";
import type { ClocksOptions, ClocksState } from "./state.ts";

/** What one node tells another: nothing but when that was. */
interface Tell extends Message {
  readonly kind: "Tell";
  readonly stamp: Stamp;
  readonly past: VectorClock;
  /** For people: what the stamp is, in words, and how long. */
  readonly text: string;
  readonly sizeBytes: number;
}

/** What a scenario writes under `options`. */
export const clocksOptions: z.ZodType<ClocksOptions> = z.strictObject({
  clock: z
    .enum(CLOCK_NAMES)
    .default("lamport")
    .describe("what events are stamped with: physical time, or a clock of Lamport's, vector or hybrid kind"),
  wait: distribution
    .prefault("exponential(100ms)")
    .describe("time from one event of a node's own to its next"),
  sends: probability.prefault(0.5).describe("how many of these events send a message to a random other node"),
});

/**
 * Nodes that do nothing but let events happen, and stamp them: by a physical clock, a logical one (Lamport 1978), a
 * vector (Fidge 1988, Mattern 1989) or a hybrid logical clock (Kulkarni et al. 2014). What happened before what is known
 * to the looker-on, who counts where stamps are wrong about it, or say more than is true.
 */
export const clocks: Program<ClocksState, Tell, ClocksOptions> = {
  name: "clocks",
  messages: { Tell: { family: "other" } },
  timers: ["act"],
  init: start,
  onRestart: (_durable, ctx, options) => start(options, ctx),
  onMessage: onTell,
  onTimer: (state, _name, ctx) => onAct(state, ctx),
  describe,
  describeMessage: ({ text }) => `stamped ${text}`,
  sizeBytes: ({ sizeBytes }) => 100 + sizeBytes,
  moments: ["backwards"],
  invariants: [clockCondition, hybridBound],
  assumptions: [
    "Every message also carries what happened before it, for the looker-on; no clock reads that.",
    "A node that restarts begins as a new one: a real one keeps its logical clock on disk.",
  ],
};

function start(options: ClocksOptions, ctx: Context): ClocksState {
  const physicalUs = ctx.localTime();
  const stamp = CLOCKS[options.clock].start({ node: ctx.self, physicalUs });
  ctx.setTimer(
    "act",
    drawUs(options.wait, () => ctx.random()),
  );
  return {
    options,
    events: 0,
    stamp,
    previous: stamp,
    received: null,
    from: ctx.self,
    past: [],
    physicalUs,
    greatestUs: physicalUs,
    ordered: 0,
    unordered: 0,
    backwards: 0,
  };
}

/** An event of the node's own: it just happens, or it sends. */
function onAct(state: ClocksState, ctx: Context): void {
  const { options } = state;
  const clock = CLOCKS[options.clock];
  const physicalUs = ctx.localTime();
  happen(state, clock.tick(state.stamp, { node: ctx.self, physicalUs }), state.past, physicalUs, ctx);
  const isSend = ctx.random() < options.sends;
  const peer = ctx.peers[Math.floor(ctx.random() * ctx.peers.length)];
  if (isSend && peer !== undefined) {
    const { stamp, past } = state;
    const sizeBytes = clock.sizeBytes(stamp);
    ctx.send<Tell>(peer, { kind: "Tell", stamp, past, text: clock.text(stamp), sizeBytes });
  }
  ctx.setTimer(
    "act",
    drawUs(options.wait, () => ctx.random()),
  );
}

function onTell(state: ClocksState, from: NodeId, message: Tell, ctx: Context): void {
  const clock = CLOCKS[state.options.clock];
  const physicalUs = ctx.localTime();
  if (state.events > 0) compareWithLast(state, clock, from, message, ctx);
  const stamp = clock.receive(state.stamp, message.stamp, { node: ctx.self, physicalUs });
  happen(state, stamp, merge(state.past, message.past), physicalUs, ctx);
  state.received = message.stamp;
  state.from = from;
  if (clock.compare(message.stamp, stamp) === "before") return;
  state.backwards++;
  ctx.note(
    "backwards",
    `receives at ${clock.text(stamp)} what ${ctx.nameOf(from)} sent at ${clock.text(message.stamp)}`,
  );
}

function happen(
  state: ClocksState,
  stamp: Stamp,
  before: VectorClock,
  physicalUs: number,
  ctx: Context,
): void {
  state.events++;
  state.previous = state.stamp;
  state.stamp = stamp;
  state.received = null;
  state.past = increment(before, ctx.self);
  state.physicalUs = physicalUs;
  state.greatestUs = Math.max(state.greatestUs, physicalUs);
  if (ctx.traced) {
    const text = CLOCKS[state.options.clock].text(stamp);
    ctx.note("stamp", `event ${state.events} is stamped ${text}`);
  }
}

/** Did the send know of this node's last event? If not, the two are concurrent, and a stamp that orders them made it up. */
function compareWithLast(state: ClocksState, clock: Clock, from: NodeId, sent: Tell, ctx: Context): void {
  if (compareVector(state.past, sent.past) !== "concurrent") return;
  const order = clock.compare(state.stamp, sent.stamp);
  const isOrdered = order === "before" || order === "after";
  if (isOrdered) state.ordered++;
  else state.unordered++;
  const pair = `event ${state.events} (${clock.text(state.stamp)}) and event ${entryOf(sent.past, from)} of ${ctx.nameOf(from)} (${clock.text(sent.stamp)})`;
  if (isOrdered) ctx.note("ordered", `${pair} are concurrent, and stamped one ${order} the other`);
  else ctx.note("concurrent", `${pair} are concurrent, and their stamps say so`);
}

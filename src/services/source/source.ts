import * as z from "zod";
import { createHistogram, recordValue, type Histogram } from "../../base/index.ts";
import {
  distribution,
  drawUs,
  type Context,
  type Distribution,
  type NodeId,
  type OptionProblem,
  type Program,
} from "../../cluster/index.ts";
import { CALL_MESSAGES, type Answer, type Call } from "../call.ts";

/** An open loop: calls leave whatever became of those before. With an exponential `gap`, a Poisson process. */
export interface SourceOptions {
  /** Between one call and the next. */
  readonly gap: Distribution;
  /** The node that is called; the first replica when left out. */
  readonly to?: string | undefined;
  /** Whether answers are wanted. */
  readonly oneWay: boolean;
}

export const sourceOptions = z.strictObject({
  gap: distribution.prefault("exponential(20ms)").describe("time between one call and the next"),
  to: z.string().optional().describe("the node that is called; the first replica when left out"),
  oneWay: z.boolean().default(false).describe("calls are not answered"),
});

export interface SourceState {
  readonly options: SourceOptions;
  readonly to: NodeId;
  sent: number;
  refused: number;
  /** When each call under way left, on this node's clock, by its id. */
  underWay: Map<number, number>;
  /** From leaving to the answer `ok`, µs. */
  latency: Histogram;
}

export const source: Program<SourceState, Call | Answer, SourceOptions> = {
  name: "source",
  messages: CALL_MESSAGES,
  timers: ["next"],
  stream: "client",
  init: start,

  onMessage(state, _from, message, ctx) {
    if (message.kind === "Answer") onAnswer(state, message, ctx);
  },

  onTimer(state, _name, ctx) {
    const { oneWay } = state.options;
    const id = state.sent++;
    if (!oneWay) state.underWay.set(id, ctx.localTime());
    ctx.send(state.to, { kind: "Call", id, oneWay } satisfies Call);
    scheduleNext(state.options, ctx);
  },

  onRestart: (_durable, ctx, options) => start(options, ctx),
  describe: ({ sent, refused, underWay }) => ({
    rows: [
      ["sent", String(sent)],
      ["under way", String(underWay.size)],
      ["refused", String(refused)],
    ],
  }),
  assumptions: ["A source neither retries nor gives up."],
};

/** What is wrong with a source's options: a node that there is not. */
export function sourceProblems({ to }: SourceOptions, replicas: readonly string[]): readonly OptionProblem[] {
  if (to === undefined || replicas.includes(to)) return [];
  return [{ option: "to", problem: `there is no replica "${to}"`, found: to, accepted: replicas }];
}

function start(options: SourceOptions, ctx: Context): SourceState {
  scheduleNext(options, ctx);
  const named = ctx.replicas.find((node) => ctx.nameOf(node) === options.to);
  return {
    options,
    to: named ?? ctx.replicas[0]!,
    sent: 0,
    refused: 0,
    underWay: new Map(),
    latency: createHistogram(),
  };
}

function scheduleNext({ gap }: SourceOptions, ctx: Context): void {
  ctx.setTimer(
    "next",
    drawUs(gap, () => ctx.random()),
  );
}

function onAnswer(state: SourceState, { id, outcome }: Answer, ctx: Context): void {
  const sentUs = state.underWay.get(id);
  if (sentUs === undefined) return;
  state.underWay.delete(id);
  if (outcome === "ok") recordValue(state.latency, ctx.localTime() - sentUs);
  else state.refused++;
}

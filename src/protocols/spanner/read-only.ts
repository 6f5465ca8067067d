import {
  keyText,
  type ClientRequest,
  type Context,
  type MicroOperation,
  type NodeId,
} from "../../cluster/index.ts";
import { answerOf } from "../multi-version/requests.ts";
import type { ReadReply } from "./messages.ts";
import { groupByShard } from "./placement.ts";
import type { Reader, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";
import { timeAt } from "./two-phase-commit.ts";

/** A read-only transaction reads all shards at TT.now().latest of the node that was asked (§4.2.2). */
export function beginReading(
  state: SpannerState,
  client: NodeId,
  request: ClientRequest,
  steps: readonly MicroOperation[],
  ctx: Context,
): void {
  const number = ++state.numbers;
  const shards = groupByShard(
    state,
    steps.map(([, key]) => keyText(key)),
  );
  const timestamp = timeAt(state, ctx).latest;
  const missing = Array.from(shards.keys());
  state.readers.set(number, { client, request, steps, timestamp, values: new Map(), missing });
  ctx.setTimer("give-up", state.options.timeoutUs, number);
  for (const [shard, keys] of shards) tell(state, shard, { kind: "Read", number, timestamp, keys }, ctx);
}

export function onReadReply(
  state: SpannerState,
  from: NodeId,
  { number, values }: ReadReply,
  ctx: Context,
): void {
  const reader = state.readers.get(number);
  if (reader === undefined) return;
  for (const [key, value] of values) reader.values.set(key, value);
  reader.missing = reader.missing.filter((shard) => shard !== from);
  if (reader.missing.length > 0) return;
  ctx.cancelTimer("give-up", number);
  state.readers.delete(number);
  answer(reader, ctx);
}

function answer({ client, request, steps, values }: Reader, ctx: Context): void {
  const { session, id } = request;
  const results = steps.map(([, key]): MicroOperation => ["r", key, values.get(keyText(key))!]);
  ctx.respond(client, { session, id, outcome: "ok", value: answerOf(request, results) });
}

import type { Context, Value } from "../../cluster/index.ts";
import { receiveLamport } from "../timestamps/lamport.ts";
import { dottedCopy, newestOf, stampedCopy, type Copy } from "./copies.ts";
import { coordinatorName, type QuorumState } from "./state.ts";
import type { KeyContext } from "./session-token.ts";

/** A clock that shows an earlier time than this before the last version's was stepped back, and is followed, µs. */
const SAME_MOMENT_US = 1_000;

/** A client's write as the coordinator sends it to the replicas. */
export function newVersion(
  state: QuorumState,
  key: string,
  value: Value,
  context: KeyContext,
  ctx: Context,
): Copy {
  const { versions, conflicts } = state.options;
  const coordinator = coordinatorName(state);
  if (versions !== "vector") return stampedCopy(value, nextTime(state, context.time, ctx), coordinator);
  const held = state.copies.get(key);
  // Later than all it supersedes: else the last write to win could be one that another had superseded.
  const after = Math.max(context.time, held === undefined ? 0 : newestOf(held).time);
  const time = nextTime(state, after, ctx);
  return dottedCopy(held, context.seen, { value, time, coordinator }, conflicts === "siblings");
}

/** Later than what the client's session has seen, and than the last version from here. */
function nextTime(state: QuorumState, after: number, ctx: Context): number {
  if (state.options.versions === "lamport") return (state.clock = receiveLamport(state.clock, after));
  const now = ctx.localTime();
  const isSameMoment = now <= state.clock && now > state.clock - SAME_MOMENT_US;
  return (state.clock = Math.max(isSameMoment ? state.clock + 1 : now, after + 1));
}

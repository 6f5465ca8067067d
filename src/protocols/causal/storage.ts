import { createAppendList, pushTo, valueAt, type AppendList } from "../../base/index.ts";
import type { Context, Durable, NodeId } from "../../cluster/index.ts";
import type { Write } from "./messages.ts";
import type { CausalState } from "./state.ts";

/**
 * Each replica's writes are a file of their own. Nothing is shown, sent on or answered before it is durable: what a
 * client has seen, or another replica has, is there after a crash, and no number is ever given to two writes.
 */
export function keep(state: CausalState, write: Write, ctx: Context): void {
  pushTo(state.logs[write.origin]!, write);
  ctx.disk.append(fileOf(write.origin, ctx), write);
}

/** Makes what was kept durable: now, or with the next sync when one is under way. */
export function syncWrites(state: CausalState, ctx: Context): void {
  if (state.syncing !== null) return;
  const lengths = state.logs.map(({ length }) => length);
  if (lengths.every((length, origin) => length === state.durable[origin])) return;
  state.syncing = lengths;
  ctx.disk.sync(0);
}

/** The writes that the sync which has just completed made durable, by origin and number. */
export function takeDurable(state: CausalState): Write[] {
  const fresh: Write[] = [];
  state.logs.forEach((log, origin) => {
    const upTo = state.syncing![origin]!;
    for (let place = state.durable[origin]!; place < upTo; place++) fresh.push(valueAt(log, place)!);
    state.durable[origin] = upTo;
  });
  state.syncing = null;
  return fresh;
}

/** The logs that a disk holds, by origin; empty ones where it holds none. */
export function readLogs(durable: Durable | undefined, ctx: Context): AppendList<Write>[] {
  return ctx.replicas.map(
    (origin) =>
      (durable?.files[fileOf(origin, ctx)] as AppendList<Write> | undefined) ?? createAppendList<Write>(),
  );
}

function fileOf(origin: NodeId, ctx: Context): string {
  return `writes of ${ctx.nameOf(origin)}`;
}

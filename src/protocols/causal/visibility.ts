import { valueAt } from "../../base/index.ts";
import type { Context, NodeId } from "../../cluster/index.ts";
import { describeWrite } from "./describe-write.ts";
import { compareLamport } from "../timestamps/lamport.ts";
import { entryOf, includes, type VectorClock } from "../timestamps/vector.ts";
import type { Write } from "./messages.ts";
import type { CausalState } from "./state.ts";

/** A write that is not visible: number `number` of `origin`. */
export interface Missing {
  readonly origin: NodeId;
  readonly number: number;
}

/**
 * Shows every durable write whose turn has come: its origin's earlier ones are visible, and all that it depends on.
 * This is the delivery rule of causal broadcast (Birman, Schiper & Stephenson 1991), and when an update is ready in lazy
 * replication (Ladin et al. 1992). What one write shows may be what another waits for, so it goes round until nothing moves.
 */
export function showReady(state: CausalState): void {
  for (let shown = true; shown;) {
    shown = false;
    for (let origin = 0; origin < state.logs.length; origin++) {
      while (showNext(state, origin)) shown = true;
    }
  }
}

function showNext(state: CausalState, origin: NodeId): boolean {
  const place = state.visible[origin]!;
  if (place >= state.durable[origin]!) return false;
  const write = valueAt(state.logs[origin]!, place)!;
  if (state.options.dependencies && !includes(state.visible, write.dependencies)) return false;
  state.visible[origin] = place + 1;
  apply(state, write);
  return true;
}

/**
 * The greater stamp wins, in whatever order they come: so all replicas end alike (causal+, COPS §3). The other rule is
 * that of causal memory (Ahamad et al. 1995), where each replica may end with what came to it last.
 */
export function apply(state: CausalState, write: Write): void {
  const { key, value, stamp } = write;
  const held = state.store.get(key);
  const isOver =
    state.options.conflicts === "lww"
      ? held !== undefined && compareLamport(held.stamp, stamp) >= 0
      : isRepeated(state, write);
  if (!isOver) state.store.set(key, { value, stamp });
}

/** The writes of a session with a token are applied in order everywhere, so an older one is a copy from another replica. */
function isRepeated({ applied, logs }: CausalState, { session, id, stamp }: Write): boolean {
  if (stamp.node < logs.length) return false;
  if (id <= (applied.get(session) ?? 0)) return true;
  applied.set(session, id);
  return false;
}

/** The first of `wanted` that is not visible here; undefined when all of it is. */
export function firstMissing({ visible }: CausalState, wanted: VectorClock): Missing | undefined {
  for (let origin = 0; origin < wanted.length; origin++) {
    if (wanted[origin]! > visible[origin]!) return { origin, number: wanted[origin]! };
  }
  return undefined;
}

/** What a write that is not visible waits for. */
export function awaitedBy(state: CausalState, { origin, number, dependencies }: Write): Missing | undefined {
  const before = number - 1 > entryOf(state.visible, origin) ? { origin, number: number - 1 } : undefined;
  return firstMissing(state, dependencies) ?? before;
}

/** For the diagram: this write is here, and may not be seen. */
export function noteHeld(state: CausalState, write: Write, ctx: Context): void {
  const missing = awaitedBy(state, write);
  if (missing === undefined) return;
  const { origin, number } = missing;
  ctx.note("held", `holds ${describeWrite(write)} back: write ${number} of ${ctx.nameOf(origin)} is missing`);
}

import type { Context, NodeId } from "../../cluster/index.ts";
import { preferenceList } from "./placement.ts";
import { countOf, NOBODY, operationNumber, type Pending, type QuorumState } from "./state.ts";
import { OPERATION_TIMER } from "./timers.ts";

/**
 * An operation has one slot for each home of its key. A slot is answered by the home, or by the node that stands in for
 * it (§4.6). Who is not heard within the timeout is suspected until it is heard again: there is no other
 * failure detector.
 */

/** Gives the operation a number and arms its timer. */
export function beginOperation(state: QuorumState, pending: Pending, ctx: Context): number {
  const operation = operationNumber(state, ++state.begun);
  state.pending.set(operation, pending);
  ctx.setTimer(OPERATION_TIMER, state.options.timeoutUs, state.begun);
  return operation;
}

export function endOperation(state: QuorumState, operation: number, ctx: Context): void {
  state.pending.delete(operation);
  ctx.cancelTimer(OPERATION_TIMER, countOf(operation));
}

/** Stand-ins get as long as the homes had. */
export function waitOnceMore(state: QuorumState, operation: number, pending: Pending, ctx: Context): void {
  if (!state.pending.has(operation)) return;
  pending.isLate = true;
  ctx.setTimer(OPERATION_TIMER, state.options.timeoutUs, countOf(operation));
}

/** The slot that this node may answer; −1 when it has none. */
export function slotOf({ homes, standIns }: Pending, node: NodeId): number {
  const slot = homes.indexOf(node);
  return slot < 0 ? standIns.indexOf(node) : slot;
}

/** Counts an answer; false when the slot had one. */
export function markAnswered(pending: Pending, slot: number): boolean {
  if ((pending.answered & (1 << slot)) !== 0) return false;
  pending.answered |= 1 << slot;
  pending.answers++;
  return true;
}

/** The slots without an answer. */
function openSlots({ homes, answered }: Pending): number[] {
  const open: number[] = [];
  for (let slot = 0; slot < homes.length; slot++) if ((answered & (1 << slot)) === 0) open.push(slot);
  return open;
}

/** Whoever was asked and did not answer is suspected. */
export function suspectSilent(state: QuorumState, pending: Pending): void {
  for (const slot of openSlots(pending)) {
    const asked = [pending.homes[slot]!, pending.standIns[slot] ?? NOBODY];
    for (const node of asked) if (node !== NOBODY && node !== state.self) state.suspects.add(node);
  }
}

/**
 * Finds a stand-in for each open slot whose home is suspected: the next nodes of the preference list that are not
 * suspected themselves. Returns the slots that got one.
 */
export function chooseStandIns(state: QuorumState, pending: Pending): number[] {
  const { placement, suspects, self } = state;
  const chosen: number[] = [];
  let others: NodeId[] | undefined;
  for (const slot of openSlots(pending)) {
    if (!suspects.has(pending.homes[slot]!)) continue;
    others ??= preferenceList(placement, pending.key, placement.nodes.length).slice(placement.n);
    const standIn = others.find(
      (node) => (node === self || !suspects.has(node)) && !pending.standIns.includes(node),
    );
    if (standIn === undefined) break;
    if (pending.standIns.length === 0) pending.standIns = pending.homes.map(() => NOBODY);
    pending.standIns[slot] = standIn;
    chosen.push(slot);
  }
  return chosen;
}

import type { Context, NodeId } from "../../cluster/index.ts";
import { mergeWith, newestOf, type Copy } from "./copies.ts";
import type { HandoffReply, WriteReply } from "./messages.ts";
import { noteConflict } from "./notes.ts";
import { updateTrees } from "./shared-trees.ts";
import type { QuorumState, Storage } from "./state.ts";
import { armHandoff } from "./timers.ts";

/**
 * What a node keeps, in memory and on its disk: one cell for each key it is a home of, and for each hint.
 *
 * A copy is read by others as soon as it is in memory; it is acknowledged when it is on the disk. Writes that come
 * while a sync is under way share the next one.
 */
export const INCARNATION_CELL = "incarnation";
const COPY_CELL = "copy ";
const HINT_CELL = "hint ";

export function createStorage(): Storage {
  return { issued: 0, completed: 0, isDirty: false, outbox: [] };
}

/** Merges `copy` into what this node holds of the key as its home. */
export function keepCopy(state: QuorumState, key: string, copy: Copy, ctx: Context): void {
  const { copies, options } = state;
  const held = copies.get(key);
  const isByArrival = options.bug === "newest-by-arrival" && copy.seen.length === 0;
  const merged = isByArrival ? copy : mergeWith(held, copy, options.conflicts === "siblings")!;
  observe(state, copy);
  if (merged === held) return;
  copies.set(key, merged);
  updateTrees(state, key, held, merged);
  state.changedKey = key;
  writeCell(state, COPY_CELL + key, merged, ctx);
  if (merged.seen.length > 0) noteConflict(held, copy, key, merged, ctx);
}

/** Merges `copy` into what this node keeps for `owner`. */
export function keepHint(state: QuorumState, owner: NodeId, key: string, copy: Copy, ctx: Context): void {
  let kept = state.hints.get(owner);
  if (kept === undefined) state.hints.set(owner, (kept = new Map<string, Copy>()));
  if (state.hints.size === 1 && kept.size === 0) armHandoff(state, ctx);
  const held = kept.get(key);
  const merged = mergeWith(held, copy, state.options.conflicts === "siblings")!;
  observe(state, copy);
  if (merged === held) return;
  kept.set(key, merged);
  ctx.note("hint", `keeps ${key} for ${ctx.nameOf(owner)}`, owner);
  writeCell(state, hintCell(owner, key, ctx), merged, ctx);
}

/** The owner has it. */
export function dropHint(state: QuorumState, owner: NodeId, key: string, ctx: Context): void {
  const kept = state.hints.get(owner);
  if (kept?.delete(key) !== true) return;
  if (kept.size === 0) state.hints.delete(owner);
  writeCell(state, hintCell(owner, key, ctx), null, ctx);
}

/** What this node would answer for the key: its own copy, and what it keeps for others. */
export function heldCopy({ copies, hints, options }: QuorumState, key: string): Copy | undefined {
  let held = copies.get(key);
  if (hints.size === 0) return held;
  for (const kept of hints.values()) held = mergeWith(held, kept.get(key), options.conflicts === "siblings");
  return held;
}

/** Copies and hints as a restart finds them. */
export function readCells(
  cells: Readonly<Record<string, unknown>>,
  ctx: Context,
): Pick<QuorumState, "copies" | "hints"> {
  const copies = new Map<string, Copy>();
  const hints = new Map<NodeId, Map<string, Copy>>();
  for (const cell of Object.keys(cells)) {
    const copy = cells[cell] as Copy | null;
    if (cell.startsWith(COPY_CELL)) copies.set(cell.slice(COPY_CELL.length), copy!);
    if (!cell.startsWith(HINT_CELL) || copy === null) continue;
    const [owner, key] = hintOf(cell, ctx);
    hints.set(owner, (hints.get(owner) ?? new Map<string, Copy>()).set(key, copy));
  }
  return { copies, hints };
}

export function writeCell({ storage }: QuorumState, cell: string, value: unknown, ctx: Context): void {
  ctx.disk.write(cell, value);
  storage.isDirty = true;
}

/** Makes what was written durable: now, or with the next sync when one is under way. */
export function syncWrites({ storage }: QuorumState, ctx: Context): void {
  if (!storage.isDirty || storage.issued !== storage.completed) return;
  storage.isDirty = false;
  ctx.disk.sync(++storage.issued);
}

/** Everything written so far is on the disk. */
export function isDurable({ storage, options }: QuorumState): boolean {
  return options.bug === "ack-before-write" || (!storage.isDirty && storage.issued === storage.completed);
}

/** Acknowledges when everything written so far is on the disk. */
export function acknowledgeLater(
  { storage }: QuorumState,
  to: NodeId,
  message: WriteReply | HandoffReply,
): void {
  storage.outbox.push({ sync: storage.isDirty ? storage.issued + 1 : storage.issued, to, message });
}

/** Sync number `sync` has completed: the acknowledgements that waited for it, in order. */
export function takeDue({ storage }: QuorumState, sync: number): Storage["outbox"] {
  storage.completed = sync;
  const { outbox } = storage;
  let due = 0;
  while (due < outbox.length && outbox[due]!.sync <= sync) due++;
  return outbox.splice(0, due);
}

/** Lamport's rule for a message received (CACM 1978, IR2), the versions being the messages. */
function observe(state: QuorumState, copy: Copy): void {
  if (state.options.versions === "lamport") state.clock = Math.max(state.clock, newestOf(copy).time);
}

function hintCell(owner: NodeId, key: string, ctx: Context): string {
  return `${HINT_CELL}${ctx.nameOf(owner)} ${key}`;
}

function hintOf(cell: string, ctx: Context): readonly [owner: NodeId, key: string] {
  const rest = cell.slice(HINT_CELL.length);
  const space = rest.indexOf(" ");
  const owner = ctx.replicas.find((node) => ctx.nameOf(node) === rest.slice(0, space))!;
  return [owner, rest.slice(space + 1)];
}

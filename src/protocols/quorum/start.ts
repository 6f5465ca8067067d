import type { Context, Durable } from "../../cluster/index.ts";
import { newestOf } from "./copies.ts";
import type { QuorumOptions } from "./options.ts";
import { createPlacement } from "./placement.ts";
import { updateTrees } from "./shared-trees.ts";
import type { QuorumState } from "./state.ts";
import { createStorage, INCARNATION_CELL, readCells, syncWrites, writeCell } from "./storage.ts";
import { armAntiEntropy, armHandoff } from "./timers.ts";

export function start(options: QuorumOptions, ctx: Context): QuorumState {
  const state = createState(options, { cells: {}, files: {} }, 0, ctx);
  armAntiEntropy(state, ctx);
  return state;
}

/** With what its disk kept; operations that it coordinated are forgotten, their clients ask again or give up. */
export function restart(durable: Durable, ctx: Context, options: QuorumOptions): QuorumState {
  const incarnation = ((durable.cells[INCARNATION_CELL] as number | undefined) ?? 0) + 1;
  const state = createState(options, durable, incarnation, ctx);
  writeCell(state, INCARNATION_CELL, incarnation, ctx);
  syncWrites(state, ctx);
  for (const [key, copy] of state.copies) updateTrees(state, key, undefined, copy);
  armHandoff(state, ctx);
  armAntiEntropy(state, ctx);
  return state;
}

function createState(
  options: QuorumOptions,
  { cells }: Durable,
  incarnation: number,
  ctx: Context,
): QuorumState {
  const { copies, hints } = readCells(cells, ctx);
  return {
    options,
    self: ctx.self,
    placement: createPlacement(options, ctx.replicas, (node) => ctx.nameOf(node)),
    incarnation,
    clock: options.versions === "lamport" ? latestTime({ copies, hints }) : 0,
    copies,
    hints,
    storage: createStorage(),
    trees: new Map(),
    suspects: new Set(),
    begun: 0,
    pending: new Map(),
    changedKey: "",
  };
}

function latestTime({ copies, hints }: Pick<QuorumState, "copies" | "hints">): number {
  const all = [copies, ...hints.values()].flatMap((kept) => Array.from(kept.values()));
  return all.reduce((latest, copy) => Math.max(latest, newestOf(copy).time), 0);
}

import type { Progress } from "../../session/index.ts";
import { comparedEvent } from "../state/difference-store.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { settle } from "../state/player.ts";
import { runNow, useCompared, useRun } from "../state/run-store.ts";
import { grown, isOver, keepRun, knownOf, runOf, type BranchRun } from "./branch-runs.ts";
import { frameLoop } from "./frames.ts";
import { ask } from "./link.ts";

/**
 * Keeps the engine running ahead until the shown run is over, and then the one it is compared with, and asks for frames
 * at the playhead. An answer about a branch is kept with that branch, whether it is still shown or not; what an earlier
 * document's engine still had to say is dropped by `turn`.
 */

/** How long the engine computes before it looks for other questions, ms. */
const ADVANCE_MS = 30;
/** As long as the playhead is further than the engine: somebody waits to see it. */
const SHORT_ADVANCE_MS = 5;

let turn = 0;
/** The turn whose pump is under way; −1 for none. */
let pumping = -1;
/** Questions under way that open or change a document: nothing is computed, the answer might belong to either run. */
let changing = 0;

export const askFrame = frameLoop(useRun, () => {
  // What is shown stays until the engine has come as far as the playhead: it has other work than moments on the way.
  const { info, frame } = useRun.getState();
  const waits = frame !== undefined && isAwaited(info?.branch ?? -1);
  return waits ? undefined : playheadNow().event;
});
export const askComparedFrame = frameLoop(useCompared, comparedEvent);

usePlayhead.subscribe((now, before) => {
  if (now.event !== before.event) askFrame();
  if (now.event !== before.event || now.timeUs !== before.timeUs) followCompared();
});

/** Another document is open, or none: what was asked before is of no use any more. */
export function newTurn(): void {
  turn++;
}

/** Which document is open; `isCurrent` tells later whether it still is. */
export function currentTurn(): number {
  return turn;
}

/** False once another document was opened, or this one was left. */
export function isCurrent(mine: number): boolean {
  return mine === turn;
}

/** Asks for a change of what is open; nothing is computed meanwhile. Then `pump` again. */
export async function whileChanging<T>(change: () => Promise<T>): Promise<T> {
  changing++;
  try {
    return await change();
  } finally {
    changing--;
  }
}

export async function pump(): Promise<void> {
  if (pumping === turn || runNow().info === undefined) return;
  const mine = (pumping = turn);
  let branch = unfinished();
  while (branch !== undefined && isCurrent(mine)) {
    await compute(branch, mine);
    branch = unfinished();
  }
  if (pumping === mine) pumping = -1;
}

async function compute(branch: number, mine: number): Promise<void> {
  const progress = await ask((api) => api.advance(isAwaited(branch) ? SHORT_ADVANCE_MS : ADVANCE_MS, branch));
  if (progress === undefined || !isCurrent(mine)) return;
  take(branch, progress);
  const run = runOf(branch);
  if (run !== undefined && isOver(run)) await judgeRun(run, mine);
}

/** Whether the playhead stands where the shown branch is still to be computed. */
function isAwaited(branch: number): boolean {
  const run = runOf(branch);
  return playheadNow().isUnsettled && branch === runNow().info?.branch && run !== undefined && !isOver(run);
}

/** The branch to compute next: the shown one first. */
function unfinished(): number | undefined {
  if (changing > 0) return undefined;
  return inUse().find((branch) => {
    const run = runOf(branch);
    return run !== undefined && !isOver(run);
  });
}

function take(branch: number, progress: Progress): void {
  const before = runOf(branch);
  if (before === undefined) return;
  publish(grown(before, progress));
  if (branch === useCompared.getState().info?.branch) askComparedFrame();
  if (branch !== runNow().info?.branch || !playheadNow().isUnsettled) return;
  settle();
  askFrame();
}

async function judgeRun(run: BranchRun, mine: number): Promise<void> {
  const judgement = await ask((api) => api.judge(run.branch));
  if (judgement === undefined || !isCurrent(mine) || runOf(run.branch) !== run) return;
  publish({ ...run, judgement });
}

/** Keeps what is known of a branch now, and shows it where the branch is shown. */
function publish(run: BranchRun): void {
  keepRun(run, inUse());
  for (const store of [useRun, useCompared]) {
    const { info, version } = store.getState();
    if (info?.branch === run.branch) store.setState({ ...knownOf(run), version: version + 1 });
  }
}

/** Branches that are on the page. */
export function inUse(): number[] {
  return [runNow().info?.branch ?? -1, useCompared.getState().info?.branch ?? -1];
}

function followCompared(): void {
  const { info, frame } = useCompared.getState();
  if (info !== undefined && frame?.event !== comparedEvent()) askComparedFrame();
}

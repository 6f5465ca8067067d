import type { InputError, Result } from "../../base/index.ts";
import type {
  Change,
  Divergence,
  EventDetail,
  ExportedFile,
  ExportFormat,
  RunInfo,
  SavedRun,
  ScenarioSource,
} from "../../session/index.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { pause, resetPlayhead, settle, unsettle } from "../state/player.ts";
import { emptyRun, runNow, useCompared, useRun } from "../state/run-store.ts";
import { select, selectionNow } from "../state/selection-store.ts";
import { forgetRuns, keepRun, knownOf, newRun, runOf, takeBeginning, type BranchRun } from "./branch-runs.ts";
import { ask, onEngineFailure, stopEngine } from "./link.ts";
import {
  askComparedFrame,
  askFrame,
  currentTurn,
  inUse,
  isCurrent,
  newTurn,
  pump,
  whileChanging,
} from "./pump.ts";

/** The page's side of the session: opens documents, edits them, turns from branch to branch, and writes the run stores. */

onEngineFailure((message) => {
  newTurn();
  pause();
  forgetRuns();
  const event = (runNow().data?.columns.length ?? 0) - 1;
  useRun.setState({ phase: "bug", bug: { message, event } });
});

/** Opens a document. When it cannot be used the run before it stays, and the errors are in the store. */
export async function openRun(source: ScenarioSource, atUs = 0): Promise<boolean> {
  return begin(source, atUs, (api) => api.open(source));
}

/** Opens what was saved, with its branches, and goes to `atUs`. */
export async function openSaved(saved: SavedRun, atUs = 0): Promise<boolean> {
  const { file, text, seed, set } = saved;
  return begin({ file, text, seed, set }, atUs, (api) => api.restore(saved));
}

/** All that is open, as data; undefined when nothing is. */
export function saveRun(): Promise<SavedRun | undefined> {
  if (runNow().info === undefined) return Promise.resolve(undefined);
  return ask((api) => api.save());
}

type Opening = (
  api: Parameters<Parameters<typeof ask>[0]>[0],
) => Promise<Result<RunInfo, readonly InputError[]>>;

async function begin(source: ScenarioSource, atUs: number, opening: Opening): Promise<boolean> {
  if (runNow().info === undefined || runNow().phase === "bug") useRun.setState({ ...emptyRun, source });
  const opened = await whileChanging(() => ask(opening));
  if (opened === undefined) return false;
  if (opened.ok) {
    newTurn();
    forgetRuns();
    useCompared.setState(emptyRun);
    useRun.setState({ ...emptyRun, source, openedParams: opened.value.params });
    put(opened.value, newRun(opened.value));
    resetPlayhead(atUs);
    askFrame();
  } else {
    useRun.setState({ errors: opened.error, phase: "ready" });
  }
  void pump();
  return opened.ok;
}

/** Leaves the run: nothing is computed for a page that is not shown. */
export function closeRun(): void {
  newTurn();
  pause();
  stopEngine();
  forgetRuns();
  useRun.setState(emptyRun);
  useCompared.setState(emptyRun);
}

/** Adds a fault at the playhead. Resolves to the errors when the engine does not accept it. */
export function inject(faultYaml: string): Promise<readonly InputError[]> {
  return edit({ do: "inject", atUs: Math.ceil(playheadNow().timeUs), yaml: faultYaml });
}

/**
 * Changes the scenario of the shown run; the playhead stays at its time. Resolves to the errors when the engine does not
 * accept it: they are on the page then, unless the caller shows them itself.
 */
export async function edit(change: Change, showsErrors = true): Promise<readonly InputError[]> {
  const answer = await whileChanging(() => ask((api) => api.edit(change)));
  if (answer === undefined) return [];
  const { timeUs } = playheadNow();
  // What is injected between two microseconds strikes at the next one: the playhead stands after it.
  const atUs = change.do === "inject" && change.atUs === Math.ceil(timeUs) ? change.atUs : timeUs;
  if (answer.ok) await turnTo(answer.value, atUs);
  else if (showsErrors) useRun.setState({ errors: answer.error });
  void pump();
  return answer.ok ? [] : answer.error;
}

export function undo(): Promise<void> {
  return goTo((api) => api.undo());
}

export function redo(): Promise<void> {
  return goTo((api) => api.redo());
}

/** Shows another branch at the same time of its run. */
export function showBranch(branch: number): Promise<void> {
  if (branch === runNow().info?.branch) return Promise.resolve();
  return goTo((api) => api.show(branch, runOf(branch) === undefined));
}

export function renameBranch(branch: number, name: string): Promise<void> {
  return goTo((api) => api.rename(branch, name));
}

/**
 * Forgets a branch and those that sprang from it. What is on the page leaves it first: nothing may be asked of a branch
 * that is no more.
 */
export async function removeBranch(branch: number): Promise<void> {
  const { info } = runNow();
  const parent = info?.branches.find(({ id }) => id === branch)?.parent;
  if (info === undefined || parent === undefined) return;
  const gone = withThoseOf(branch, info.branches);
  const compared = useCompared.getState().info?.branch ?? -1;
  // A branch whose parent stands beside it leaves nothing to compare.
  if (gone.has(compared) || (gone.has(info.branch) && compared === parent)) compareWith(undefined);
  if (gone.has(info.branch)) await showBranch(parent);
  await goTo((api) => api.remove(branch));
}

/** A branch and all that sprang from it; parents come first. */
function withThoseOf(branch: number, branches: RunInfo["branches"]): Set<number> {
  const found = new Set([branch]);
  for (const { id, parent } of branches) if (parent !== undefined && found.has(parent)) found.add(id);
  return found;
}

async function goTo(question: Parameters<typeof ask<RunInfo>>[0]): Promise<void> {
  const info = await whileChanging(async () => {
    const told = await ask(question);
    const isForgotten = told !== undefined && told.keepRecords > 0 && runOf(told.branch) === undefined;
    return isForgotten ? ask((api) => api.show(told.branch, true)) : told;
  });
  if (info !== undefined) await turnTo(info, playheadNow().timeUs);
  void pump();
}

/** Runs a second branch beside the shown one, under the same playhead; undefined ends it. */
export function compareWith(branch: number | undefined): void {
  const { info } = runNow();
  if (info === undefined || branch === undefined) {
    useCompared.setState(emptyRun);
    return;
  }
  void beginComparison(branch);
}

async function beginComparison(branch: number): Promise<void> {
  const info = await whileChanging(() => ask((api) => api.info(branch, runOf(branch) === undefined)));
  if (info === undefined) return;
  const run = runOf(branch) ?? newRun(info);
  keepRun(run, [...inUse(), branch]);
  useCompared.setState({ ...emptyRun, phase: "ready", info, ...knownOf(run) });
  askComparedFrame();
  void pump();
}

/** The first event at which two branches differ, as far as both are computed. */
export function divergence(a: number, b: number): Promise<Divergence | undefined> {
  return ask((api) => api.divergence(a, b));
}

export function eventDetail(index: number): Promise<EventDetail | undefined> {
  return ask((api) => api.event(index));
}

/** What is wrong with a document; undefined when the engine could not say. */
export function checkText(text: string): Promise<readonly InputError[] | undefined> {
  return ask((api) => api.check(text));
}

export function exportRun(format: ExportFormat): Promise<ExportedFile | undefined> {
  return ask((api) => api.exportRun(format));
}

/** The digest of the exact state after an event of the shown run. */
export async function stateHash(event: number): Promise<string | undefined> {
  const frame = await ask((api) => api.frame({ event, hash: true }));
  return frame?.stateHash;
}

/** What is wrong with something that was to be opened; what is open stays. */
export function showErrors(errors: readonly InputError[]): void {
  useRun.setState({ errors, phase: "ready" });
}

export function dismissErrors(): void {
  useRun.setState({ errors: [] });
}

/** The page turns to a run that the engine shows now. */
async function turnTo(info: RunInfo, atUs: number): Promise<void> {
  const mine = currentTurn();
  if (info.branch === runNow().info?.branch) {
    useRun.setState({ info, errors: [] });
    return;
  }
  const kept = runOf(info.branch);
  const run = kept ?? (await whileChanging(() => takeBeginning(newRun(info), info)));
  if (!isCurrent(mine)) return;
  const shared = sharedRecords(info, kept);
  put(info, run);
  dropLostSelection(info, shared);
  unsettle(Math.min(shared, run.data.columns.length), atUs);
  settle();
  askFrame();
}

/** How many records the run to come surely shares with the one that is shown. */
function sharedRecords(info: RunInfo, kept: BranchRun | undefined): number {
  const before = runNow().data?.columns;
  if (kept === undefined || before === undefined) return info.keepRecords;
  const after = kept.data.columns;
  const divergeUs = info.branches.reduce(
    (least, branch) => (branch.id === 0 ? least : Math.min(least, branch.divergeUs)),
    Infinity,
  );
  return Math.min(before.length, after.length, after.lastAt(divergeUs - 1) + 1);
}

function put(info: RunInfo, run: BranchRun): void {
  keepRun(run, inUse());
  const { version } = runNow();
  useRun.setState({ phase: "ready", info, ...knownOf(run), version: version + 1, errors: [] });
}

/** What only the run before had cannot stay selected. */
function dropLostSelection({ nodes }: RunInfo, keepRecords: number): void {
  const now = selectionNow();
  const isLost =
    now.kind === "node"
      ? now.node >= nodes.length
      : now.kind === "event"
        ? now.event >= keepRecords
        : now.kind !== "none" && keepRecords === 0;
  if (isLost) select({ kind: "none" });
}

import type { InputError, Result } from "../../base/index.ts";
import type {
  Change,
  Divergence,
  EventDetail,
  ExportedFile,
  ExportFormat,
  Progress,
  RunInfo,
  SavedRun,
  ScenarioSource,
} from "../../session/index.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { pause, resetPlayhead, settle, unsettle } from "../state/player.ts";
import { emptyRun, runNow, useCompared, useRun } from "../state/run-store.ts";
import { select, selectionNow } from "../state/selection-store.ts";
import {
  forgetRuns,
  grown,
  isOver,
  keepRun,
  knownOf,
  newRun,
  runOf,
  takeBeginning,
  type BranchRun,
} from "./branch-runs.ts";
import { frameLoop } from "./frames.ts";
import { ask, onEngineFailure, stopEngine } from "./link.ts";

/**
 * The page's side of the session: opens documents, edits them, keeps the engine running ahead until the shown run is
 * over (and then the one it is compared with), and writes the run stores. A run that was left is dropped by `turn`;
 * an answer about a branch is kept with that branch, whether it is still shown or not.
 */

/** How long the engine computes before it looks for other questions, ms. */
const ADVANCE_MS = 30;

let turn = 0;
/** The turn whose pump is under way; −1 for none. */
let pumping = -1;
/** While a document is opened or changed nothing is computed: the answer might belong to either run. */
let changing = 0;

const askFrame = frameLoop(useRun, () => playheadNow().event);
const askComparedFrame = frameLoop(useCompared, comparedEvent);

usePlayhead.subscribe((now, before) => {
  if (now.event !== before.event) askFrame();
  if (now.event !== before.event || now.timeUs !== before.timeUs) followCompared();
});

onEngineFailure((message) => {
  turn++;
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
  changing++;
  const opened = await ask(opening);
  changing--;
  if (opened === undefined) return false;
  if (opened.ok) {
    turn++;
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
  turn++;
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
  changing++;
  const answer = await ask((api) => api.edit(change));
  changing--;
  if (answer === undefined) return [];
  const { timeUs } = playheadNow();
  // What is injected between two microseconds strikes at the next one: the playhead stands after it.
  const atUs = change.do === "inject" && change.atUs === Math.ceil(timeUs) ? change.atUs : timeUs;
  if (answer.ok) await turnTo(answer.value, atUs);
  else if (showsErrors) useRun.setState({ errors: answer.error });
  void pump();
  return answer.ok ? [] : answer.error;
}

/** Gives a parameter or a document path another value. False when the engine does not accept it. */
export async function setParameter(path: string, value: string): Promise<boolean> {
  return (await edit({ do: "set", path, value })).length === 0;
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

/** Forgets a branch and those that sprang from it. */
export async function removeBranch(branch: number): Promise<void> {
  await goTo((api) => api.remove(branch));
  const compared = useCompared.getState().info?.branch;
  const isThere = runNow().info?.branches.some(({ id }) => id === compared) === true;
  if (compared !== undefined && !isThere) compareWith(undefined);
}

async function goTo(question: Parameters<typeof ask<RunInfo>>[0]): Promise<void> {
  changing++;
  let info = await ask(question);
  const isForgotten = info !== undefined && info.keepRecords > 0 && runOf(info.branch) === undefined;
  if (info !== undefined && isForgotten) info = await ask((api) => api.show(info!.branch, true));
  changing--;
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
  changing++;
  const info = await ask((api) => api.info(branch, runOf(branch) === undefined));
  changing--;
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

export function dismissErrors(): void {
  useRun.setState({ errors: [] });
}

/** The page turns to a run that the engine shows now. */
async function turnTo(info: RunInfo, atUs: number): Promise<void> {
  const mine = turn;
  if (info.branch === runNow().info?.branch) {
    useRun.setState({ info, errors: [] });
    return;
  }
  const kept = runOf(info.branch);
  changing++;
  const run = kept ?? (await takeBeginning(newRun(info), info));
  changing--;
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

function inUse(): number[] {
  return [runNow().info?.branch ?? -1, useCompared.getState().info?.branch ?? -1];
}

async function pump(): Promise<void> {
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
  const progress = await ask((api) => api.advance(ADVANCE_MS, branch));
  if (progress === undefined || !isCurrent(mine)) return;
  take(branch, progress);
  const run = runOf(branch);
  if (run !== undefined && isOver(run)) await judgeRun(run, mine);
}

/** False once another run was opened, or this one was left. */
function isCurrent(mine: number): boolean {
  return mine === turn;
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

/** The event of the compared run at the playhead: the same one where the two are one run, else the last by its time. */
function comparedEvent(): number {
  const { data } = useCompared.getState();
  return data === undefined ? -1 : data.columns.lastAt(playheadNow().event < 0 ? -1 : playheadNow().timeUs);
}

function followCompared(): void {
  const { info, frame } = useCompared.getState();
  if (info !== undefined && frame?.event !== comparedEvent()) askComparedFrame();
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

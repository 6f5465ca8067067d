import type { InputError, Result } from "../../base/index.ts";
import type { EventDetail, Progress, RunInfo, ScenarioSource } from "../../session/index.ts";
import { RunData } from "../run/run-data.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { pause, resetPlayhead, settle, unsettle } from "../state/player.ts";
import { emptyRun, runNow, useRun } from "../state/run-store.ts";
import { select, selectionNow } from "../state/selection-store.ts";
import { startEngine, type Engine } from "./engine.ts";

/**
 * The page's side of the session: opens documents, keeps the engine running ahead until the run is over, asks
 * for exact frames, and writes the run store. Every answer is checked against `turn`: what an earlier run or worker
 * still had to say is dropped.
 */

/** How long the engine computes before it looks for other questions, ms. */
const ADVANCE_MS = 30;
/** While playing, a frame is asked for at most this often, ms. */
const FRAME_EVERY_MS = 70;

let engine: Engine | undefined;
let turn = 0;
/** Turns whose pump and whose frame loop are under way; −1 for none. */
let pumping = -1;
let asking = -1;
/** While a document is being opened nothing is computed: the answer might belong to either run. */
let opening = 0;

usePlayhead.subscribe((now, before) => {
  if (now.event !== before.event) void askFrame();
});

/** Opens a document. When it cannot be used the run before it stays, and the errors are in the store. */
export async function openRun(source: ScenarioSource, atUs = 0): Promise<boolean> {
  if (runNow().info === undefined || runNow().phase === "bug") useRun.setState({ ...emptyRun, source });
  opening++;
  const opened = await ask((api) => api.open(source));
  opening--;
  if (opened === undefined) return false;
  if (opened.ok) begin(source, opened.value, atUs);
  else useRun.setState({ errors: opened.error, phase: "ready" });
  void pump();
  return opened.ok;
}

function begin(source: ScenarioSource, info: RunInfo, atUs: number): void {
  turn++;
  const openedParams = info.params;
  useRun.setState({ ...emptyRun, phase: "ready", source, info, openedParams, data: new RunData(info) });
  resetPlayhead(atUs);
  void askFrame();
}

/** Leaves the run: nothing is computed for a page that is not shown. */
export function closeRun(): void {
  turn++;
  pause();
  engine?.stop();
  engine = undefined;
  useRun.setState(emptyRun);
}

/** Adds a fault at the playhead. Resolves to the errors when the engine does not accept it. */
export async function inject(faultYaml: string): Promise<readonly InputError[]> {
  const atUs = Math.ceil(playheadNow().timeUs);
  const answer: Result<RunInfo, readonly InputError[]> | undefined = await ask((api) =>
    api.inject(atUs, faultYaml),
  );
  if (answer === undefined) return [];
  if (!answer.ok) {
    useRun.setState({ errors: answer.error });
    return answer.error;
  }
  change(answer.value, atUs);
  return [];
}

export async function undo(): Promise<void> {
  const info = await ask((api) => api.undo());
  if (info !== undefined) change(info, playheadNow().timeUs);
}

export async function redo(): Promise<void> {
  const info = await ask((api) => api.redo());
  if (info !== undefined) change(info, playheadNow().timeUs);
}

/**
 * The same document with another value of a parameter, with all that was injected, at the same time of its run.
 * False when the engine does not accept the value.
 */
export async function setParameter(path: string, value: string): Promise<boolean> {
  const answer = await ask((api) => api.set(path, value));
  if (answer === undefined) return false;
  if (answer.ok) change(answer.value, playheadNow().timeUs);
  else useRun.setState({ errors: answer.error });
  return answer.ok;
}

export function eventDetail(index: number): Promise<EventDetail | undefined> {
  return ask((api) => api.event(index));
}

export function dismissErrors(): void {
  useRun.setState({ errors: [] });
}

/** Asks for the state at the playhead, one question at a time; a newer wish replaces one that waits. */
async function askFrame(): Promise<void> {
  if (asking === turn || runNow().info === undefined) return;
  const mine = (asking = turn);
  for (let event = playheadNow().event; isCurrent(mine); event = playheadNow().event) {
    const askedMs = performance.now();
    const frame = await ask((api) => api.frame({ event }));
    if (frame === undefined || !isCurrent(mine)) return;
    useRun.setState({ frame });
    if (playheadNow().event === event) break;
    const waitMs = playheadNow().isPlaying ? FRAME_EVERY_MS - (performance.now() - askedMs) : 0;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  if (asking === mine) asking = -1;
}

async function pump(): Promise<void> {
  if (pumping === turn || runNow().info === undefined) return;
  const mine = (pumping = turn);
  while (isCurrent(mine) && !isOver()) {
    if (opening > 0) break;
    const progress = await ask((api) => api.advance(ADVANCE_MS));
    if (progress === undefined || !isCurrent(mine)) return;
    take(progress);
  }
  if (pumping === mine) pumping = -1;
  if (isOver()) await judgeRun(mine);
}

/** False once another run was opened, or this one was left. */
function isCurrent(mine: number): boolean {
  return mine === turn;
}

function isOver(): boolean {
  return runNow().done || runNow().budget !== undefined;
}

async function judgeRun(mine: number): Promise<void> {
  const { version } = runNow();
  const judgement = await ask((api) => api.judge());
  if (judgement !== undefined && isCurrent(mine) && version === runNow().version)
    useRun.setState({ judgement });
}

function take(progress: Progress): void {
  const { data, version } = runNow();
  if (data === undefined) return;
  data.append(progress);
  useRun.setState({
    version: version + 1,
    computedUs: progress.computedUs,
    done: progress.done,
    budget: progress.budget,
    fingerprint: progress.fingerprint,
  });
  if (!playheadNow().isUnsettled) return;
  settle();
  void askFrame();
}

function change(info: RunInfo, atUs: number): void {
  const { data: before, version } = runNow();
  if (before === undefined) return;
  // A parameter may bring other nodes: what was known of the run before it says nothing about this one.
  const data = info.keepRecords === 0 ? new RunData(info) : before;
  data.keep(info);
  const last = data.columns.length - 1;
  useRun.setState({
    info,
    data,
    version: version + 1,
    computedUs: last < 0 ? 0 : data.columns.timeUs[last]!,
    done: false,
    budget: undefined,
    fingerprint: undefined,
    judgement: undefined,
    errors: [],
  });
  dropLostSelection(info);
  unsettle(info.keepRecords, atUs);
  void pump();
}

/** What only the run before had cannot stay selected. */
function dropLostSelection({ keepRecords, nodes }: RunInfo): void {
  const now = selectionNow();
  const isLost =
    now.kind === "node"
      ? now.node >= nodes.length
      : now.kind === "event"
        ? now.event >= keepRecords
        : now.kind !== "none" && keepRecords === 0;
  if (isLost) select({ kind: "none" });
}

/** One question to the engine. What it throws, and its death, are bugs of ours and end the run on the page. */
async function ask<T>(question: (api: Engine["api"]) => Promise<T>): Promise<T | undefined> {
  engine ??= startEngine(fail);
  const mine = engine;
  try {
    return await question(mine.api);
  } catch (error) {
    if (mine === engine) fail(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function fail(message: string): void {
  turn++;
  pause();
  engine?.stop();
  engine = undefined;
  const event = (runNow().data?.columns.length ?? 0) - 1;
  useRun.setState({ phase: "bug", bug: { message, event } });
}

import { parseDuration } from "../../base/index.ts";
import { startEngine, type Engine } from "../engine/engine.ts";
import { RunData } from "../run/run-data.ts";
import type { RunInfo } from "../../session/index.ts";
import type { GalleryEntry } from "./entries.ts";
import { scenarioFile } from "./scenarios.ts";

/** A run computed far enough for its picture, and the stretch of it that the picture shows. */
export interface PreviewRun {
  readonly info: RunInfo;
  readonly data: RunData;
  readonly fromUs: number;
  readonly toUs: number;
}

/** Before the fault, and from it on, in usual flights of a message. */
const BEFORE = 8;
const AFTER = 56;
/** A picture is not worth more than this of the reader's processor, ms. */
const LONGEST_MS = 1_500;
const ADVANCE_MS = 25;

let engine: Engine | undefined;
let users = 0;
let queue: Promise<unknown> = Promise.resolve();
const made = new Map<string, PreviewRun | undefined>();

/** One worker computes all pictures, one after another; it ends with the last picture's need. */
export function holdPreviewEngine(): () => void {
  users++;
  return () => {
    users--;
    if (users > 0) return;
    engine?.stop();
    engine = undefined;
    queue = Promise.resolve();
  };
}

/** Undefined when the document does not run: the gallery then shows no picture, and opening it shows why. */
export function previewOf(entry: GalleryEntry, isWanted: () => boolean): Promise<PreviewRun | undefined> {
  if (made.has(entry.name)) return Promise.resolve(made.get(entry.name));
  const answer = queue.then(async () => {
    if (!isWanted()) return undefined;
    const run = await compute(entry).catch(() => undefined);
    if (isWanted()) made.set(entry.name, run);
    return run;
  });
  queue = answer;
  return answer;
}

async function compute(entry: GalleryEntry): Promise<PreviewRun | undefined> {
  const file = await scenarioFile(entry.name);
  if (file === undefined) return undefined;
  engine ??= startEngine(() => (engine = undefined));
  const { api } = engine;
  const opened = await api.open(file);
  if (!opened.ok) return undefined;
  const info = opened.value;
  const data = new RunData(info);
  const focusUs = firstFaultUs(entry);
  const endMs = performance.now() + LONGEST_MS;
  for (let isDone = false; !isDone && performance.now() < endMs;) {
    const progress = await api.advance(ADVANCE_MS);
    data.append(progress);
    isDone =
      progress.done || progress.budget !== undefined || progress.computedUs > windowOf(data, focusUs).toUs;
  }
  return { info, data, ...windowOf(data, focusUs) };
}

/** Around the first fault; without one around the first election; else the beginning. */
function windowOf(data: RunData, focusUs: number | undefined): { fromUs: number; toUs: number } {
  const leader = data.moments.at("leader", 0);
  const at = focusUs ?? leader?.timeUs ?? 0;
  const usual = data.usualFlightUs;
  const isElection = focusUs === undefined && leader !== undefined;
  const fromUs = Math.max(0, at - usual * (isElection ? AFTER * 0.6 : BEFORE));
  return { fromUs, toUs: fromUs + usual * (BEFORE + AFTER) };
}

function firstFaultUs({ firstFault }: GalleryEntry): number | undefined {
  const duration = firstFault === undefined ? undefined : parseDuration(firstFault);
  return duration?.ok === true && duration.value > 0 ? duration.value : undefined;
}

import { askComparedFrame } from "../engine/pump.ts";
import { divergence } from "../engine/run-controller.ts";
import { comparedEvent, noDifference, useDifference } from "../state/difference-store.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow, useCompared, useRun, type RunState } from "../state/run-store.ts";
import { differingNodes } from "./differing-nodes.ts";
import { LaneDivergence, type LaneSide } from "./lane-divergence.ts";

/** How often what is new of the two runs is compared, ms. */
const EVERY_MS = 120;

let pair = "";
let lanes: LaneDivergence | undefined;
let timer = 0;
let isBusy = false;

/** Keeps the difference of the two runs on the page known while both grow. Answers with what ends it. */
export function followDifference(): () => void {
  const stops = [useRun, useCompared].map((store) =>
    store.subscribe((now, before) => {
      if (now.frame !== before.frame) compareFrames();
      if (now.version !== before.version || now.info !== before.info) schedule(EVERY_MS);
    }),
  );
  schedule(0);
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
    timer = 0;
    forget("");
  };
}

function schedule(afterMs: number): void {
  if (timer === 0) timer = window.setTimeout(() => void compare(), afterMs);
}

async function compare(): Promise<void> {
  timer = 0;
  if (isBusy) {
    schedule(EVERY_MS);
    return;
  }
  const [a, b] = [runNow(), useCompared.getState()];
  if (a.info === undefined || b.info === undefined) return;
  const key = `${a.info.branch} ${b.info.branch}`;
  if (key !== pair) forget(key);
  if (useDifference.getState().at === undefined) {
    isBusy = true;
    const at = await divergence(a.info.branch, b.info.branch);
    isBusy = false;
    if (key !== pair) return;
    useDifference.setState({ at, isSame: at === undefined && isOver(a) && isOver(b) });
    if (at !== undefined) askComparedFrame();
  }
  compareLanes();
  compareFrames();
}

/** Another pair of runs: nothing is known of it. */
function forget(key: string): void {
  pair = key;
  lanes = undefined;
  useDifference.setState(noDifference);
}

function compareLanes(): void {
  const { at } = useDifference.getState();
  const [a, b] = [sideOf(runNow()), sideOf(useCompared.getState())];
  if (at === undefined || a === undefined || b === undefined) return;
  lanes ??= new LaneDivergence(Math.max(a.nodes, b.nodes), at.event);
  if (!lanes.extend(a, b)) schedule(0);
  const { fromUs } = lanes;
  if (fromUs.join() !== useDifference.getState().lanesFromUs.join())
    useDifference.setState({ lanesFromUs: fromUs });
}

function sideOf(run: RunState): (LaneSide & { readonly nodes: number }) | undefined {
  const { data, info, computedUs } = run;
  if (data === undefined || info === undefined) return undefined;
  return { data, tags: info.tags, knownUs: isOver(run) ? Infinity : computedUs, nodes: info.nodes.length };
}

function isOver({ done, budget }: RunState): boolean {
  return done || budget !== undefined;
}

/** Only where both answers are of the playhead's moment: while it moves one of them is late. */
function compareFrames(): void {
  const [a, b] = [runNow().frame, useCompared.getState().frame];
  if (a === undefined || b === undefined) return;
  if (a.event !== playheadNow().event || b.event !== comparedEvent()) return;
  const nodes = differingNodes(a, b);
  if (nodes.join() !== useDifference.getState().nodes.join()) useDifference.setState({ nodes });
}

import { countLeading } from "../../base/index.ts";
import type { NodePhase } from "../run/node-history.ts";
import type { Scene } from "./scene.ts";

/** What a node was for a stretch of the window; undefined before anything is known of it. */
export interface SeenPhase {
  readonly phase: NodePhase | undefined;
  readonly startUs: number;
  readonly endUs: number;
}

/**
 * The phases of a node that touch the window, as far as was played. Of several within a pixel the first stands for
 * them, so that a long run draws no more than a short one.
 */
export function phasesInSight(scene: Scene, node: number): SeenPhase[] {
  const { nodes } = scene.data;
  const phases = nodes.phases(node);
  const last = nodes.indexAt(node, scene.seenEvent);
  if (last < 0) return [{ phase: undefined, startUs: scene.fromUs, endUs: scene.seenUs }];
  let index = Math.max(0, firstIn(phases, scene.fromUs));
  const beginUs = phases[index]!.timeUs;
  const seen: SeenPhase[] = [];
  if (beginUs > scene.fromUs) seen.push({ phase: undefined, startUs: scene.fromUs, endUs: beginUs });
  const pixelUs = (scene.toUs - scene.fromUs) / (scene.plot.right - scene.plot.left);
  while (index <= last && phases[index]!.timeUs <= scene.toUs) {
    const phase = phases[index]!;
    const startUs = Math.max(phase.timeUs, scene.fromUs);
    const next = Math.max(index + 1, Math.min(last, firstIn(phases, startUs + pixelUs)));
    seen.push({ phase, startUs: phase.timeUs, endUs: next <= last ? phases[next]!.timeUs : scene.seenUs });
    index = next;
  }
  return seen;
}

/** Index of the phase that is in force at `us`; −1 before the first. */
function firstIn(phases: readonly NodePhase[], us: number): number {
  return countLeading(phases.length, (index) => phases[index]!.timeUs <= us) - 1;
}

/** A lane's stretch cut where it enters and leaves the light cone of the selection. */
export function coneParts(
  scene: Scene,
  node: number,
  fromUs: number,
  toUs: number,
): [number, number, boolean][] {
  const { cone, data } = scene;
  if (cone === undefined) return [[fromUs, toUs, false]];
  const past = cone.past[node] ?? -1;
  const future = cone.future[node] ?? Infinity;
  const pastUs = past < 0 ? -Infinity : data.columns.timeUs[past]!;
  const futureUs = future === Infinity || future > scene.seenEvent ? Infinity : data.columns.timeUs[future]!;
  const cuts = [fromUs, clamp(pastUs, fromUs, toUs), clamp(futureUs, fromUs, toUs), toUs] as const;
  return [
    [cuts[0], cuts[1], false],
    [cuts[1], cuts[2], true],
    [cuts[2], cuts[3], false],
  ];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

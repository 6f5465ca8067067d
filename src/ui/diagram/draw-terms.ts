import type { Lane } from "./lanes.ts";
import { coneParts, phasesInSight } from "./phases-in-sight.ts";
import { font, seenX, type Scene } from "./scene.ts";

const HEIGHT = 2;
/** The roles are what is read first. */
const STRENGTH = 0.8;
/** Lanes lower than this have no room for terms, and lower than the other none for figures, px. */
const LOWEST = 14;
const LOWEST_FIGURE = 30;

/** The term of a node as a strip under its lane: a colour that comes again after five, a notch and the figure where one begins. */
export function drawTerms(scene: Scene, lane: Lane): void {
  if (lane.height < LOWEST) return;
  const { palette, plot } = scene;
  const top = Math.round(lane.y + Math.min(palette.lane, lane.height * 0.75) / 2) + 1;
  const limit = seenX(scene);
  let figureEnd = -Infinity;
  for (const { term, startUs, endUs } of termsInSight(scene, lane)) {
    if (term <= 0) continue;
    for (const [fromUs, toUs, isFaded] of coneParts(scene, lane.node, startUs, endUs)) {
      const [from, to] = [Math.max(plot.left, scene.x(fromUs)), Math.min(limit, scene.x(toUs))];
      scene.context.globalAlpha = STRENGTH * (isFaded ? palette.fade : 1);
      if (to > from) drawStrip(scene, term, from, to, top);
    }
    scene.context.globalAlpha = 1;
    const [x0, x1] = [Math.max(plot.left, scene.x(startUs)), Math.min(limit, scene.x(endUs))];
    if (x1 <= x0) continue;
    drawNotch(scene, x0, top);
    if (lane.height >= LOWEST_FIGURE && x0 > figureEnd) figureEnd = drawFigure(scene, term, x0, x1, top);
  }
}

function drawStrip({ context, palette }: Scene, term: number, x0: number, x1: number, top: number): void {
  context.fillStyle = palette.terms[(term - 1) % palette.terms.length]!;
  context.fillRect(x0, top, x1 - x0, HEIGHT);
}

function drawNotch({ context, palette }: Scene, x: number, top: number): void {
  context.fillStyle = palette.ink3;
  context.fillRect(Math.round(x), top, 1, HEIGHT + 2);
}

/** Where the figure ends, px; it stands only where its term lasts as long. */
function drawFigure(scene: Scene, term: number, x0: number, x1: number, top: number): number {
  const { context, palette, textSize } = scene;
  context.font = font(scene);
  const text = String(term);
  const { width } = context.measureText(text);
  if (width + 6 > x1 - x0) return x0;
  context.textAlign = "left";
  context.fillStyle = palette.ink3;
  context.fillText(text, x0 + 4, top + HEIGHT + textSize - 1);
  return x0 + width + 4;
}

/** The stretches of one term each. */
function termsInSight(scene: Scene, lane: Lane): { term: number; startUs: number; endUs: number }[] {
  const terms: { term: number; startUs: number; endUs: number }[] = [];
  for (const { phase, startUs, endUs } of phasesInSight(scene, lane.node)) {
    const last = terms[terms.length - 1];
    const term = phase?.term ?? 0;
    if (last?.term === term) last.endUs = endUs;
    else terms.push({ term, startUs, endUs });
  }
  return terms;
}

import { seenX, type Scene } from "./scene.ts";

/** The two lines of the mark lie so far under a lane, and apart, px. */
const UNDER = 7;
const APART = 3;

/**
 * Beside another run: a line where the two part, and under every lane a double line from its first event on that the
 * other run does not have. Nothing of what was not played yet.
 */
export function drawDifference(scene: Scene): void {
  const { context, palette, plot, difference } = scene;
  if (difference === undefined || difference.atUs > scene.seenUs) return;
  context.strokeStyle = palette.runB;
  context.lineWidth = 1;
  const x = Math.round(scene.x(difference.atUs));
  if (x >= plot.left && x <= plot.right) for (const side of [-1.5, 1.5]) vertical(scene, x + side);
  for (const { node, y, height } of scene.lanes) {
    const from = Math.max(plot.left, scene.x(difference.lanesFromUs[node] ?? Infinity));
    const to = seenX(scene);
    if (from >= to) continue;
    const top = Math.round(y + Math.min(UNDER, height * 0.3)) + 0.5;
    for (const line of [top, top + APART]) {
      context.beginPath();
      context.moveTo(from, line);
      context.lineTo(to, line);
      context.stroke();
    }
  }
}

function vertical({ context, plot }: Scene, x: number): void {
  context.beginPath();
  context.moveTo(x, plot.top);
  context.lineTo(x, plot.bottom);
  context.stroke();
}

import type { Scene } from "./scene.ts";

const HEIGHT = 5;

/** Marks at the lower edge where something is that the reader looks for: one a pixel at most. */
export function drawMatches(scene: Scene): void {
  if (scene.search === undefined) return;
  const { context, palette, plot, data, search, seenEvent } = scene;
  const end = Math.min(seenEvent, data.columns.lastAt(scene.toUs)) + 1;
  context.fillStyle = palette.accent;
  let event = search.next(data.columns.lastAt(scene.fromUs - 1) + 1, end);
  while (event >= 0) {
    const x = Math.round(scene.x(data.columns.timeUs[event]!));
    context.fillRect(x - 0.5, plot.bottom - HEIGHT, 1.5, HEIGHT);
    const nextPixel = data.columns.lastAt(scene.x.invert(x + 1)) + 1;
    event = search.next(Math.max(event + 1, nextPixel), end);
  }
}

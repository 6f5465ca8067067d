/** Gives a canvas the screen's own pixels; its drawing counts in CSS pixels. */
export function fitCanvas(context: CanvasRenderingContext2D, width: number, height: number): void {
  const ratio = Math.min(3, devicePixelRatio);
  context.canvas.width = Math.round(width * ratio);
  context.canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

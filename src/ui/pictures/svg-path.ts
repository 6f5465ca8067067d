/** A path that records what a `Path2D` would draw, as the `d` of an SVG path. */
export class SvgPath {
  #d = "";
  #isOpen = false;

  get d(): string {
    return this.#d;
  }

  moveTo(x: number, y: number): void {
    this.#d += `M${short(x)} ${short(y)}`;
    this.#isOpen = true;
  }

  lineTo(x: number, y: number): void {
    if (!this.#isOpen) this.moveTo(x, y);
    else this.#d += `L${short(x)} ${short(y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`;
    this.#isOpen = false;
  }

  /** Clockwise, as the canvas counts angles. A whole turn is two arcs: SVG's arc cannot end where it begins. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const turn = Math.min(to - from, 2 * Math.PI);
    this.lineTo(...pointAt(x, y, radius, from));
    for (const angle of [from + turn / 2, from + turn]) {
      const [endX, endY] = pointAt(x, y, radius, angle);
      this.#d += `A${short(radius)} ${short(radius)} 0 0 1 ${short(endX)} ${short(endY)}`;
    }
  }

  closePath(): void {
    if (this.#isOpen) this.#d += "z";
    this.#isOpen = false;
  }
}

function pointAt(x: number, y: number, radius: number, angle: number): [number, number] {
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

/** Hundredths of a pixel. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

import type { Patterns } from "../diagram/palette.ts";
import { element } from "./svg-text.ts";

/** The diagram's patterns as definitions of SVG: each is made once, and named by what it looks like. */
export class SvgPatterns implements Patterns {
  readonly #definitions = new Map<string, string>();
  readonly #prefix: string;

  /** `prefix` begins all ids. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Lines that rise to the right, `pitch` apart as the eye measures along the edge. */
  hatch(color: string, pitch: number, width: number): string {
    const lines = [-pitch, 0, pitch]
      .map((shift) => `M${shift - 1} ${pitch + 1}L${shift + pitch + 1} -1`)
      .join("");
    return this.#add(
      `hatch-${pitch}-${width}`,
      color,
      pitch,
      element("path", { d: lines, stroke: color, "stroke-width": String(width), fill: "none" }),
    );
  }

  dots(color: string, pitch: number): string {
    const d = `M0 0h1v1h-1zM${pitch / 2} ${pitch / 2}h1v1h-1z`;
    return this.#add(`dots-${pitch}`, color, pitch, element("path", { d, fill: color }));
  }

  toSvg(): string {
    return `<defs>${[...this.#definitions.values()].join("")}</defs>`;
  }

  #add(name: string, color: string, pitch: number, content: string): string {
    const id = `${this.#prefix}${name}-${color}`.replaceAll(/[^\w]+/g, "-");
    const size = String(pitch);
    const attributes = { id, width: size, height: size, patternUnits: "userSpaceOnUse" };
    this.#definitions.set(id, element("pattern", attributes, content));
    return `url(#${id})`;
  }
}

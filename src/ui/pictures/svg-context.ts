import { short, SvgPath } from "./svg-path.ts";
import { element, escapeText, type Attributes } from "./svg-text.ts";

interface Style {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: string;
  dash: readonly number[];
  /** The id of the clip path in force; empty: none. */
  clip: string;
}

/** How wide a text is in a font, px. */
export type MeasureText = (text: string, font: string) => number;

/**
 * What a canvas' 2D context would draw, recorded as SVG. It has the part of the context that the diagram's drawing says
 * it uses (`draw.ts`); a pattern is a fill such as `url(#hatch)`, whose definition the caller adds.
 */
export class SvgContext {
  readonly #measure: MeasureText;
  /** Begins all ids. */
  readonly #prefix: string;
  readonly #shapes: string[] = [];
  readonly #clips: string[] = [];
  readonly #saved: Style[] = [];
  #path = new SvgPath();
  /** The clip of the group that was written last. */
  #open = "";
  #style: Style = {
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    globalAlpha: 1,
    font: "10px sans-serif",
    textAlign: "left",
    dash: [],
    clip: "",
  };

  constructor(measure: MeasureText, prefix = "") {
    this.#measure = measure;
    this.#prefix = prefix;
  }

  /** Definitions and shapes as they were drawn. */
  toSvg(): string {
    const clips = this.#clips.map(
      (d, index) => `<clipPath id="${this.#prefix}clip-${index + 1}"><path d="${d}"/></clipPath>`,
    );
    const end = this.#open === "" ? "" : "</g>";
    return `<defs>${clips.join("")}</defs>\n${this.#shapes.join("\n")}${end}`;
  }

  set fillStyle(value: string) {
    this.#style.fillStyle = value;
  }
  set strokeStyle(value: string) {
    this.#style.strokeStyle = value;
  }
  set lineWidth(value: number) {
    this.#style.lineWidth = value;
  }
  set globalAlpha(value: number) {
    this.#style.globalAlpha = value;
  }
  set font(value: string) {
    this.#style.font = value;
  }
  set textAlign(value: string) {
    this.#style.textAlign = value;
  }

  setLineDash(dash: readonly number[]): void {
    this.#style.dash = dash.slice();
  }

  save(): void {
    this.#saved.push({ ...this.#style });
  }

  restore(): void {
    this.#style = this.#saved.pop() ?? this.#style;
  }

  beginPath(): void {
    this.#path = new SvgPath();
  }
  moveTo(x: number, y: number): void {
    this.#path.moveTo(x, y);
  }
  lineTo(x: number, y: number): void {
    this.#path.lineTo(x, y);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path.rect(x, y, width, height);
  }
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.#path.arc(x, y, radius, from, to);
  }
  closePath(): void {
    this.#path.closePath();
  }

  /** Clips by the path alone: the drawing never clips inside a clip. */
  clip(): void {
    this.#clips.push(this.#path.d);
    this.#style.clip = `${this.#prefix}clip-${this.#clips.length}`;
  }

  fill(path = this.#path): void {
    if (path.d !== "") this.#add("path", { d: path.d, fill: this.#style.fillStyle, ...this.#alpha() });
  }

  stroke(path = this.#path): void {
    if (path.d !== "") this.#add("path", { d: path.d, ...this.#strokes() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add("rect", { ...box(x, y, width, height), fill: this.#style.fillStyle, ...this.#alpha() });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#add("rect", { ...box(x, y, width, height), ...this.#strokes() });
  }

  /** A picture begins empty, and has its ground from whoever makes it. */
  clearRect(): void {}

  fillText(text: string, x: number, y: number): void {
    const { font, fillStyle, textAlign } = this.#style;
    const anchor =
      textAlign === "center" ? "middle" : textAlign === "right" || textAlign === "end" ? "end" : undefined;
    const attributes = {
      x: short(x),
      y: short(y),
      fill: fillStyle,
      ...(anchor === undefined ? {} : { "text-anchor": anchor }),
      ...this.#alpha(),
      style: `font: ${font}`,
    };
    this.#add("text", attributes, escapeText(text));
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measure(text, this.#style.font) };
  }

  #strokes(): Attributes {
    const { strokeStyle, lineWidth, dash } = this.#style;
    return {
      fill: "none",
      stroke: strokeStyle,
      "stroke-width": short(lineWidth),
      ...(dash.length === 0 ? {} : { "stroke-dasharray": dash.join(" ") }),
      ...this.#alpha(),
    };
  }

  #alpha(): Attributes {
    const { globalAlpha } = this.#style;
    return globalAlpha === 1 ? {} : { opacity: String(Math.round(globalAlpha * 1_000) / 1_000) };
  }

  #add(name: string, attributes: Attributes, content = ""): void {
    const { clip } = this.#style;
    let shape = element(name, attributes, content);
    if (clip !== this.#open) {
      const end = this.#open === "" ? "" : "</g>";
      shape = clip === "" ? end + shape : `${end}<g clip-path="url(#${clip})">${shape}`;
      this.#open = clip;
    }
    this.#shapes.push(shape);
  }
}

/** A rectangle as SVG wants it: a width or height below 0, which canvases allow, reaches back. */
function box(x: number, y: number, width: number, height: number): Attributes {
  return {
    x: short(Math.min(x, x + width)),
    y: short(Math.min(y, y + height)),
    width: short(Math.abs(width)),
    height: short(Math.abs(height)),
  };
}

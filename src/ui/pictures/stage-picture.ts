import type { Drawing } from "./arrange.ts";
import { escapeText } from "./svg-text.ts";

/** Properties that SVG inherits: written where they differ from the parent's. Others, where they differ from nothing. */
const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-anchor",
  "font-variant-numeric",
] as const;
/** As SVG has them where nothing is said. */
const INITIAL: Readonly<Record<string, string>> = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-opacity": "1",
  "paint-order": "normal",
  "font-style": "normal",
  "letter-spacing": "normal",
  "text-anchor": "start",
  "font-variant-numeric": "normal",
};
/** Where a thing is and what it is made of: kept as they are. */
const GEOMETRY = [
  "d",
  "x",
  "y",
  "x1",
  "y1",
  "x2",
  "y2",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "width",
  "height",
  "points",
  "dx",
  "dy",
];

/**
 * A stage as the page shows it, with every style written out; undefined where it is not shown. `prefix` begins all ids.
 */
export function drawStagePicture(stage: Element, prefix: string): Drawing | undefined {
  const { width, height } = stage.getBoundingClientRect();
  if (width === 0 || height === 0) return undefined;
  const patterns = new StagePatterns(prefix);
  const shapes = [...stage.children].map((child) => copyOf(child, INITIAL, patterns)).join("\n");
  const edge = `<clipPath id="${prefix}edge"><path d="M0 0h${width}v${height}h${-width}z"/></clipPath>`;
  const defs = `<defs>${edge}${patterns.toSvg()}</defs>`;
  return { width, height, body: `${defs}\n<g clip-path="url(#${prefix}edge)">${shapes}</g>` };
}

type Styles = Readonly<Record<string, string>>;

/** One element with its children; nothing of what is invisible. Patterns that it fills with go into `patterns`. */
function copyOf(from: Element, above: Styles, patterns: StagePatterns): string {
  const computed = getComputedStyle(from);
  if (computed.display === "none" || computed.visibility === "hidden" || computed.opacity === "0") return "";
  const styles = stylesOf(computed);
  if (isInvisible(from, styles)) return "";
  const attributes = [
    ...geometryOf(from),
    ...INHERITED.filter((name) => styles[name] !== above[name]).map((name) => [name, styles[name]!] as const),
    ...(computed.opacity === "1" ? [] : [["opacity", computed.opacity] as const]),
    ...(computed.transform === "none" || from.hasAttribute("transform")
      ? []
      : [["transform", computed.transform] as const]),
  ].map(([name, value]) => [name, patterns.in(value)] as const);
  const content = contentOf(from, styles, patterns);
  if (content === "" && !isShape(from)) return "";
  const text = attributes.map(([name, value]) => ` ${name}="${escapeText(value)}"`).join("");
  return `<${from.localName}${text}>${content}</${from.localName}>`;
}

function contentOf(from: Element, styles: Styles, patterns: StagePatterns): string {
  return [...from.childNodes]
    .map((child) => {
      if (child instanceof Element) return copyOf(child, styles, patterns);
      return child.nodeType === Node.TEXT_NODE ? escapeText(child.textContent ?? "") : "";
    })
    .join("");
}

function stylesOf(computed: CSSStyleDeclaration): Styles {
  return Object.fromEntries(INHERITED.map((name) => [name, computed.getPropertyValue(name)]));
}

function geometryOf(from: Element): (readonly [string, string])[] {
  return ["transform", ...GEOMETRY].flatMap((name) => {
    const value = from.getAttribute(name);
    return value === null ? [] : [[name, value] as const];
  });
}

/** Only there to be hit. */
function isInvisible(from: Element, { fill, stroke }: Styles): boolean {
  return isShape(from) && isNothing(fill) && isNothing(stroke);
}

function isNothing(paint: string | undefined): boolean {
  return paint === undefined || paint === "none" || paint === "transparent" || /^rgba\(.*, 0\)$/.test(paint);
}

function isShape({ localName }: Element): boolean {
  return ["path", "line", "rect", "circle", "ellipse", "polygon", "polyline"].includes(localName);
}

/** The page's patterns, copied with their colours written out under names of the picture's own. */
class StagePatterns {
  readonly #prefix: string;
  readonly #copies = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A value of an attribute, with every pattern in it by its new name. */
  in(value: string): string {
    return value.replaceAll(/url\("?[^"#]*#([^")]+)"?\)/g, (_, id: string) => {
      const pattern = document.getElementById(id);
      if (pattern !== null && !this.#copies.has(id)) this.#copies.set(id, this.#copyOf(pattern));
      return `url(#${this.#prefix}${id})`;
    });
  }

  toSvg(): string {
    return [...this.#copies.values()].join("");
  }

  #copyOf(pattern: Element): string {
    const own = [...pattern.attributes]
      .filter(({ name }) => name !== "id")
      .map(({ name, value }) => ` ${name}="${escapeText(value)}"`);
    const content = [...pattern.children].map((child) => copyOf(child, INITIAL, this)).join("");
    return `<pattern id="${this.#prefix}${pattern.id}"${own.join("")}>${content}</pattern>`;
  }
}

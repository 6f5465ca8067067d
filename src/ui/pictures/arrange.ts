import { element, escapeText } from "./svg-text.ts";

/** Part of a picture: what is drawn in a rectangle, px. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** Room above each of two drawings for its name, and between them. */
const NAME_PX = 24;
const APART_PX = 16;

/** One drawing as it is; two with their names, beside each other or one over the other. */
export function arrange(
  drawings: readonly Drawing[],
  names: readonly string[],
  direction: "row" | "column",
  nameStyle: Readonly<Record<string, string>>,
): Drawing | undefined {
  if (drawings.length < 2) return drawings[0];
  let [x, y, width, height] = [0, 0, 0, 0];
  const bodies = drawings.map((drawing, index) => {
    const name = element("text", { x: "0", y: "14", ...nameStyle }, escapeText(names[index] ?? ""));
    const body = `<g transform="translate(${x} ${y})">${name}<g transform="translate(0 ${NAME_PX})">${drawing.body}</g></g>`;
    width = Math.max(width, x + drawing.width);
    height = Math.max(height, y + NAME_PX + drawing.height);
    if (direction === "row") x = width + APART_PX;
    else y = height + APART_PX;
    return body;
  });
  return { width, height, body: bodies.join("\n") };
}

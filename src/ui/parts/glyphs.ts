import { symbol, symbolCircle, symbolDiamond2, symbolSquare, type SymbolType } from "d3";
import type { TagInfo } from "../../session/index.ts";

export type Family = TagInfo["family"];

/** The glyph of each family of messages; areas are chosen so that all look equally large. */
const shapes: Record<Family, { readonly type: SymbolType; readonly area: number }> = {
  append: { type: symbolCircle, area: 3.14 },
  vote: { type: symbolDiamond2, area: 3.3 },
  client: { type: symbolSquare, area: 3.1 },
  other: { type: symbolCircle, area: 3.14 },
  timer: { type: symbolSquare, area: 1 },
};

const paths = new Map<string, string>();

/** The glyph around the origin as an SVG path, about `radius` in size. */
export function glyphPath(family: Family, radius: number): string {
  const key = `${family} ${radius}`;
  const known = paths.get(key);
  if (known !== undefined) return known;
  const { type, area } = shapes[family];
  const path = symbol(type, area * radius * radius)() ?? "";
  paths.set(key, path);
  return path;
}

export function crossPath(radius: number): string {
  return `M${-radius} ${-radius}L${radius} ${radius}M${radius} ${-radius}L${-radius} ${radius}`;
}

import type { TagInfo } from "../../session/index.ts";

export type Family = TagInfo["family"];

/** The glyph of each family of messages; from its middle to its end so many radii, so that all look equally large. */
const shapes: Record<Family, { readonly path: (half: number) => string; readonly half: number }> = {
  append: { path: circlePath, half: 1 },
  vote: { path: diamondPath, half: 1.138 },
  client: { path: squarePath, half: 0.88 },
  other: { path: circlePath, half: 1 },
  timer: { path: squarePath, half: 0.5 },
};

const paths = new Map<string, string>();

/** The glyph around the origin as an SVG path, about `radius` in size. */
export function glyphPath(family: Family, radius: number): string {
  const key = `${family} ${radius}`;
  const known = paths.get(key);
  if (known !== undefined) return known;
  const { path, half } = shapes[family];
  const drawn = path(Math.round(half * radius * 1000) / 1000);
  paths.set(key, drawn);
  return drawn;
}

function circlePath(half: number): string {
  const arc = `A${half} ${half} 0 1 1 `;
  return `M${half} 0${arc}${-half} 0${arc}${half} 0Z`;
}

function diamondPath(half: number): string {
  return `M0 ${-half}L${half} 0L0 ${half}L${-half} 0Z`;
}

function squarePath(half: number): string {
  return `M${-half} ${-half}H${half}V${half}H${-half}Z`;
}

export function crossPath(radius: number): string {
  return `M${-radius} ${-radius}L${radius} ${radius}M${radius} ${-radius}L${-radius} ${radius}`;
}

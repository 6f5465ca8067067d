import { strongerOf, weakerOf } from "./hierarchy.ts";
import type { MapLayout, PlacedModel } from "./layout.ts";

/** A way over the map: down is weaker, up is stronger. */
export type Way = "up" | "down" | "left" | "right";

/** The model next to another one that way; undefined at the edge of the map. */
export function nextModel(layout: MapLayout, id: string, way: Way): string | undefined {
  const from = layout.models.find(({ model }) => model.id === id);
  if (from === undefined) return undefined;
  const joined = way === "down" ? weakerOf(id) : way === "up" ? strongerOf(id) : [];
  const others = layout.models.filter(({ model }) => joined.includes(model.id));
  const reached = others.length > 0 ? others : layout.models.filter((model) => isThatWay(from, model, way));
  return reached.sort((a, b) => distance(from, a, way) - distance(from, b, way))[0]?.model.id;
}

function isThatWay(from: PlacedModel, to: PlacedModel, way: Way): boolean {
  switch (way) {
    case "up":
      return to.top < from.top;
    case "down":
      return to.top > from.top;
    case "left":
      return middleOf(to) < middleOf(from);
    case "right":
      return middleOf(to) > middleOf(from);
  }
}

/** What lies straight that way is nearer than what lies aside. */
function distance(from: PlacedModel, to: PlacedModel, way: Way): number {
  const across = Math.abs(middleOf(to) - middleOf(from));
  const down = Math.abs(to.top - from.top);
  return way === "left" || way === "right" ? across + 8 * down : down * 8 + across;
}

function middleOf({ left, width }: PlacedModel): number {
  return left + width / 2;
}

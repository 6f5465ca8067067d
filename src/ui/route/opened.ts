import { runNow } from "../state/run-store.ts";
import type { Selection } from "../state/selection-store.ts";
import type { Opening } from "./opening.ts";

/** What the run on the page was opened from. */
type Opened = Pick<Opening, "entry" | "lesson" | "keptId">;

let opening: Opened = { entry: undefined, lesson: undefined };

export const openingNow = (): Opened => opening;

export function setOpening(opened: Opened): void {
  opening = opened;
}

/** What the scenario wants to be looked at first. */
export function usualSelection(): Selection {
  const wanted = opening.entry?.view?.selected;
  const node = runNow().info?.nodes.findIndex(({ name }) => name === wanted) ?? -1;
  return node < 0 ? { kind: "none" } : { kind: "node", node };
}

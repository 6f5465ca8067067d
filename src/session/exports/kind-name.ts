import { EventKind } from "../../cluster/index.ts";

const NAMES = new Map<number, string>(Object.entries(EventKind).map(([name, kind]) => [kind, name]));

/** `deliver`, `dropLoss`, …: an event's kind by the engine's name for it. */
export function kindName(kind: number): string {
  return NAMES.get(kind) ?? String(kind);
}

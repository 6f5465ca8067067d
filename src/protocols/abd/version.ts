import type { NodeId, Value } from "../../cluster/index.ts";

/** A value and its tag: tags are ordered by number, then by who wrote, then by that writer's own count. */
export interface Version {
  readonly number: number;
  readonly writer: NodeId;
  /** The number of the writer's call: two of its calls may choose one tag number at the same time. */
  readonly call: number;
  readonly value: Value;
}

/** What a key holds that was never written. */
export const NEVER: Version = { number: 0, writer: -1, call: 0, value: null };

export function isNewer(a: Version, b: Version): boolean {
  if (a.number !== b.number) return a.number > b.number;
  return a.writer !== b.writer ? a.writer > b.writer : a.call > b.call;
}

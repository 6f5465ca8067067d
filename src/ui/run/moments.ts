import type { ViolationInfo } from "../../session/index.ts";
import type { Note } from "./progress.ts";

/** A moment worth stopping at: somebody leads, something broke, somebody injected a fault. */
export interface Moment {
  readonly event: number;
  readonly timeUs: number;
  readonly node: number;
  readonly kind: "leader" | "role" | "fault" | "violation";
  readonly text: string;
}

/** What of a note makes a moment, if anything. */
export function momentOf(note: Note, nameOf: (node: number) => string): Moment | undefined {
  const at = { event: note.event, timeUs: note.timeUs, node: note.node };
  if (note.kind === "fault" || note.kind === "fault-end") return { ...at, kind: "fault", text: note.text };
  if (note.kind !== "role") return undefined;
  const role = note.text.split(/[\s,;:]/, 1)[0] ?? "";
  if (role === "leader" || role === "primary")
    return { ...at, kind: "leader", text: `${nameOf(note.node)} leads` };
  // Everybody begins as something: that is no moment.
  if (note.timeUs === 0) return undefined;
  const article = /^[aeiou]/.test(role) ? "an" : "a";
  return { ...at, kind: "role", text: `${nameOf(note.node)} becomes ${article} ${role}` };
}

export function violationMoment(violation: ViolationInfo): Moment {
  const { event, timeUs, node, message } = violation;
  return { event, timeUs, node, kind: "violation", text: message };
}

/** Index of the first moment later than `timeUs`; moments are in order of time. */
export function firstMomentAfter(moments: readonly Moment[], timeUs: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (moments[middle]!.timeUs <= timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

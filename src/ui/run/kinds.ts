/**
 * What a record of the trace is. The numbers are the engine's (`src/cluster/event-kind.ts`), which never change
 * once they stood in a fingerprint; written out here, for importing them would load the engine into the page. A
 * test holds both equal.
 */
export const EventKind = {
  start: 1,
  deliver: 2,
  timer: 3,
  disk: 4,
  fault: 5,
  dropLoss: 6,
  dropCut: 7,
  dropDown: 8,
  dropOverflow: 9,
  dropFault: 10,
} as const;

/** In place of a cause: it came from outside the run. */
export const NO_CAUSE = 0xffffffff;
/** In place of a node: it concerns none in particular. */
export const NO_NODE = 0xffff;

export function isDrop(kind: number): boolean {
  return kind >= EventKind.dropLoss && kind <= EventKind.dropFault;
}

/** True of records that end a message's flight: it arrived, or it was dropped where it would have arrived. */
export function isMessage(kind: number): boolean {
  return kind === EventKind.deliver || isDrop(kind);
}

/** What became of a message that was dropped, in words. */
export function dropText(kind: number): string {
  if (kind === EventKind.dropCut) return "no link";
  if (kind === EventKind.dropDown) return "node is down";
  if (kind === EventKind.dropOverflow) return "buffer full";
  if (kind === EventKind.dropFault) return "dropped by hand";
  return "lost";
}

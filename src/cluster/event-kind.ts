/** What an event is. The numbers stand in traces and fingerprints and never change. */
export const EventKind = {
  /** A node starts with its first state. */
  start: 1,
  /** A message arrives and is handled. `peer` sent it. */
  deliver: 2,
  timer: 3,
  /** A sync of the node's disk completed. */
  disk: 4,
  /** A fault of the plan takes effect. */
  fault: 5,
  /** A message is lost: by chance, */
  dropLoss: 6,
  /** across a partition or cut, */
  dropCut: 7,
  /** at a node that is down, */
  dropDown: 8,
  /** for want of buffer space, */
  dropOverflow: 9,
  /** or by a fault that was meant for it. */
  dropFault: 10,
} as const;

export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Set on a queued event that has already waited for its node's processor, */
export const PROCESSED = 128;
/** and on a queued message that has reached its node, and there waits: no fault of the network can touch it any more. */
export const ARRIVED = 64;

/** What a queued event is, without such marks. */
export function kindOf(queued: number): number {
  return queued & (ARRIVED - 1);
}

export function isDrop(kind: number): boolean {
  return kind >= EventKind.dropLoss && kind <= EventKind.dropFault;
}

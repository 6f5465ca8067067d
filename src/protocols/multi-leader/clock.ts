import type { Stamp } from "../crdt/lww-register.ts";
import { receiveHybrid, tickHybrid, type HybridStamp } from "../timestamps/hybrid.ts";
import { receiveLamport, tickLamport } from "../timestamps/lamport.ts";

/** What stamps writes: the node's own clock as it is, Lamport's, or a hybrid logical clock. */
export const CLOCKS = ["physical", "lamport", "hybrid"] as const;

export type ClockKind = (typeof CLOCKS)[number];

/** The clock at a write. A physical clock that has not moved since the last one counts in `c`. */
export function tick(kind: ClockKind, clock: HybridStamp, localUs: number): HybridStamp {
  switch (kind) {
    case "lamport":
      return { l: tickLamport(clock.l), c: 0 };
    case "hybrid":
      return tickHybrid(clock, localUs);
    case "physical":
      return { l: localUs, c: localUs === clock.l ? clock.c + 1 : 0 };
  }
}

/** The clock after hearing of a write; a physical one learns nothing. */
export function hear(kind: ClockKind, clock: HybridStamp, stamp: Stamp, localUs: number): HybridStamp {
  switch (kind) {
    case "lamport":
      return { l: receiveLamport(clock.l, stamp.l), c: 0 };
    case "hybrid":
      return receiveHybrid(clock, stamp, localUs);
    case "physical":
      return clock;
  }
}

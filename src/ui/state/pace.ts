/**
 * The speed at which a run can be followed: a message on its way takes about a third of a second near a moment, and
 * quiet stretches pass sixteen times faster. Distances count in usual flights, so every scenario has its own scale.
 */
const FLIGHT_SECONDS = 0.33;
const QUIET_FACTOR = 16;
/** In usual flights: how far before and after a moment it goes slowly, and how far it takes to be fast again. */
const LEAD = 8;
const TRAIL = 14;
const RAMP = 30;

/** The moments beside a time; ±Infinity where there is none. */
export interface Around {
  readonly lastUs: number;
  readonly nextUs: number;
}

export function paceAt({ lastUs, nextUs }: Around, timeUs: number, usualFlightUs: number): number {
  const slow = usualFlightUs / 1e6 / FLIGHT_SECONDS;
  const untilNext = (nextUs - timeUs) / usualFlightUs - LEAD;
  // What holds from the start on is no reason to dwell there.
  const sinceLast = lastUs > 0 ? (timeUs - lastUs) / usualFlightUs - TRAIL : Infinity;
  const distance = Math.max(0, Math.min(untilNext, sinceLast));
  const share = Math.min(1, distance / RAMP);
  return Math.min(1000, Math.max(0.001, slow * QUIET_FACTOR ** share));
}

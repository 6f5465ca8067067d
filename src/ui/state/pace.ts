import { firstMomentAfter, type Moment } from "../run/moments.ts";

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

export function paceAt(moments: readonly Moment[], timeUs: number, usualFlightUs: number): number {
  const slow = usualFlightUs / 1e6 / FLIGHT_SECONDS;
  const next = firstMomentAfter(moments, timeUs);
  const untilNext =
    next < moments.length ? (moments[next]!.timeUs - timeUs) / usualFlightUs - LEAD : Infinity;
  // What holds from the start on is no reason to dwell there.
  const hasLast = next > 0 && moments[next - 1]!.timeUs > 0;
  const sinceLast = hasLast ? (timeUs - moments[next - 1]!.timeUs) / usualFlightUs - TRAIL : Infinity;
  const distance = Math.max(0, Math.min(untilNext, sinceLast));
  const share = Math.min(1, distance / RAMP);
  return Math.min(1000, Math.max(0.001, slow * QUIET_FACTOR ** share));
}

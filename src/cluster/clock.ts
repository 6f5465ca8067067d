/**
 * A node's physical clock: an offset, a drift in parts per million, and steps. Plain data.
 *
 * local = localUs at `sinceUs` + elapsed · (1 + drift / 10⁶), rounded down. Timers run at the clock's rate and
 * do not see its steps; a change of drift applies to timers armed after it.
 */
export interface Clock {
  /** Virtual time of the last change, µs. */
  sinceUs: number;
  /** What the clock showed then, µs. */
  localUs: number;
  /** −10⁶ < driftPpm: a clock that runs fast has a positive drift. */
  driftPpm: number;
}

export function createClock(offsetUs = 0, driftPpm = 0): Clock {
  return { sinceUs: 0, localUs: offsetUs, driftPpm };
}

export function readClock(clock: Clock, nowUs: number): number {
  const elapsedUs = nowUs - clock.sinceUs;
  return clock.localUs + (clock.driftPpm === 0 ? elapsedUs : Math.floor(elapsedUs * rate(clock)));
}

/** How long `localUs` on this clock takes in virtual time, µs. */
export function toVirtualUs(clock: Clock, localUs: number): number {
  return clock.driftPpm === 0 ? localUs : Math.round(localUs / rate(clock));
}

export function stepClock(clock: Clock, nowUs: number, byUs: number): void {
  clock.localUs = readClock(clock, nowUs) + byUs;
  clock.sinceUs = nowUs;
}

export function setDrift(clock: Clock, nowUs: number, driftPpm: number): void {
  clock.localUs = readClock(clock, nowUs);
  clock.sinceUs = nowUs;
  clock.driftPpm = driftPpm;
}

function rate(clock: Clock): number {
  return 1 + clock.driftPpm / 1_000_000;
}

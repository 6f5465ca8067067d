/** The stretch of time that the diagram shows. Pure arithmetic over µs. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Single microseconds stand apart. */
export const SHORTEST_US = 10;

/** In usual flights: what the diagram shows unless the reader zooms. */
const DEFAULT_FLIGHTS = 56;
const DEFAULT_FLIGHTS_PHONE = 24;

/** A round length near what shows the flights of messages as slopes. */
export function defaultSpanUs(usualFlightUs: number, isPhone: boolean): number {
  const wanted = usualFlightUs * (isPhone ? DEFAULT_FLIGHTS_PHONE : DEFAULT_FLIGHTS);
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  const round = [1, 2, 3, 5, 10].map((step) => step * decade);
  return round.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}

/** The window that ends at the playhead, or begins at 0 as long as the run is shorter. */
export function windowAt(timeUs: number, spanUs: number): TimeWindow {
  const toUs = Math.max(spanUs, timeUs);
  return { fromUs: toUs - spanUs, toUs };
}

/** Zooms by `factor` (> 1 shows less) around `atUs`, which stays where it is. */
export function zoomed(window: TimeWindow, factor: number, atUs: number, longestUs: number): TimeWindow {
  const span = window.toUs - window.fromUs;
  const wanted = Math.min(Math.max(SHORTEST_US, span / factor), Math.max(SHORTEST_US, longestUs));
  const share = span === 0 ? 0 : (atUs - window.fromUs) / span;
  const fromUs = Math.max(0, atUs - wanted * share);
  return { fromUs, toUs: fromUs + wanted };
}

/** Moves by `byUs`, never before the start of the run nor wholly behind its end. */
export function panned(window: TimeWindow, byUs: number, endUs: number): TimeWindow {
  const span = window.toUs - window.fromUs;
  const fromUs = Math.min(Math.max(0, window.fromUs + byUs), Math.max(0, endUs - span / 4));
  return { fromUs, toUs: fromUs + span };
}

/**
 * The window after two fingers moved: the time that was between them still is, and what was as far apart as they were
 * is as far apart as they are. Places are shares of the window's length.
 */
export function pinched(
  window: TimeWindow,
  from: { readonly at: number; readonly apart: number },
  to: { readonly at: number; readonly apart: number },
  longestUs: number,
): TimeWindow {
  const span = window.toUs - window.fromUs;
  const atUs = window.fromUs + from.at * span;
  const wanted = zoomed(window, to.apart / from.apart, atUs, longestUs);
  const length = wanted.toUs - wanted.fromUs;
  const fromUs = Math.max(0, atUs - to.at * length);
  return { fromUs, toUs: fromUs + length };
}

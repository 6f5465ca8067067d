import { ticks } from "d3";

/**
 * Numbers of one span as places in another, and back. The same numbers as d3's `scaleLinear`, which also knows colours,
 * text and formats: more code than all that draws the diagram.
 */
export interface LinearScale {
  (value: number): number;
  invert(place: number): number;
  /** About so many round values within the domain. */
  ticks(count: number): number[];
  readonly domain: Span;
  readonly range: Span;
}

type Span = readonly [from: number, to: number];

export function linearScale(domain: Span, range: Span): LinearScale {
  return Object.assign((value: number) => between(range, shareIn(domain, value)), {
    invert: (place: number) => between(domain, shareIn(range, place)),
    ticks: (count: number) => ticks(...domain, count),
    domain,
    range,
  });
}

/** Nothing lies outside of the ends. */
export function clampedScale(domain: Span, range: Span): LinearScale {
  const scale = linearScale(domain, range);
  return Object.assign((value: number) => scale(within(domain, value)), {
    ...scale,
    invert: (place: number) => within(domain, scale.invert(place)),
  });
}

/** In a span without length everything is in the middle. */
function shareIn([from, to]: Span, value: number): number {
  return to === from ? 0.5 : (value - from) / (to - from);
}

function between([from, to]: Span, share: number): number {
  return from * (1 - share) + to * share;
}

function within([from, to]: Span, value: number): number {
  return Math.max(from, Math.min(to, value));
}

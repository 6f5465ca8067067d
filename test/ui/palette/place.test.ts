import { expect, test } from "vitest";
import { placeOf } from "../../../src/ui/palette/place.ts";

test.for([
  ["2.1s", { timeUs: 2_100_000 }],
  ["2.1", { timeUs: 2_100_000 }],
  [" 120 ms ", { timeUs: 120_000 }],
  ["40us", { timeUs: 40 }],
  ["#12431", { event: 12_431 }],
  ["#12,431", { event: 12_431 }],
] as const)("%s is a place", ([text, place]) => {
  expect(placeOf(text)).toEqual(place);
});

test.for(["", "n1", "play", "#", "12 apples", "-3s", "s"])("%s is none", (text) => {
  expect(placeOf(text)).toBeUndefined();
});

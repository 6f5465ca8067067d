import { expect, test } from "vitest";
import {
  defaultSpanUs,
  panned,
  pinched,
  SHORTEST_US,
  windowAt,
  zoomed,
} from "../../../src/ui/diagram/time-window.ts";

test("the usual stretch is round and shows flights as slopes", () => {
  expect(defaultSpanUs(5_000, false)).toBe(300_000);
  expect(defaultSpanUs(5_000, true)).toBe(100_000);
});

test("the window ends at the playhead, and begins at 0 before that", () => {
  expect(windowAt(50, 300)).toEqual({ fromUs: 0, toUs: 300 });
  expect(windowAt(1_000, 300)).toEqual({ fromUs: 700, toUs: 1_000 });
});

test("zooming keeps what is under the pointer", () => {
  expect(zoomed({ fromUs: 1_000, toUs: 3_000 }, 2, 2_000, 10_000)).toEqual({ fromUs: 1_500, toUs: 2_500 });
  const { fromUs, toUs } = zoomed({ fromUs: 0, toUs: 300 }, 1_000, 100, 10_000);
  expect(toUs - fromUs).toBe(SHORTEST_US);
  expect(zoomed({ fromUs: 0, toUs: 900 }, 0.001, 0, 1_000)).toEqual({ fromUs: 0, toUs: 1_000 });
});

test("panning stops at the start and before the end leaves sight", () => {
  expect(panned({ fromUs: 100, toUs: 300 }, -500, 1_000)).toEqual({ fromUs: 0, toUs: 200 });
  expect(panned({ fromUs: 100, toUs: 300 }, 5_000, 1_000)).toEqual({ fromUs: 950, toUs: 1_150 });
});

test("two fingers keep the time that is between them, and what lies apart as far as they do", () => {
  const window = { fromUs: 1_000, toUs: 2_000 };
  // From the middle to a quarter, twice as far apart: 1,500 µs is then at a quarter of 500 µs.
  expect(pinched(window, { at: 0.5, apart: 0.2 }, { at: 0.25, apart: 0.4 }, 10_000)).toEqual({
    fromUs: 1_375,
    toUs: 1_875,
  });
  expect(pinched(window, { at: 0.5, apart: 0.2 }, { at: 0.5, apart: 0.2 }, 10_000)).toEqual(window);
  expect(pinched(window, { at: 0.5, apart: 0.4 }, { at: 1, apart: 0.1 }, 3_000).toUs).toBe(3_000);
});

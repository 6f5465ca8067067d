import { expect, test } from "vitest";
import { parseRoute, runHash } from "../../../src/ui/route/route.ts";

test("no address is the first scenario", () => {
  expect(parseRoute("", "a/b")).toEqual({ page: "lab", name: "a/b", seed: undefined, set: [] });
  expect(parseRoute("#/", "a/b")).toMatchObject({ page: "lab", name: "a/b" });
});

test("a run's address survives the way there and back, whatever its values are", () => {
  const set = [
    ["network.loss", "0.1"],
    ["latency", "lognormal(5ms, 0.4) & more=less"],
  ] as const;
  expect(parseRoute(runHash("consensus/split-vote", "seed 7", set), "")).toEqual({
    page: "lab",
    name: "consensus/split-vote",
    seed: "seed 7",
    set,
  });
});

test("whatever else is an unknown page, never a blank one", () => {
  expect(parseRoute("#/gallery", "a/b")).toEqual({ page: "gallery" });
  for (const hash of ["#/run/", "#/run/../../etc", "#/nowhere", "#/run/a b"]) {
    expect(parseRoute(hash, "a/b").page).toBe("unknown");
  }
});

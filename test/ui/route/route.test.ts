import { expect, test } from "vitest";
import { parseRoute, runHash } from "../../../src/ui/route/route.ts";

test("no address is the first scenario", () => {
  expect(parseRoute("", "a/b")).toEqual({ page: "lab", isFirst: true, name: "a/b" });
  expect(parseRoute("#/", "a/b")).toEqual({ page: "lab", isFirst: true, name: "a/b" });
});

test("a run's address survives the way there and back, whatever its values are", () => {
  const set = [
    ["network.loss", "0.1"],
    ["latency", "lognormal(5ms, 0.4) & more=less"],
  ] as const;
  const address = {
    name: "consensus/split-vote",
    seed: "seed 7",
    set,
    at: "2.173s",
    event: "812",
    seen: "5s",
    select: "link.n1.n2",
    tab: "events",
    v: "0.1.0",
  };
  expect(parseRoute(runHash(address), "")).toEqual({ page: "lab", isFirst: false, ...address });
});

test("packed links and kept runs are addresses", () => {
  expect(parseRoute("#/x/abc-_9", "a/b")).toEqual({ page: "link", packed: "abc-_9" });
  // Damage is told by whoever unpacks it.
  expect(parseRoute("#/x/", "a/b")).toEqual({ page: "link", packed: "" });
  expect(parseRoute("#/kept/run-1", "a/b")).toEqual({ page: "kept", id: "run-1" });
});

test("whatever else is an unknown page, never a blank one", () => {
  expect(parseRoute("#/gallery", "a/b")).toEqual({ page: "gallery" });
  for (const hash of ["#/run/", "#/run/../../etc", "#/nowhere", "#/run/a b", "#/kept/"]) {
    expect(parseRoute(hash, "a/b").page).toBe("unknown");
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { LinkState, Place } from "../../../src/ui/link/link-state.ts";
import { fromReadable, toReadable, versionOf, type Known } from "../../../src/ui/link/readable.ts";
import { parseRoute, runHash } from "../../../src/ui/route/route.ts";

const nodes = ["n1", "n2", "event", "c1"];
const known: Known = { name: "a/b", seed: "42", selection: { kind: "node", node: 1 }, nodes };
const view = { tab: "space-time", isLessonOpen: true, isFollowing: true, fromUs: 0, spanUs: 0 };
const start: Place = { event: -1, timeUs: 0, selection: known.selection, view };

function stateAt(place: Place, seed = "42"): LinkState {
  const run = {
    lightcone: "run" as const,
    version: 1 as const,
    engine: "lightcone/0.2.0",
    file: "scenarios/a/b.yaml",
    text: "",
    seed,
    set: [],
    branches: [],
    shown: 0,
  };
  return { run, place };
}

const someNode = fc.nat(nodes.length - 1);
const somePlace: fc.Arbitrary<Place> = fc.record(
  {
    event: fc.nat(1e9),
    timeUs: fc.nat(1e12),
    seenUs: fc.nat(1e12),
    selection: fc.oneof(
      fc.constant({ kind: "none" as const }),
      fc.record({ kind: fc.constant("node" as const), node: someNode }),
      fc.record({ kind: fc.constant("link" as const), from: someNode, to: someNode }),
      fc.record({ kind: fc.constant("event" as const), event: fc.nat(1e9) }),
      fc.record({ kind: fc.constant("operation" as const), index: fc.nat(1e6) }),
    ),
    view: fc.constantFrom(
      view,
      { ...view, tab: "events" },
      { ...view, models: "" },
      { ...view, models: "transactions.causal" },
    ),
  },
  { requiredKeys: ["event", "timeUs", "selection", "view"] },
);

test("a place survives the way into a readable address and back", () => {
  fc.assert(
    fc.property(somePlace, (place) => {
      const route = parseRoute(runHash(toReadable(stateAt(place), known, false)!), "");
      expect(route.page === "lab" && fromReadable(route, known)).toEqual({ ok: true, value: place });
    }),
  );
});

test("the start of a run needs no words, a moment needs its time alone", () => {
  expect(runHash(toReadable(stateAt(start), known, true)!)).toBe("#/run/a/b");
  expect(runHash(toReadable(stateAt({ ...start, event: 7, timeUs: 2_173_000 }, "43"), known, true)!)).toBe(
    "#/run/a/b?seed=43&at=2.173s&v=0.2.0",
  );
});

test("what a readable address cannot hold needs a packed link", () => {
  const { run } = stateAt(start);
  const branches = [{ name: "a", parent: 0, changes: [] }];
  const unreadable: LinkState[] = [
    { run: { ...run, branches }, place: start },
    stateAt({ ...start, compared: 1 }),
    stateAt({ ...start, marks: [{ event: 1, timeUs: 5, name: "here" }] }),
    stateAt({ ...start, view: { ...view, isFollowing: false, fromUs: 5, spanUs: 10 } }),
  ];
  for (const state of unreadable) expect(toReadable(state, known, true)).toBeUndefined();
});

test("words that cannot be used are named", () => {
  const wrong = [
    [{ at: "soon" }, '"soon" is not a duration'],
    [{ at: "-1s" }, '"-1s" is before the start'],
    [{ at: "1s", event: "-3" }, '"-3" is not the number of an event'],
    [{ select: "n9" }, 'there is nothing called "n9" to select'],
    [{ select: "link.n1.n9" }, 'there is nothing called "link.n1.n9" to select'],
  ] as const;
  for (const [words, error] of wrong)
    expect(fromReadable({ name: "a/b", ...words }, known)).toEqual({ ok: false, error });
});

test("an engine is called by its version", () => {
  expect(versionOf("lightcone/0.2.0")).toBe("0.2.0");
});

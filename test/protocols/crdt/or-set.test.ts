import { describe, expect, it } from "vitest";
import {
  applyToSet,
  elementsOf,
  EMPTY_OR_SET,
  mergeOrSets,
  removalOf,
  type OrSet,
} from "../../../src/protocols/crdt/or-set.ts";

function add(set: OrSet, element: string, node: number, count: number): OrSet {
  return applyToSet(set, { do: "add", element, node, count });
}

describe("OR-set", () => {
  const both = add(EMPTY_OR_SET, "a", 0, 1);

  it("lets an addition win over a concurrent removal (specification 15)", () => {
    const added = add(both, "a", 1, 1);
    const removed = applyToSet(both, removalOf(both, "a"));
    expect(elementsOf(removed)).toEqual([]);
    expect(elementsOf(mergeOrSets(added, removed))).toEqual(["a"]);
    expect(elementsOf(applyToSet(added, removalOf(both, "a")))).toEqual(["a"]);
  });

  it("does not bring back what was removed when the addition comes once more", () => {
    const removed = applyToSet(both, removalOf(both, "a"));
    expect(elementsOf(mergeOrSets(removed, both))).toEqual([]);
    expect(elementsOf(add(removed, "a", 0, 1))).toEqual([]);
  });

  it("lets an element be added again after its removal", () => {
    const removed = applyToSet(both, removalOf(both, "a"));
    expect(elementsOf(add(removed, "a", 0, 2))).toEqual(["a"]);
  });

  it("keeps no trace of removed elements, and one tag a replica of the others (Bieniusa et al. 2012)", () => {
    let set = EMPTY_OR_SET;
    for (let count = 1; count <= 10; count++) set = add(set, "a", 0, count);
    set = add(set, "b", 1, 1);
    expect(set.members.map(({ tags }) => tags)).toEqual([[10], [0, 1]]);
    const removed = applyToSet(set, removalOf(set, "b"));
    expect(removed).toEqual({ seen: [10, 1], members: [{ element: "a", text: '"a"', tags: [10] }] });
  });
});

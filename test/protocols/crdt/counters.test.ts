import { expect, it } from "vitest";
import { addTo, EMPTY_G_COUNTER, mergeGCounters, totalOf } from "../../../src/protocols/crdt/g-counter.ts";
import {
  balanceOf,
  changeBy,
  EMPTY_PN_COUNTER,
  mergePnCounters,
} from "../../../src/protocols/crdt/pn-counter.ts";

it("a G-counter is what all replicas have added (specification 6)", () => {
  const one = addTo(addTo(EMPTY_G_COUNTER, { node: 0, amount: 2 }), { node: 0, amount: 3 });
  const other = addTo(EMPTY_G_COUNTER, { node: 2, amount: 4 });
  expect(one).toEqual([5]);
  expect(totalOf(mergeGCounters(one, other))).toBe(9);
  expect(totalOf(mergeGCounters(one, addTo(one, { node: 0, amount: 1 })))).toBe(6);
});

it("a PN-counter may fall below what another replica sees (specification 7)", () => {
  const added = changeBy(EMPTY_PN_COUNTER, { node: 0, amount: 2 });
  const taken = changeBy(changeBy(EMPTY_PN_COUNTER, { node: 1, amount: -5 }), { node: 1, amount: 1 });
  expect(balanceOf(taken)).toBe(-4);
  expect(balanceOf(mergePnCounters(added, taken))).toBe(-2);
});

import { expect, test } from "vitest";
import * as engine from "../../../src/cluster/index.ts";
import * as kernel from "../../../src/kernel/index.ts";
import { EventKind, isDrop, NO_CAUSE, NO_NODE } from "../../../src/ui/run/kinds.ts";

test("the page's numbers are the engine's", () => {
  expect(EventKind).toEqual(engine.EventKind);
  expect([NO_CAUSE, NO_NODE]).toEqual([kernel.NO_CAUSE, kernel.NO_NODE]);
  for (let kind = 0; kind < 16; kind++) expect(isDrop(kind)).toBe(engine.isDrop(kind));
});

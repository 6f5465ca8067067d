import { expect, test } from "vitest";
import { MAP_MODELS } from "../../../src/ui/map/hierarchy.ts";
import { layoutMap } from "../../../src/ui/map/layout.ts";
import { nextModel, type Way } from "../../../src/ui/map/move.ts";

const layout = layoutMap({
  width: 900,
  pitch: 60,
  modelHeight: 32,
  widthOf: ({ title }) => title.length * 7 + 44,
});

test("down leads to what is weaker, up to what is stronger", () => {
  expect(nextModel(layout, "linearizable", "down")).toBe("sequential");
  expect(nextModel(layout, "sequential", "up")).toBe("linearizable");
  expect(nextModel(layout, "linearizable", "up")).toBe("transactions.strict-serializable");
});

test("sideways leads to a neighbour on the same row, then to the other family", () => {
  expect(nextModel(layout, "causal-convergence", "right")).toBe("causal-memory");
  expect(nextModel(layout, "linearizable", "left")).toBe("transactions.serializable");
  expect(nextModel(layout, "transactions.serializable", "right")).toBe("linearizable");
});

test("every model can be reached by arrows alone", () => {
  const ways: readonly Way[] = ["up", "down", "left", "right"];
  const reached = new Set(["linearizable"]);
  for (const id of reached)
    for (const way of ways) {
      const next = nextModel(layout, id, way);
      if (next !== undefined) reached.add(next);
    }
  expect([...reached].toSorted()).toEqual(MAP_MODELS.map(({ id }) => id).toSorted());
});

test("at the edge there is nowhere to go", () => {
  expect(nextModel(layout, "transactions.strict-serializable", "up")).toBeUndefined();
});

import { expect, test } from "vitest";
import { findNamedModel, MAP_MODELS, nameInAddress } from "../../../src/ui/map/hierarchy.ts";

test("a name is looked up in the run's family first, then in the other", () => {
  expect(findNamedModel("causal", "transactions")!.id).toBe("transactions.causal");
  expect(findNamedModel("causal", "objects")!.id).toBe("causal");
  expect(findNamedModel("serializable", "transactions")!.id).toBe("transactions.serializable");
  expect(findNamedModel("serializable", "objects")!.id).toBe("transactions.serializable");
  expect(findNamedModel("pram", "transactions")!.id).toBe("pram");
  expect(findNamedModel("eventual", "objects")).toBeUndefined();
});

test("what the address says of a model leads to that model", () => {
  for (const family of ["objects", "transactions", undefined] as const)
    for (const { id } of MAP_MODELS) expect(findNamedModel(nameInAddress(id, family), family)!.id).toBe(id);
  expect(nameInAddress("causal", "objects")).toBe("causal");
});

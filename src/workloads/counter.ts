import { wholeNumber } from "../cluster/index.ts";
import { addedForm } from "./added-form.ts";
import { createKeyedKind, keyAlone } from "./keyed-kind.ts";
import type { WorkloadKind } from "./workload-kind.ts";

/** Clients add to the counter under each key, and read it. Taking away is adding a negative amount. */
export const counter: WorkloadKind = createKeyedKind({
  name: "counter",
  says: "Clients add to the counter under each key, or take away from it, and read it.",
  fields: {
    most: wholeNumber(1, 1_000_000).prefault(1).describe("a drawn amount is 1 to this"),
  },
  forms: { read: keyAlone, add: addedForm },
  mix: { read: 30, add: 70, subtract: 0 },
  toDraw:
    ({ most }) =>
    (f, _key, random) => {
      if (f === "read") return { f, value: null };
      const amount = 1 + Math.floor(random * most);
      return { f: "add", value: f === "add" ? amount : -amount };
    },
  resultOf: () => null,
});

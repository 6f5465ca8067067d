import * as z from "zod";
import { wholeNumber, type Operation } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import { addedForm } from "./added-form.ts";
import { createKeyedKind, keyAlone } from "./keyed-kind.ts";
import { name } from "./workload-fields.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import { freshNumber, type ClientMemory } from "./workload.ts";

/** Clients add elements to the set under each key, remove them, and read it whole: a sorted list. */
export const set: WorkloadKind = createKeyedKind({
  name: "set",
  says: "Clients add elements to the set under each key, remove them, and read the set.",
  fields: {
    elements: wholeNumber(1, 1_000_000)
      .optional()
      .describe(
        "drawn elements are 1 to this; without it every addition has a fresh one, and a removal one that its client saw last",
      ),
  },
  forms: {
    read: keyAlone,
    add: addedForm,
    remove: z.tuple([name, z.union([z.number(), z.string()])]).describe("key and element"),
  },
  mix: { read: 30, add: 60, remove: 10 },
  toDraw({ elements }, scripted) {
    const above = largestNumber(scripted);
    return (f, key, random, memory) => {
      if (f === "read") return { f, value: null };
      if (elements !== undefined) return { f, value: 1 + Math.floor(random * elements) };
      return { f, value: f === "add" ? freshNumber(memory, above) : seenElement(memory, key, random) };
    };
  },
  resultOf: ({ f, value }) => (f === "add" ? [value] : []),
});

/** One of those that the client saw last; 0, which nobody adds, when it saw none. */
function seenElement({ seen }: ClientMemory, key: string, random: number): Value {
  const elements = seen.get(key);
  if (!Array.isArray(elements) || elements.length === 0) return 0;
  return (elements as readonly Value[])[Math.floor(random * elements.length)]!;
}

/** Drawn elements are larger than all that a script adds, so that they differ from those. */
function largestNumber(scripted: readonly Operation[]): number {
  const numbers = scripted.map(({ value }) => value).filter((value) => typeof value === "number");
  return Math.ceil(numbers.reduce((most, number) => Math.max(most, number), 0));
}

import * as z from "zod";
import { seedProblem } from "../../base/index.ts";

// What a saved run looks like as JSON. Sizes are bounded: files and links come from anywhere.

const name = z.string().max(1_000);
const document = z.string().max(2_000_000);
const count = z.int().nonnegative();
const seed = z.string().superRefine((text, context) => {
  const message = seedProblem(text);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});
const moment = z.number().nonnegative();

const change = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("inject"), atUs: moment, yaml: document }),
  z.strictObject({ do: z.literal("fault-text"), fault: count, yaml: document }),
  z.strictObject({ do: z.literal("fault-time"), fault: count, atUs: moment }),
  z.strictObject({ do: z.literal("fault-mute"), fault: count, muted: z.boolean() }),
  z.strictObject({ do: z.literal("fault-delete"), fault: count }),
  z.strictObject({ do: z.literal("set"), path: name, value: document }),
  z.strictObject({ do: z.literal("seed"), seed }),
  z.strictObject({ do: z.literal("text"), text: document }),
]);

const branch = z.strictObject({ name, parent: count, changes: z.array(change).max(10_000) });

/** Version 1. Parents come before their branches; 0 is `main`, which is not in the list. */
export const savedRunShape = z
  .strictObject({
    lightcone: z.literal("run"),
    version: z.literal(1),
    engine: name,
    file: name,
    text: document,
    seed,
    set: z.array(z.tuple([name, document])).max(10_000),
    branches: z.array(branch).max(10_000),
    shown: count,
    fingerprint: name.exactOptional(),
    /** Where the reader of the page was: the page's own. */
    page: z.unknown().optional(),
  })
  .superRefine(({ branches, shown }, context) => {
    branches.forEach(({ parent }, index) => {
      if (parent > index)
        context.addIssue({
          code: "custom",
          path: ["branches", index, "parent"],
          message: `this branch comes from branch ${parent}, which is not before it`,
        });
    });
    if (shown > branches.length)
      context.addIssue({
        code: "custom",
        path: ["shown"],
        message: `branch ${shown} is shown, but there are ${branches.length} besides main`,
      });
  });

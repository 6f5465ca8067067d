import fc from "fast-check";
import { seedProblem } from "../../../src/base/index.ts";
import type { Change, SavedRun } from "../../../src/session/index.ts";

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const seed = text.filter((one) => seedProblem(one) === undefined);
const atUs = fc.nat();
const fault = fc.nat(20);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant("inject" as const), atUs, yaml: text }),
  fc.record({ do: fc.constant("fault-text" as const), fault, yaml: text }),
  fc.record({ do: fc.constant("fault-time" as const), fault, atUs }),
  fc.record({ do: fc.constant("fault-mute" as const), fault, muted: fc.boolean() }),
  fc.record({ do: fc.constant("fault-delete" as const), fault }),
  fc.record({ do: fc.constant("set" as const), path: text, value: text }),
  fc.record({ do: fc.constant("seed" as const), seed }),
  fc.record({ do: fc.constant("text" as const), text }),
);

/** Any tree of branches that a session could have saved, with any words in it. */
export const savedRun: fc.Arbitrary<SavedRun> = fc
  .array(fc.record({ name: text, up: fc.nat(), changes: fc.array(change, { maxLength: 3 }) }), {
    maxLength: 5,
  })
  .chain((drawn) => {
    const branches = drawn.map(({ up, ...branch }, index) => ({ ...branch, parent: up % (index + 1) }));
    return fc.record(
      {
        lightcone: fc.constant("run" as const),
        version: fc.constant(1 as const),
        engine: text,
        file: text,
        text,
        seed,
        set: fc.array(fc.tuple(text, text), { maxLength: 3 }),
        branches: fc.constant(branches),
        shown: fc.nat(branches.length),
        fingerprint: fc.string(),
      },
      {
        noNullPrototype: true,
        requiredKeys: ["lightcone", "version", "engine", "file", "text", "seed", "set", "branches", "shown"],
      },
    );
  });

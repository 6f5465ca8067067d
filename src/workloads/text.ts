import * as z from "zod";
import { wholeNumber } from "../cluster/index.ts";
import { createKeyedKind, keyAlone } from "./keyed-kind.ts";
import { name } from "./workload-fields.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import type { ClientMemory } from "./workload.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const place = wholeNumber(0, 1_000_000);

/**
 * Clients write the text under each key: they insert before the character at a position, delete from a position on, and
 * read it whole. Positions are of the text as the replica that is asked has it; beyond its end is its end. A deletion is
 * answered with the characters that it took away.
 */
export const text: WorkloadKind = createKeyedKind({
  name: "text",
  says: "Clients insert into the text under each key, delete from it, and read it.",
  fields: {
    length: wholeNumber(1, 1_000)
      .prefault(3)
      .describe(
        "characters of a drawn insertion, and of a deletion: a's of the first client, b's of the second, …",
      ),
  },
  forms: {
    read: keyAlone,
    insert: z.tuple([name, place, z.string().min(1)]).describe("key, position from 0, what to write there"),
    delete: z
      .tuple([name, place, wholeNumber(1, 1_000_000)])
      .describe("key, position from 0, how many characters"),
  },
  mix: { read: 30, insert: 60, delete: 10 },
  toDraw:
    ({ length }) =>
    (f, key, random, memory) => {
      if (f === "read") return { f, value: null };
      const position = Math.floor(random * (seenLength(memory, key) + 1));
      const letter = LETTERS[memory.index % LETTERS.length]!;
      return { f, value: [position, f === "insert" ? letter.repeat(length) : length] };
    },
  resultOf: () => null,
});

/** Of the text that the client saw last. */
function seenLength({ seen }: ClientMemory, key: string): number {
  const known = seen.get(key);
  return typeof known === "string" ? known.length : 0;
}

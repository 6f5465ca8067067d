import fc from "fast-check";
import { expect, it } from "vitest";
import {
  readHistory,
  writeEdn,
  writeJsonLines,
  type HistoryEntry,
  type LocatedEntry,
  type Value,
} from "../../src/history/index.ts";

const { value } = fc.letrec<{ value: Value; leaf: Value }>((tie) => ({
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: "binary" }),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
  ),
})) as { value: fc.Arbitrary<Value> };

const name = fc.stringMatching(/^[a-z][a-z-]{0,10}$/);

/** One operation: its invocation and perhaps its completion. */
const operation = fc.record({
  f: name,
  key: fc.option(fc.string(), { nil: undefined }),
  input: value,
  timeUs: fc.option(fc.nat({ max: 2 ** 42 }), { nil: undefined }),
  completion: fc.option(
    fc.record({
      type: fc.constantFrom("ok" as const, "fail" as const, "info" as const),
      output: value,
      error: fc.option(name, { nil: undefined }),
    }),
    { nil: undefined },
  ),
});

const history = fc.array(operation, { minLength: 1, maxLength: 6 }).map((operations) =>
  operations.flatMap(({ f, key, input, timeUs, completion }, process): HistoryEntry[] => {
    const base = {
      process,
      f,
      ...(key === undefined ? {} : { key }),
      ...(timeUs === undefined ? {} : { timeUs }),
    };
    const invoke: HistoryEntry = { ...base, type: "invoke", value: input };
    if (completion === undefined) return [invoke];
    const { type, output, error } = completion;
    return [invoke, { ...base, type, value: output, ...(error === undefined ? {} : { error }) }];
  }),
);

it.each([
  ["JSON lines", writeJsonLines, "h.jsonl"],
  ["EDN", writeEdn, "h.edn"],
])("%s read back as what was written", (_, write, file) => {
  fc.assert(
    fc.property(history, (entries) => {
      const result = readHistory(new TextEncoder().encode(write(entries)), file, { independent: false });
      expect(result.ok && result.value.map(withoutPlace)).toEqual(entries.map(plain));
    }),
  );
});

function withoutPlace(located: LocatedEntry): unknown {
  const { line: _, column: __, ...entry } = located;
  return plain(entry);
}

/** The values as JSON keeps them: −0 is 0, and objects are plain. */
function plain(entry: unknown): unknown {
  return JSON.parse(JSON.stringify(entry));
}

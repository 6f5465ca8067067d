import fc from "fast-check";
import { expect, test } from "vitest";
import { Search } from "../../../src/ui/diagram/search.ts";
import { EventKind, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { eventFilter } from "../../../src/ui/tables/event-filter.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf, type TestRecord } from "../run/records.ts";

const info = infoOf(["n1", "n2", "c1"], {
  tags: [
    { name: "AppendEntries", family: "append", reply: false },
    { name: "RequestVote", family: "vote", reply: false },
    { name: "election", family: "timer", reply: false },
  ],
});

const LENGTH = 1_000;
const FAULT = { node: NO_NODE, peer: NO_NODE, tag: 0, kind: EventKind.fault };
const records = fc
  .array(
    fc.record({
      node: fc.integer({ min: 0, max: 2 }),
      peer: fc.integer({ min: 0, max: 2 }),
      tag: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom(EventKind.deliver, EventKind.dropLoss, EventKind.timer, EventKind.fault),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps) =>
    Array.from({ length: LENGTH }, (_, index): TestRecord => {
      const step = steps[(index * 7 + (index % 11)) % steps.length]!;
      // The one that `dataOf` notes is there in every run.
      const isFault = index === 500 || step.kind === EventKind.fault;
      return { timeUs: index, ...step, ...(isFault ? FAULT : {}) };
    }),
  );

function dataOf(run: readonly TestRecord[]): RunData {
  const data = new RunData(info);
  const noted = { node: NO_NODE, kind: "fault", value: 1 };
  data.append({
    columns: chunkOf(run),
    notes: [{ ...noted, event: 500, timeUs: 500, text: "partition n1 | n2" }],
    history: [
      { type: "invoke", process: 0, f: "write", key: "k1", value: 7, timeUs: 20, event: 20, node: 2 },
      { type: "invoke", process: 1, f: "write", key: "k10", value: 8, timeUs: 40, event: 40, node: 2 },
    ],
    violations: [],
  });
  return data;
}

function searchOf(data: RunData, text: string): Search {
  const search = new Search(info, data, text);
  while (!search.extend(1));
  return search;
}

const texts = [
  "n1",
  "n2 dropped",
  "requestvote",
  "election",
  "fault",
  "c1 append dropped",
  "k1",
  "write",
  "n1 nothing",
];

test("count, next and last match are those of a walk over all events, faults and operations", () => {
  fc.assert(
    fc.property(
      records,
      fc.constantFrom(...texts),
      fc.nat(LENGTH),
      fc.nat(LENGTH),
      (run, text, from, end) => {
        const data = dataOf(run);
        const filter = eventFilter(info, text, data.faults.texts)!;
        const matches = run.flatMap((_, event) => {
          const isOther =
            (text === "write" && (event === 20 || event === 40)) || (text === "k1" && event === 20);
          return filter(data.columns, event) || isOther ? [event] : [];
        });
        const search = searchOf(data, text);
        expect(search.count(end)).toBe(matches.filter((event) => event < end).length);
        expect(search.next(from, end)).toBe(matches.find((event) => event >= from && event < end) ?? -1);
        expect(search.previous(end)).toBe(matches.findLast((event) => event < end) ?? -1);
        expect(search.isMatch(from % LENGTH)).toBe(matches.includes(from % LENGTH));
      },
    ),
  );
});

test("what streams in later is found as well", () => {
  const first: TestRecord[] = [{ timeUs: 0, node: 0, kind: EventKind.timer, tag: 2 }];
  const data = new RunData(info);
  data.append({ columns: chunkOf(first), notes: [], history: [], violations: [] });
  const search = searchOf(data, "requestvote");
  expect(search.count(9)).toBe(0);
  const more: TestRecord[] = [{ timeUs: 1, node: 0, peer: 1, tag: 1 }];
  data.append({ columns: chunkOf(more, 1), notes: [], history: [], violations: [] });
  search.extend(1);
  expect(search.next(0, 9)).toBe(1);
});

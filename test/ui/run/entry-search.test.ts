import { expect, test } from "vitest";
import type { Frame } from "../../../src/session/index.ts";
import { whenEntry, type LogEntry } from "../../../src/ui/run/entry-search.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "./infos.ts";
import { chunkOf } from "./records.ts";

const RECORDS = 4_000;
/** Node 1 takes part in every third record. */
const DOWN = [1_500, 2_100] as const;

/** Entry 5 of term 1 is replaced by one of term 2 at record 900, and committed at 1203. Later ones come every 300. */
function logAt(event: number): { index: number; term: number; label: string; committed: boolean }[] {
  const at = event - (event % 3);
  if (at < 300) return [];
  const length = at < 900 ? 5 : 5 + Math.floor((at - 900) / 300);
  const all = Array.from({ length }, (_, index) => ({
    index: index + 1,
    term: index < 4 || at < 900 ? 1 : 2,
    label: "x",
    committed: at >= 1_203 && index < 5,
  }));
  return all.slice(-6);
}

function frameAt(event: number): Promise<Frame | undefined> {
  const isDown = event >= DOWN[0] && event < DOWN[1];
  const node = isDown ? { status: "down" } : { status: "up", log: logAt(event) };
  asked++;
  return Promise.resolve({ event, nodes: [{}, node] } as unknown as Frame);
}

let asked = 0;

const data = new RunData(infoOf(["n1", "n2"]));
data.append({
  columns: chunkOf(
    Array.from({ length: RECORDS }, (_, index) => ({ timeUs: index, node: index % 3 === 0 ? 1 : 0 })),
  ),
  notes: [
    { event: DOWN[0], timeUs: DOWN[0], node: 1, kind: "status", text: "down", value: 0 },
    { event: DOWN[1], timeUs: DOWN[1], node: 1, kind: "status", text: "up", value: 0 },
  ],
  history: [],
  violations: [],
});

const entry = (index: number, term: number): LogEntry => ({ node: 1, index, term });

test.for([
  ["an entry", entry(5, 2), "held", 3_999, 900],
  ["the entry that it replaced", entry(5, 1), "held", 800, 300],
  ["one that has left the newest", entry(1, 1), "held", 3_999, 300],
  ["its commit", entry(5, 2), "committed", 2_500, 1_203],
  ["while the node is down, what it held when it crashed", entry(6, 2), "held", 2_000, 1_200],
  ["what is not there", entry(5, 2), "held", 600, -1],
  ["what is not committed", entry(6, 2), "committed", 2_500, -1],
] as const)("%s is found", async ([, of, state, event, found]) => {
  asked = 0;
  expect(await whenEntry(data, of, state, event, frameAt)).toBe(found);
  expect(asked).toBeLessThan(16);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { RunBins } from "../../../src/ui/charts/run-bins.ts";
import { binOf, timeBins } from "../../../src/ui/charts/time-bins.ts";
import { EventKind, isDrop, isMessage, NO_CAUSE } from "../../../src/ui/run/kinds.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf, type TestRecord } from "../run/records.ts";

const info = infoOf(["n1", "n2", "c1"], {
  untilUs: 300_000,
  tags: [
    { name: "Append", family: "append", reply: false },
    { name: "Vote", family: "vote", reply: false },
  ],
});

test.for([
  [10_000_000, 100_000, 100],
  [300_000, 2_000, 150],
  [60_000_000, 500_000, 120],
  [7, 1, 7],
] as const)("a run of %i µs has bins of %i µs", ([untilUs, widthUs, count]) => {
  expect(timeBins(untilUs)).toEqual({ widthUs, count });
});

const steps = fc.array(
  fc.record({
    gapUs: fc.integer({ min: 0, max: 9_000 }),
    back: fc.integer({ min: 1, max: 5 }),
    kind: fc.constantFrom(EventKind.deliver, EventKind.timer, EventKind.dropLoss),
    tag: fc.integer({ min: 0, max: 1 }),
  }),
  { maxLength: 40 },
);

test("messages are counted where they were sent, lost where they were dropped, and on their way between", () => {
  fc.assert(
    fc.property(steps, fc.nat(40), (run, cut) => {
      let timeUs = 0;
      const records = run.map(({ gapUs, back, kind, tag }, index): TestRecord => {
        timeUs += gapUs;
        return { timeUs, node: 1, peer: 0, kind, tag, cause: index >= back ? index - back : NO_CAUSE };
      });
      const data = new RunData(info);
      const bins = new RunBins(info, data);
      for (const [from, to] of [
        [0, Math.min(cut, records.length)],
        [Math.min(cut, records.length), records.length],
      ] as const) {
        const columns = chunkOf(records.slice(from, to), from);
        data.append({ columns, notes: [], history: [], violations: [] });
        expect(bins.extend(() => false)).toBe(true);
      }
      expectSame(bins, records);
    }),
  );
});

function expectSame(bins: RunBins, records: readonly TestRecord[]): void {
  const { widthUs, count } = bins.bins;
  const flights = records
    .filter(({ kind }) => isMessage(kind!))
    .map((record) => ({ ...record, sentUs: records[record.cause!]?.timeUs ?? 0 }));
  const inFlight = bins.inFlight();
  for (let bin = 0; bin < count; bin++) {
    const isIn = (us: number): boolean => binOf(bins.bins, us) === bin;
    const votes = flights.filter(({ sentUs, tag }) => tag === 1 && isIn(sentUs));
    expect(bins.sent.vote.counts[bin]).toBe(votes.length);
    const lost = flights.filter(({ kind, timeUs }) => isDrop(kind!) && isIn(timeUs));
    expect(bins.lost.counts[bin]).toBe(lost.length);
    const first = records.findIndex(
      (record) => lost.some(({ timeUs }) => timeUs === record.timeUs) && isDrop(record.kind!),
    );
    expect(bins.lost.firstEvent(bin)).toBe(first);
    const endUs = (bin + 1) * widthUs;
    if (bin < count - 1)
      expect(inFlight[bin]).toBe(flights.filter((one) => one.sentUs < endUs && one.timeUs >= endUs).length);
  }
}

test("latencies are exact quantiles, and the slowest operation of a bin is known", () => {
  const data = new RunData(info);
  const history = [5_000, 1_000, 3_000].flatMap((tookUs, process) => [
    { type: "invoke" as const, process, f: "read", value: null, timeUs: 100_000, event: 1, node: 2 },
    { type: "ok" as const, process, f: "read", value: 1, timeUs: 100_000 + tookUs, event: 2, node: 2 },
  ]);
  data.append({ columns: chunkOf([]), notes: [], history: history.slice(), violations: [] });
  const bins = new RunBins(infoOf(["n1"], { untilUs: 1_000_000_000 }), data);
  bins.extend(() => false);
  expect([bins.latency(0, 0.5), bins.latency(0, 0.99), bins.latency(1, 0.5)]).toEqual([3_000, 5_000, null]);
  expect(bins.slowestOperation(0)).toBe(0);
  expect(bins.completed.ok.counts[0]).toBe(3);
});

test("a term holds until there is a higher one", () => {
  const data = new RunData(info);
  const role = (timeUs: number, term: number): Parameters<RunData["append"]>[0]["notes"][number] => ({
    event: timeUs / 1_000,
    timeUs,
    node: 0,
    kind: "role",
    text: "leader",
    value: term,
  });
  data.append({ columns: chunkOf([]), notes: [role(4_000, 1), role(9_000, 3)], history: [], violations: [] });
  const bins = new RunBins(info, data);
  bins.extend(() => false);
  expect(Array.from(bins.terms().slice(0, 6))).toEqual([0, 0, 1, 1, 3, 3]);
  expect(bins.roleEvent(4)).toBe(9);
  expect([1, 2].map((bin) => bins.leader(bin))).toEqual(["", "n1 leads"]);
});

test("counting stops when it is late, and goes on from there", () => {
  const data = new RunData(info);
  const records = Array.from({ length: 20_000 }, (_, index) => ({ timeUs: index, node: 1, peer: 0 }));
  data.append({ columns: chunkOf(records), notes: [], history: [], violations: [] });
  const bins = new RunBins(info, data);
  let looks = 0;
  expect(bins.extend(() => ++looks > 1)).toBe(false);
  expect(bins.progress).toBeLessThan(1);
  expect(bins.extend(() => false)).toBe(true);
  expect(bins.sent.append.total).toBe(20_000);
});

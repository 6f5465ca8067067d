import { expect, test } from "vitest";
import type { FaultInfo } from "../../../src/session/index.ts";
import { FaultSpans } from "../../../src/ui/run/fault-spans.ts";
import { faultMarks, stackBars } from "../../../src/ui/transport/fault-mark-list.ts";

const spans = new FaultSpans(["n1", "n2", "n3"]);
spans.add({ kind: "fault", event: 10, timeUs: 1_000, node: 0, text: "crash leader [n1]", value: 1 });
spans.add({ kind: "fault", event: 20, timeUs: 2_000, node: 1, text: "pause n2", value: 2 });
spans.add({ kind: "status", event: 30, timeUs: 5_000, node: 1, text: "up", value: 0 });

const fault = (atUs: number, text: string, entry?: number, muted = false): FaultInfo => ({
  atUs,
  text,
  muted,
  byHand: false,
  ...(entry === undefined ? {} : { entry, yaml: `{ ${text} }` }),
});

test("a fault that struck lasts as the run says, one ahead and a muted one are points", () => {
  const plan = [
    fault(1_000, "crash leader", 0),
    fault(2_000, "pause n3", 1, true),
    fault(2_000, "pause n2", 2),
    fault(9_000, "heal all", 3),
  ];
  const marks = faultMarks(plan, spans.spans, 6_000);
  expect(marks.map(({ fromUs, toUs, isInstant }) => [fromUs, toUs, isInstant])).toEqual([
    [1_000, 6_000, false],
    [2_000, 2_000, true],
    [2_000, 5_000, false],
    [9_000, 9_000, true],
  ]);
  expect(marks[0]!.text).toBe("crash leader");
  expect(marks.map(({ isMuted }) => isMuted)).toEqual([false, true, false, false]);
});

test("an entry that strikes again and again can be taken hold of once, a nemesis' fault not at all", () => {
  const plan = [fault(1_000, "crash n1", 0), fault(3_000, "crash n1", 0), fault(4_000, "crash n2")];
  expect(faultMarks(plan, [], 0).map(({ entry }) => entry)).toEqual([0, undefined, undefined]);
});

test("what the run knows and the plan does not is shown too", () => {
  expect(faultMarks([], spans.spans, 6_000).map(({ text }) => text)).toEqual(["crash leader", "pause n2"]);
});

test("bars that overlap stand in rows of their own", () => {
  const marks = faultMarks([], spans.spans, 6_000);
  expect([...stackBars(marks).values()]).toEqual([0, 1]);
});

test("on the timeline a fault has fewer words, and an operation by hand is none", () => {
  const labels = [
    "drop-message n1 to n2 sent at 2.097331s [AppendEntries]",
    "drop-message Vote n1 to n2 sent at 2s [no such message is on its way]",
    "delay-message AppendEntries n1 to n2 sent at 2.1s no. 2 by 5ms [AppendEntries]",
    "partition leader | rest [n1 | n2 n3]",
    "operation c1 write x 7",
  ].map((text) => faultMarks([fault(1_000, text)], [], 0)[0]!);
  expect(labels.map(({ label }) => label)).toEqual([
    "drop AppendEntries n1→n2",
    "drop Vote n1→n2",
    "delay AppendEntries n1→n2 by 5 ms",
    "partition leader | rest",
    "c1 write x 7",
  ]);
  expect(labels.map(({ isOperation }) => isOperation)).toEqual([false, false, false, false, true]);
});

import { expect, test } from "vitest";
import type { Progress } from "../../../src/session/index.ts";
import { faultsAt, partitionsAt } from "../../../src/ui/run/partitions.ts";
import { STORY_KINDS } from "../../../src/ui/run/moments.ts";
import { Operations, operationText, outcomeAt } from "../../../src/ui/run/operations.ts";
import { NO_NODE } from "../../../src/ui/run/kinds.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "./infos.ts";
import { chunkOf } from "./records.ts";

const info = infoOf(["n1", "n2", "n3", "c1"]);

const note = (
  event: number,
  node: number,
  kind: string,
  text: string,
  value = 0,
): Progress["notes"][number] => ({
  event,
  timeUs: event * 10,
  node,
  kind,
  text,
  value,
});

const progress: Progress = {
  columns: chunkOf(Array.from({ length: 8 }, (_, index) => ({ timeUs: index * 10, node: index % 4 }))),
  notes: [
    note(1, 0, "role", "leader", 3),
    note(2, NO_NODE, "fault", "partition leader | rest [n1 | n2 n3]", 1),
    note(3, NO_NODE, "fault", "crash n3 for 20us", 2),
    note(3, 2, "status", "down"),
    note(5, 2, "status", "up"),
    note(6, NO_NODE, "fault-end", "heal all", 1),
  ],
  history: [
    { type: "invoke", process: 0, f: "write", key: "x", value: 7, timeUs: 10, event: 1, node: 3 },
    { type: "ok", process: 0, f: "write", key: "x", value: 7, timeUs: 40, event: 4, node: 3 },
    { type: "invoke", process: 0, f: "read", key: "x", value: null, timeUs: 50, event: 5, node: 3 },
    {
      type: "fail",
      process: 0,
      f: "read",
      key: "x",
      value: null,
      error: "not-leader",
      timeUs: 70,
      event: 7,
      node: 3,
    },
  ],
  violations: [{ invariant: "p/safe", event: 6, timeUs: 60, node: 0, message: "two leaders" }],
  computedUs: 70,
  events: 8,
  done: false,
};

function filled(): RunData {
  const data = new RunData(info);
  data.append(progress);
  return data;
}

test("roles and status hold from their event on", () => {
  const { nodes } = filled();
  expect(nodes.at(0, 0).role).toBe("");
  expect(nodes.at(0, 1)).toMatchObject({ role: "leader", term: 3, status: "up" });
  expect([2, 3, 4, 5].map((event) => nodes.at(2, event).status)).toEqual(["up", "down", "down", "up"]);
});

test("faults of one moment are over when they have struck", () => {
  const texts = [
    "drop-message n1 to n2 sent at 20ms [Beat]",
    "delay-message n1 to n2 sent at 20ms by 5ms [no such message is on its way]",
    "operation c1 write x 7",
    "pause n2",
  ];
  const data = new RunData(info);
  data.append({ ...progress, notes: texts.map((text, event) => note(event, NO_NODE, "fault", text, event)) });
  expect(data.faults.spans.map(({ endUs, nodes }) => [endUs, nodes])).toEqual([
    [0, [0, 1]],
    [10, [0, 1]],
    [20, [3]],
    [undefined, [1]],
  ]);
});

test("a disk that stalls goes on when its time is over, though nothing notes that", () => {
  const data = new RunData(info);
  const stall = note(2, NO_NODE, "fault", "disk-stall leader for 35us [n1]", 1);
  const inForce = (event: number): string[] => faultsAt(data.faults, event).map(({ kind }) => kind);
  data.append({
    ...progress,
    columns: chunkOf([0, 10, 20].map((timeUs) => ({ timeUs, node: 0 }))),
    notes: [stall],
  });
  expect(inForce(2)).toEqual(["disk-stall"]);
  expect(data.faults.spans[0]?.endUs).toBeUndefined();
  data.append({
    ...progress,
    columns: chunkOf(
      [30, 55, 80].map((timeUs) => ({ timeUs, node: 0 })),
      3,
    ),
    notes: [],
    history: [],
    violations: [],
  });
  expect(data.faults.spans[0]).toMatchObject({ endUs: 55, endEvent: 4 });
  expect([3, 4].map(inForce)).toEqual([["disk-stall"], []]);
});

test("faults last until they end or their node is up again; a word's nodes stand in brackets", () => {
  const { faults } = filled();
  expect(partitionsAt(faults, 1)).toEqual([]);
  expect(partitionsAt(faults, 2)).toEqual([[[0], [1, 2]]]);
  expect(partitionsAt(faults, 6)).toEqual([]);
  expect(faultsAt(faults, 4).map((span) => span.kind)).toEqual(["partition", "crash"]);
  expect(faultsAt(faults, 5).map((span) => span.kind)).toEqual(["partition"]);
});

test("an operation's outcome is known when the playhead has reached it", () => {
  const [write, read] = filled().operations.all;
  expect(outcomeAt(write!, 3)).toBe("open");
  expect(outcomeAt(write!, 4)).toBe("ok");
  expect(operationText(write!, "ok")).toBe("write x 7");
  expect(read).toMatchObject({ outcome: "fail", error: "not-leader", invokeEntry: 2, completeEntry: 3 });
});

test("how a client's operations ended is counted by their events, also in a branch", () => {
  const counts = (data: RunData): (number | undefined)[] =>
    (["ok", "fail", "info"] as const).map((ended) => data.operations.outcomesOf(3)?.count(ended, 0, 8));
  expect(counts(filled())).toEqual([1, 1, 0]);
  expect(filled().operations.outcomesOf(3)?.count("ok", 5, 8)).toBe(0);
  const branch = new RunData(info);
  for (const part of filled().beginning(7, 6, 3)) branch.append(part);
  expect(counts(branch)).toEqual([1, 0, 0]);
  branch.append({
    ...progress,
    columns: chunkOf([{ timeUs: 70, node: 1 }], 7),
    notes: [],
    history: progress.history.slice(3),
  });
  expect(counts(branch)).toEqual([1, 1, 0]);
});

test("a branch begins with the shared past and goes its own way", () => {
  const data = new RunData(info);
  for (const part of filled().beginning(5, 4, 2)) data.append(part);
  expect(data.columns.length).toBe(5);
  expect(data.nodes.at(2, 7).status).toBe("down");
  expect(faultsAt(data.faults, 7).map((span) => span.kind)).toEqual(["partition", "crash"]);
  expect(data.operations.all.map((operation) => operation.outcome)).toEqual(["ok"]);
  expect(data.violations).toEqual([]);
  data.append({
    ...progress,
    columns: chunkOf([{ timeUs: 50, node: 1 }], 5),
    notes: [],
    history: progress.history.slice(2),
    violations: [],
  });
  expect(data.operations.ofEntry(3)?.outcome).toBe("fail");
  expect(data.lanes.next(1, 1)).toBe(5);
});

test("moments are what is worth stopping at, in order", () => {
  const { moments } = filled();
  const story: string[] = [];
  let at = moments.next(-1, STORY_KINDS);
  for (; at !== undefined; at = moments.next(at.event, STORY_KINDS)) story.push(`${at.event} ${at.kind}`);
  expect(story).toEqual(["1 leader", "2 fault", "3 fault", "6 fault"]);
  expect(moments.at("violation", 0)).toMatchObject({ event: 6, text: "two leaders" });
  expect(moments.at("operation", 0)).toMatchObject({ event: 4, text: "c1: write x 7, ok after 30 µs" });
});

test("a client is several processes once it calls while another call of its waits", () => {
  const operations = new Operations();
  const call = { f: "read", key: "x", value: null, timeUs: 1, event: 1 };
  operations.add({ type: "invoke", process: 0, node: 3, ...call });
  operations.add({ type: "invoke", process: 1, node: 4, ...call });
  expect([3, 4].map((node) => operations.hasSeveral(node))).toEqual([false, false]);
  operations.add({ type: "invoke", process: 2, node: 3, ...call });
  expect([3, 4].map((node) => operations.hasSeveral(node))).toEqual([true, false]);
});

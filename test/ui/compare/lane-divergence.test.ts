import { expect, test } from "vitest";
import { createSession, type RunInfo } from "../../../src/session/index.ts";
import { LaneDivergence, type LaneSide } from "../../../src/ui/compare/lane-divergence.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";

const text = `
lightcone: 1
title: Two runs
cluster: { program: raft, nodes: 5, options: { initialLeader: n1, initialLog: [1, 1, 1, 1, 1] } }
network: { latency: 5ms..9ms }
workload: { clients: 1, rate: 20/s }
run: { until: 3s }
`;

async function sides(): Promise<{ a: LaneSide; b: LaneSide; info: RunInfo; shared: number }> {
  const session = createSession(() => performance.now());
  const opened = await session.open({ file: "two.yaml", text });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const edited = await session.edit({ do: "inject", atUs: 1_000_000, yaml: "pause: n3" });
  if (!edited.ok) throw new Error(JSON.stringify(edited.error));
  const a = await known(session, await session.show(0, true));
  const b = await known(session, await session.show(edited.value.branch, true));
  const at = await session.divergence(0, edited.value.branch);
  return { a, b, info: opened.value, shared: at?.event ?? 0 };
}

async function known(session: ReturnType<typeof createSession>, info: RunInfo): Promise<LaneSide> {
  const data = new RunData(info);
  for (let done = false; !done;) {
    const progress = await session.advance(50, info.branch);
    data.append(progress);
    ({ done } = progress);
  }
  return { data, tags: info.tags, knownUs: Infinity };
}

/** What it must answer: lanes as lists, compared from the beginning. */
function naive(a: LaneSide, b: LaneSide, node: number): number {
  const list = ({ data: { columns }, tags }: LaneSide): string[] =>
    Array.from({ length: columns.length }, (_, event) => event)
      .filter((event) => columns.node[event] === node)
      .map((event) =>
        [
          columns.timeUs[event],
          columns.kind[event],
          columns.peer[event],
          tags[columns.tag[event]!]?.name,
        ].join(),
      );
  const [left, right] = [list(a), list(b)];
  const at = left.findIndex((words, index) => words !== right[index]);
  const first = at >= 0 ? at : right.length > left.length ? left.length : -1;
  const times = [left[first], right[first]].map((words) =>
    words === undefined ? Infinity : Number.parseFloat(words),
  );
  return first < 0 ? Infinity : Math.min(...times);
}

test("a lane differs from its first event on that the other run does not have, as in a naive comparison", async () => {
  const { a, b, shared } = await sides();
  const lanes = new LaneDivergence(6, shared);
  while (!lanes.extend(a, b));
  expect(lanes.fromUs).toEqual([0, 1, 2, 3, 4, 5].map((node) => naive(a, b, node)));
  // n3 is paused then; n1 hears of it by an answer that does not come.
  expect(lanes.fromUs[2]).toBeGreaterThanOrEqual(1_000_000);
  expect(lanes.fromUs[0]).toBeGreaterThan(lanes.fromUs[2]!);
  expect(lanes.fromUs[0]).toBeLessThan(1_200_000);
});

test("what one run has not computed yet is no difference", async () => {
  const { a, info, shared } = await sides();
  const { columns } = a.data;
  const half: LaneSide = { ...a, knownUs: 500_000, data: new RunData(info) };
  const begun = {
    columns: columns.slice(0, columns.lastAt(500_000) + 1),
    notes: [],
    history: [],
    violations: [],
  };
  half.data.append(begun);
  const lanes = new LaneDivergence(6, Math.min(shared, half.data.columns.length));
  expect(lanes.extend(a, half)).toBe(true);
  expect(lanes.fromUs).toEqual(Array.from({ length: 6 }, () => Infinity));
});

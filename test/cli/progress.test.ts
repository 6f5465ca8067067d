import { afterEach, expect, it, vi } from "vitest";
import { RunProgress } from "../../src/cli/progress.ts";
import type { Cluster } from "../../src/cluster/index.ts";
import type { Scenario } from "../../src/scenario/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it("a run whose virtual time stands still is measured by its budget of events", () => {
  const said: string[] = [];
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const progress = new RunProgress({ budget: { events: 1_000, memoryBytes: 0 } } as Scenario);
  const at = (ms: number, nowUs: number, events: number): void => {
    clock.mockReturnValue(ms);
    progress.update({ nowUs, events, spec: { untilUs: 100 } } as unknown as Cluster);
  };
  at(10_000, 50, 100);
  at(20_000, 50, 400);
  at(40_000, 50, 800);
  expect(said.map((line) => /(\d+) %.*about (\d+) s/.exec(line)?.slice(1))).toEqual([
    ["50", "10"],
    ["40", "30"],
    ["80", "10"],
  ]);
});

import { expect, test } from "vitest";
import { drawTimestamps } from "../../../src/ui/diagram/draw-timestamps.ts";
import { LogicalTime } from "../../../src/ui/run/logical-time.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf } from "../run/records.ts";
import { sceneFor } from "./drawn.ts";

const info = infoOf(["n1", "n2"]);
const data = new RunData(info);
// Events of n1, so near each other that their labels touch.
data.append({
  columns: chunkOf(Array.from({ length: 40 }, (_, event) => ({ timeUs: 500 + event, node: 0 }))),
  notes: [],
  history: [],
  violations: [],
});
const times = new LogicalTime(data, 2);
times.extend();
const lane = { node: 0, name: "n1", isClient: false, y: 100, height: 80, isUnder: false };

function drawnWith(selected: number, toUs = 1_000): string {
  const { scene, svg } = sceneFor(
    { fromUs: 0, toUs },
    {
      data,
      info,
      lanes: [lane],
      laneOf: [lane],
      seenEvent: 39,
      event: 39,
      selected,
      timestamps: { kind: "vector", times },
    },
  );
  drawTimestamps(scene);
  return svg();
}

const labelsIn = (svg: string): string[] =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text ?? "");

test("the selected event has its label though others are in its way, and they keep clear of it", () => {
  expect(labelsIn(drawnWith(-1))).toEqual(["1 0", "28 0"]);
  // The first of all would touch it.
  expect(labelsIn(drawnWith(1))).toEqual(["2 0", "37 0"]);
});

test("at the right edge the selected event's label stands left of it", () => {
  const svg = drawnWith(39, 540);
  const x = Number(/<text[^>]*x="([\d.]+)"[^>]*>40 0</.exec(svg)?.[1]);
  expect(x + 4 * 7).toBeLessThan(998 - 9);
});

test("every label lies on paper of its own", () => {
  const svg = drawnWith(-1);
  expect(svg).toMatch(/<rect[^>]*fill="paper"/);
  expect(svg).not.toContain("opacity");
});

import { expect, test } from "vitest";
import { drawLaneNames, drawMoments } from "../../../src/ui/diagram/draw-labels.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf } from "../run/records.ts";
import { sceneFor } from "./drawn.ts";

const info = infoOf(["n1"]);
const data = new RunData(info);
data.append({
  columns: chunkOf(Array.from({ length: 100 }, (_, event) => ({ timeUs: event * 1_000, node: 0 }))),
  notes: [
    { kind: "role", event: 10, timeUs: 10_000, node: 0, text: "candidate", value: 1 },
    { kind: "role", event: 40, timeUs: 40_000, node: 0, text: "leader", value: 1 },
  ],
  history: [],
  violations: [],
});
const lane = { node: 0, name: "n1", isClient: false, y: 100, height: 80, isUnder: false };

function wordsAt(event: number, window: { readonly fromUs: number; readonly toUs: number }): string[] {
  const { scene, svg } = sceneFor(window, {
    data,
    info,
    lanes: [lane],
    laneOf: [lane],
    nowUs: event * 1_000,
    event,
    seenUs: 90_000,
    seenEvent: 90,
  });
  drawLaneNames(scene);
  drawMoments(scene);
  return Array.from(svg().matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text ?? "");
}

test("a lane's end tells of the playhead while that is in sight", () => {
  const words = wordsAt(15, { fromUs: 0, toUs: 60_000 });
  expect(words.join()).toContain("candidate");
  expect(words.join()).toContain("now 0.015");
  expect(words.filter((text) => text.startsWith("at "))).toEqual([]);
});

test("where the playhead is out of sight it tells of the window's end, and says when that is", () => {
  const later = wordsAt(80, { fromUs: 0, toUs: 20_000 });
  expect(later.join()).toContain("candidate");
  expect(later).toContain("at 0.020 s");
  const earlier = wordsAt(5, { fromUs: 30_000, toUs: 200_000 });
  expect(earlier.join()).toContain("leader");
  expect(earlier).toContain("at 0.090 s");
});

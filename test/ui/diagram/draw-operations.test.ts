import { expect, test } from "vitest";
import { drawOperations } from "../../../src/ui/diagram/draw-operations.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf } from "../run/records.ts";
import { sceneFor } from "./drawn.ts";

const info = infoOf(["n1", "c1"]);
const data = new RunData(info);
data.append({
  columns: chunkOf(Array.from({ length: 10 }, (_, event) => ({ timeUs: event * 100, node: event % 2 }))),
  notes: [],
  history: [
    { type: "invoke", process: 0, f: "read", key: "x", value: null, timeUs: 200, event: 2, node: 1 },
    { type: "ok", process: 0, f: "read", key: "x", value: 7, timeUs: 800, event: 8, node: 1 },
  ],
  violations: [],
});
const lane = { node: 1, name: "c1", isClient: true, y: 100, height: 80, isUnder: false };

/** All was played; the playhead was then taken back to record `event`. */
function drawnAt(event: number, witness: readonly number[] = []): string {
  const now = { nowUs: event * 100, event, seenEvent: 9 };
  const { scene, svg } = sceneFor(
    { fromUs: 0, toUs: 1_000 },
    { data, info, lanes: [lane], laneOf: [undefined, lane], ...now, witness: new Set(witness) },
  );
  drawOperations(scene);
  return svg();
}

/** Where the bar of what succeeded begins, px. */
const okFrom = (svg: string): string | undefined => /x="(\d+)"[^>]*fill="ok"/.exec(svg)?.[1];

test("an operation's outcome stands left of the playhead only once it has happened", () => {
  expect(okFrom(drawnAt(9))).toBe("200");
  expect(drawnAt(9)).toContain("read x = 7");
  expect(okFrom(drawnAt(5))).toBe("500");
  expect(drawnAt(5)).toContain("read x<");
  expect(drawnAt(5)).toContain("stroke-dasharray");
  expect(okFrom(drawnAt(1))).toBe("200");
});

test("a witness has a ring, which its words keep off", () => {
  const wordsY = (svg: string): number => Number(/<text[^>]* y="([\d.]+)"/.exec(svg)?.[1]);
  expect(drawnAt(9, [1])).toBe(drawnAt(9));
  const ringed = drawnAt(9, [0]);
  expect(ringed).toContain('stroke="fault"');
  expect(wordsY(ringed)).toBeLessThan(wordsY(drawnAt(9)));
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { playheadNow, startOfRun, usePlayhead } from "../../../src/ui/state/playhead-store.ts";
import { pause, play, seek, setSpeed, stepMoment } from "../../../src/ui/state/player.ts";
import { useRun } from "../../../src/ui/state/run-store.ts";
import { setView } from "../../../src/ui/state/view-store.ts";
import { MOMENT_KINDS } from "../../../src/ui/run/moments.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf } from "../run/records.ts";

/** The reader's clock, ms, and what waits for the next picture. */
let nowMs = 0;
let waiting: FrameRequestCallback | undefined;

/** Shows pictures 10 ms apart for as long as somebody plays, `most` at most. */
function pictures(most: number): void {
  for (let count = 0; count < most && waiting !== undefined; count++) {
    const call = waiting;
    waiting = undefined;
    nowMs += 10;
    call(nowMs);
  }
}

beforeEach(() => {
  nowMs = 0;
  waiting = undefined;
  vi.stubGlobal("performance", { now: () => nowMs });
  vi.stubGlobal("requestAnimationFrame", (call: FrameRequestCallback) => ((waiting = call), 1));
  vi.stubGlobal("cancelAnimationFrame", () => (waiting = undefined));
  const info = infoOf(["n1", "n2"], { untilUs: 1_000_000 });
  const data = new RunData(info);
  const note = { node: 0, kind: "role", text: "leader", value: 1 };
  data.append({
    columns: chunkOf(
      Array.from({ length: 100 }, (_, index) => ({ timeUs: index * 10_000, node: index % 2 })),
    ),
    notes: [
      { ...note, event: 20, timeUs: 200_000 },
      { ...note, event: 60, timeUs: 600_000 },
    ],
    history: [],
    violations: [],
  });
  useRun.setState({ info, data, computedUs: 1_000_000, done: true });
  usePlayhead.setState(startOfRun);
  setView({ momentKinds: MOMENT_KINDS, stopsAtMoments: false });
  setSpeed(1);
});

afterEach(() => {
  pause();
  vi.unstubAllGlobals();
});

test("playing back goes back as fast as the speed says", () => {
  seek(500_000);
  play(-1);
  pictures(10);
  expect(playheadNow()).toMatchObject({ timeUs: 400_000, event: 40, isPlaying: true, direction: -1 });
  play();
  pictures(5);
  expect(playheadNow()).toMatchObject({ timeUs: 450_000, event: 45, direction: 1 });
});

test("playing back ends before the first event", () => {
  seek(35_000);
  play(-1);
  pictures(100);
  expect(playheadNow()).toMatchObject({ timeUs: 0, event: -1, isPlaying: false });
  play(-1);
  expect(playheadNow().isPlaying).toBe(false);
});

test("playing on ends with the run, and begins again from there", () => {
  seek(980_000);
  play();
  pictures(100);
  expect(playheadNow()).toMatchObject({ timeUs: 1_000_000, event: 99, isPlaying: false });
  play();
  pictures(3);
  expect(playheadNow()).toMatchObject({ timeUs: 30_000, event: 3 });
});

test.for([1, -1] as const)(
  "it stops at each moment where the reader wants it to (direction %i)",
  (direction) => {
    setView({ stopsAtMoments: true });
    seek(direction > 0 ? 0 : 990_000);
    const stops: number[] = [];
    for (let round = 0; round < 3; round++) {
      const from = playheadNow().timeUs;
      play(direction);
      // On the way there it plays.
      pictures(5);
      expect(playheadNow()).toMatchObject({ timeUs: from + direction * 50_000, isPlaying: true });
      pictures(200);
      stops.push(playheadNow().event);
    }
    expect(stops).toEqual(direction > 0 ? [20, 60, 99] : [60, 20, -1]);
  },
);

test("a question stops playing on, not playing back", () => {
  usePlayhead.setState({ gateUs: 300_000 });
  seek(250_000);
  play();
  pictures(100);
  expect(playheadNow()).toMatchObject({ timeUs: 300_000, isPlaying: false });
  play();
  expect(playheadNow().isPlaying).toBe(false);
  play(-1);
  pictures(3);
  expect(playheadNow()).toMatchObject({ timeUs: 270_000, isPlaying: true });
});

test("steps go to the moments that count", () => {
  expect(stepMoment(1)?.event).toBe(20);
  expect(stepMoment(1)?.event).toBe(60);
  expect(stepMoment(1)).toBeUndefined();
  expect(stepMoment(-1)?.event).toBe(20);
  setView({ momentKinds: ["fault"] });
  expect(stepMoment(1)).toBeUndefined();
  expect(playheadNow().event).toBe(20);
});

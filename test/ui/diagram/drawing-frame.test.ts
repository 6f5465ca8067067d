import { afterEach, expect, test, vi } from "vitest";
import { DrawingFrame } from "../../../src/ui/diagram/drawing-frame.ts";

const frames: (() => void)[] = [];
vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
vi.stubGlobal("cancelAnimationFrame", (id: number) => (frames[id - 1] = () => undefined));
const nextFrame = (): void => frames.splice(0).forEach((run) => run());

afterEach(() => frames.splice(0));

test("what plays is drawn in the frame in which it changed, once", async () => {
  const paint = vi.fn<() => void>();
  const frame = new DrawingFrame(paint);
  frame.atNext();
  frame.inThis();
  frame.inThis();
  expect(paint).not.toHaveBeenCalled();
  await Promise.resolve();
  expect(paint).toHaveBeenCalledTimes(1);
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
});

test("everything else is drawn with the next frame, once, and nothing when it has stopped", async () => {
  const paint = vi.fn<() => void>();
  const frame = new DrawingFrame(paint);
  frame.atNext();
  frame.atNext();
  await Promise.resolve();
  expect(paint).not.toHaveBeenCalled();
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
  frame.atNext();
  frame.inThis();
  frame.stop();
  await Promise.resolve();
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
});

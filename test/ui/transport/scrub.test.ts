import { expect, test, vi } from "vitest";
import { Scrub } from "../../../src/ui/transport/scrub.ts";

function pressed(isOnMark: boolean): {
  scrub: Scrub;
  sought: number[];
  jump: () => void;
} {
  const sought: number[] = [];
  const jump = vi.fn<() => void>();
  const scrub = new Scrub(100, (px) => sought.push(px), isOnMark ? jump : undefined);
  return { scrub, sought, jump };
}

test("a press beside the marks goes there at once, and takes the playhead along", () => {
  const { scrub, sought, jump } = pressed(false);
  scrub.move(101);
  scrub.move(150);
  scrub.release();
  expect(sought).toEqual([100, 101, 150]);
  expect(jump).not.toHaveBeenCalled();
});

test("a mark is gone to when it is let go where it was pressed", () => {
  const { scrub, sought, jump } = pressed(true);
  scrub.move(103);
  scrub.release();
  expect(sought).toEqual([]);
  expect(jump).toHaveBeenCalledTimes(1);
});

test("a press on a mark that is moved scrubs, and stays where it was let go", () => {
  const { scrub, sought, jump } = pressed(true);
  scrub.move(103);
  scrub.move(140);
  scrub.move(101);
  scrub.release();
  expect(sought).toEqual([140, 101]);
  expect(jump).not.toHaveBeenCalled();
});

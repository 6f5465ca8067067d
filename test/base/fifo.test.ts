import fc from "fast-check";
import { expect, it } from "vitest";
import { createFifo, dequeue, enqueue, fifoLength } from "../../src/base/index.ts";

it("a fifo gives what an array gives", () => {
  const steps = fc.array(fc.oneof(fc.nat(), fc.constant("take" as const)), { maxLength: 1000, size: "max" });
  fc.assert(
    fc.property(steps, (all) => {
      const fifo = createFifo<number>();
      const naive: number[] = [];
      for (const step of all) {
        if (step === "take") {
          expect(dequeue(fifo)).toBe(naive.shift());
        } else {
          enqueue(fifo, step);
          naive.push(step);
        }
        expect(fifoLength(fifo)).toBe(naive.length);
      }
    }),
  );
});

it("a fifo that is never empty does not grow", () => {
  const fifo = createFifo<number>();
  for (let index = 0; index < 10_000; index++) {
    enqueue(fifo, index);
    if (index >= 10) expect(dequeue(fifo)).toBe(index - 10);
  }
  expect(fifo.items.length).toBeLessThan(200);
});

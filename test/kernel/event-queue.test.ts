import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventQueue } from "../../src/kernel/event-queue.ts";

/** What the queue must do, written naively: a list sorted by (time, sequence). */
class NaiveQueue {
  entries: { timeUs: number; sequence: number; id: number }[] = [];
  next = 0;
  schedule(timeUs: number, id: number): void {
    this.entries.push({ timeUs, sequence: this.next++, id });
  }
  postpone(id: number, timeUs: number): void {
    this.entries.find((entry) => entry.id === id)!.timeUs = timeUs;
  }
  pop(untilUs: number): number {
    this.entries.sort((a, b) => a.timeUs - b.timeUs || a.sequence - b.sequence);
    const first = this.entries[0];
    if (first === undefined || first.timeUs > untilUs) return -1;
    this.entries.shift();
    return first.id;
  }
  cancel(id: number): void {
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }
}

type Step =
  | { do: "schedule"; delayUs: number }
  | { do: "pop"; horizonUs: number }
  | { do: "cancel"; pick: number }
  | { do: "postpone"; pick: number; delayUs: number }
  | { do: "copy" };

const delay = fc.oneof(
  fc.nat(3),
  fc.nat(100),
  fc.nat(300_000),
  fc.integer({ min: 0, max: 2 ** 34 }),
  fc.integer({ min: 0, max: 2 ** 48 }),
  fc.constantFrom(2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("schedule" as const), delayUs: delay }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pop" as const),
      horizonUs: fc.oneof(fc.constant(Infinity), delay),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), pick: fc.nat(1000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("postpone" as const), pick: fc.nat(1000), delayUs: delay }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "copy" as const }) },
);

function replay(steps: readonly Step[]): void {
  let queue = new EventQueue(4);
  const naive = new NaiveQueue();
  const slots = new Map<number, number>();
  const sinceUs = new Map<number, number>();
  let id = 0;
  for (const step of steps) {
    if (step.do === "schedule") {
      const timeUs = queue.nowUs + step.delayUs;
      sinceUs.set(id, queue.nowUs);
      slots.set(id, queue.schedule(timeUs, 1, 0, 0, 0, id, 0, null));
      naive.schedule(timeUs, id++);
    } else if (step.do === "pop") {
      const untilUs = queue.nowUs + step.horizonUs;
      const slot = queue.pop(untilUs);
      const popped = slot < 0 ? -1 : queue.extra[slot]!;
      expect(popped).toBe(naive.pop(untilUs));
      if (slot >= 0) expect(queue.since[slot]).toBe(sinceUs.get(popped));
      if (slot >= 0) queue.release(slot);
      slots.delete(popped);
    } else if (step.do === "cancel" && slots.size > 0) {
      const victim = Array.from(slots.keys())[step.pick % slots.size]!;
      queue.cancel(slots.get(victim)!);
      naive.cancel(victim);
      slots.delete(victim);
    } else if (step.do === "postpone" && slots.size > 0) {
      const moved = Array.from(slots.keys())[step.pick % slots.size]!;
      const timeUs = Math.max(queue.nowUs, queue.time[slots.get(moved)!]!) + step.delayUs;
      queue.postpone(slots.get(moved)!, timeUs);
      naive.postpone(moved, timeUs);
    } else if (step.do === "copy") {
      queue = EventQueue.restore(queue.snapshot());
      slots.clear();
      for (const slot of queue.waiting()) slots.set(queue.extra[slot]!, slot);
    }
    expect(queue.count).toBe(naive.entries.length);
  }
}

describe("event queue", () => {
  it("pops in the order of a sorted list, whatever is scheduled, cancelled and copied", () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 300 }), replay), { numRuns: 400 });
  });

  it("keeps that order when hundreds wait, many at one time", () => {
    const crowd = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ do: fc.constant("schedule" as const), delayUs: fc.nat(400) }) },
        {
          weight: 4,
          arbitrary: fc.record({ do: fc.constant("pop" as const), horizonUs: fc.constant(Infinity) }),
        },
        { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), pick: fc.nat(1000) }) },
        {
          weight: 1,
          arbitrary: fc.record({
            do: fc.constant("postpone" as const),
            pick: fc.nat(1000),
            delayUs: fc.nat(400),
          }),
        },
      ),
      { minLength: 1500, maxLength: 2000 },
    );
    fc.assert(fc.property(crowd, replay), { numRuns: 10 });
  });

  it("keeps that order when a horizon stopped it and many are then scheduled before what it had sorted", () => {
    const far = Array.from({ length: 40 }, (_, index) => 0x1000 + index * 0x60);
    const near = Array.from({ length: 60 }, (_, index) => 1 + ((index * 7) % 60));
    const schedule = (delayUs: number): Step => ({ do: "schedule", delayUs });
    const pop = (horizonUs: number): Step => ({ do: "pop", horizonUs });
    const all = [...far, ...near].map(() => pop(Infinity));
    replay([...far.map(schedule), pop(0), ...near.map(schedule), ...all]);
  });

  it("breaks ties by sequence number, also for events ranked beforehand", () => {
    const queue = new EventQueue(4, 100);
    const fields = { kind: 1, node: 0, peer: 0, tag: 0, extra: 7, cause: 0, payload: null };
    queue.schedule(5, 1, 0, 0, 0, 8, 0, null);
    queue.scheduleRanked(5, 3, fields);
    const first = queue.pop(Infinity);
    expect(queue.extra[first]).toBe(7);
  });
});

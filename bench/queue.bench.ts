import { EventQueue } from "../src/kernel/index.ts";
import { measure, scaled, type Measured } from "./measure.ts";
import { reportNs } from "./row.ts";

/**
 * The hold model (Vaucher & Duval 1975) with cancellation: pop the earliest event, push one at an exponential
 * delay; every fourth time a waiting event is cancelled and pushed anew, as a re-armed timer is. Delays are
 * drawn beforehand: only the queue is measured.
 */
const DRAWS = 65_536;
const delays = Float64Array.from({ length: DRAWS }, (_, index) =>
  Math.ceil(-Math.log(((index * 40_503) % DRAWS) / DRAWS + 1 / DRAWS / 2) * 10_000),
);
const operations = scaled(2_000_000);

const pendings = [
  [16, 60],
  [1024, 90],
  [65_536, 150],
] as const;

const speeds = await measure(Object.fromEntries(pendings.map(([pending]) => [pending, hold(pending)])));
for (const [pending, atMostNs] of pendings) {
  reportNs(`queue, pop + push with cancel, ${pending} pending`, speeds[pending]!, atMostNs);
}

function hold(pending: number): Measured {
  const queue = new EventQueue(pending * 2);
  let draw = 0;
  const push = (): number =>
    queue.schedule(queue.nowUs + delays[draw++ & (DRAWS - 1)]!, 1, 0, 0, 0, 0, 0, undefined);
  for (let index = 0; index < pending - 1; index++) push();
  let timer = push();
  const work = (): number => {
    for (let operation = 0; operation < operations; operation++) {
      if ((operation & 3) === 0) {
        queue.cancel(timer);
        timer = push();
      }
      const slot = queue.pop(Infinity);
      queue.release(slot);
      const pushed = push();
      if (slot === timer) timer = pushed;
    }
    return queue.nowUs;
  };
  return { units: operations, work };
}

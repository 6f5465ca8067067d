import type { Invariant, NodeNames } from "../../../cluster/index.ts";
import { CLOCKS } from "../clock.ts";
import type { ClocksState } from "../state.ts";

/** By node: events looked at. */
type Ghost = number[];

/** Looked at where happens-before is made: from one event of a node to its next, and from a send to its receipt. */
export const clockCondition: Invariant<ClocksState, Ghost> = {
  name: "clock-condition",
  says: "An event that happened before another has the lesser stamp.",
  source: "Lamport, CACM 1978",
  ghost: (nodes) => new Array<number>(nodes).fill(0),
  check(seen, state, node, names) {
    if (state.events === seen[node]) return undefined;
    seen[node] = state.events;
    return isReceivedLater(state, names(node), names) ?? isLater(state, names(node));
  },
  onRestart(seen, node) {
    seen[node] = 0;
  },
};

function isReceivedLater(state: ClocksState, name: string, names: NodeNames): string | undefined {
  const { received, stamp, from, options } = state;
  const clock = CLOCKS[options.clock];
  if (received === null || clock.compare(received, stamp) === "before") return undefined;
  return `${name} received a message at ${clock.text(stamp)} that ${names(from)} had sent at ${clock.text(received)}`;
}

function isLater({ previous, stamp, events, options }: ClocksState, name: string): string | undefined {
  const clock = CLOCKS[options.clock];
  if (events < 2 || clock.compare(previous, stamp) === "before") return undefined;
  return `${name} stamped event ${events} ${clock.text(stamp)}, and the event before it ${clock.text(previous)}`;
}

import type { NodeDescription, NodeNames } from "../../cluster/index.ts";
import { CLOCKS, millisecondsText } from "./clock.ts";
import type { ClocksState } from "./state.ts";

/** A node for the inspector: its clock, and what the looker-on found of it. */
export function describe(state: ClocksState, names: NodeNames): NodeDescription {
  const clock = CLOCKS[state.options.clock];
  const { stamp, received, from, past, ordered, unordered, backwards } = state;
  const what =
    received === null ? "its own" : `received from ${names(from)}, sent at ${clock.text(received)}`;
  return {
    rows: [
      ["clock", state.options.clock],
      ["stamp", clock.text(stamp)],
      ["bytes of a stamp", String(clock.sizeBytes(stamp))],
      ["physical clock", millisecondsText(state.physicalUs)],
      ["events", String(state.events)],
      ["last event", state.events === 0 ? "none yet" : what],
      ["its causal past", past.map((count, node) => `${names(node)} ${count}`).join(", ") || "nothing"],
      ["concurrent pairs met", String(ordered + unordered)],
      ["of these, stamped in order", String(ordered)],
      ["received before sent", String(backwards)],
    ],
  };
}

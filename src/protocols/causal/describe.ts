import { valueText, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import { valueAt } from "../../base/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import type { VectorClock } from "../timestamps/vector.ts";
import { describeWrite } from "./describe-write.ts";
import type { CausalMessage, Write } from "./messages.ts";
import type { CausalState } from "./state.ts";
import { seenBy } from "./token.ts";
import { awaitedBy, firstMissing, type Missing } from "./visibility.ts";

type Row = readonly [label: string, value: string];

/** Keys shown, and writes of one message in full. */
const MOST_KEYS = 16;
const MOST_WRITES = 3;

/** A replica for the inspector: what can be read here, and what waits for what. */
export function describe(state: CausalState, names: NodeNames): NodeDescription {
  const received = state.logs.map(({ length }) => length);
  return {
    rows: [
      ["visible", countsText(state.visible, names)],
      ["received", countsText(received, names)],
      ["Lamport clock", String(state.clock)],
      ...heldWrites(state).map((write) => heldRow(state, write, names)),
      ...waitingRows(state, names),
      ...keyRows(state),
    ],
  };
}

/** Of each origin the first write that is here and not visible, and those that overtook it. */
function heldWrites(state: CausalState): Write[] {
  return state.logs.flatMap((log, origin) => {
    const next = valueAt(log, state.visible[origin]!);
    return [...(next === undefined ? [] : [next]), ...state.early[origin]!.values()];
  });
}

function heldRow(state: CausalState, write: Write, names: NodeNames): Row {
  const missing = awaitedBy(state, write);
  return [
    `held ${describeWrite(write)}`,
    missing === undefined ? "waits for the disk" : waitText(missing, names),
  ];
}

function waitingRows(state: CausalState, names: NodeNames): Row[] {
  return state.waiting.map(({ client, request }) => [
    `${names(client)} ${request.f} ${describeRequest(request)}`,
    waitText(firstMissing(state, seenBy(request))!, names),
  ]);
}

function waitText({ origin, number }: Missing, names: NodeNames): string {
  return `waits for write ${number} of ${names(origin)}`;
}

function keyRows({ store }: CausalState): Row[] {
  const rows: Row[] = [];
  for (const [key, { value, stamp }] of store) {
    if (rows.length === MOST_KEYS) return [...rows, ["…", `${store.size} keys in all`]];
    rows.push([`key ${key}`, `${valueText(value)}, stamp ${stamp.counter}`]);
  }
  return rows;
}

/** One message in a few words. */
export function describeMessage(message: CausalMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Writes":
      return message.writes.length > MOST_WRITES
        ? `${message.writes.length} writes`
        : message.writes.map((write) => writeText(write, names)).join("; ");
    case "Digest":
      return `has ${countsText(message.received, names)}`;
    case "Request":
      return `${message.f} ${describeRequest(message)}`;
    case "Response":
      return message.outcome === "redirect" && message.leader !== undefined
        ? `redirect to ${names(message.leader)}`
        : message.outcome;
  }
}

function writeText(write: Write, names: NodeNames): string {
  const depends = countsText(write.dependencies, names);
  return `${describeWrite(write)}, write ${write.number} of ${names(write.origin)}${depends === "nothing" ? "" : ` after ${depends}`}`;
}

/** `n1 3, n3 1`: so many writes of each. */
function countsText(clock: VectorClock, names: NodeNames): string {
  const counts = clock.flatMap((count, node) => (count === 0 ? [] : [`${names(node)} ${count}`]));
  return counts.length === 0 ? "nothing" : counts.join(", ");
}

import { formatDuration } from "../../base/index.ts";
import {
  describeOperation,
  valueText,
  type NodeDescription,
  type NodeNames,
  type Value,
} from "../../cluster/index.ts";
import type { HybridStamp } from "../timestamps/hybrid.ts";
import type { ClockKind } from "./clock.ts";
import { deliveredOf } from "./by-operation.ts";
import type { Stored } from "./by-state.ts";
import { contentOf, typeOf, valueOf } from "./contents.ts";
import type { AnyMessage, Update } from "./messages.ts";
import type { Answered, MultiLeaderState } from "./state.ts";

const MOST_KEYS = 8;

export function describe(state: MultiLeaderState, names: NodeNames): NodeDescription {
  const { options, byState, byOperation } = state;
  const keys = Array.from(state.contents.keys()).slice(0, MOST_KEYS);
  const hasClock = options.data === "lww-register" && options.clock !== "physical";
  const progress: NodeDescription["rows"] =
    options.replication === "operation"
      ? [
          ["delivered", countsText(deliveredOf(state), names)],
          ["waiting for earlier ones", String(byOperation.waiting.length)],
        ]
      : [
          ["version", String(byState.version)],
          ["acknowledged", countsText(byState.acknowledged, names)],
        ];
  return {
    rows: [
      ["data", options.data],
      ...keys.map((key) => [key, contentText(state, key, names)] as const),
      ["own updates", String(state.count)],
      ...(hasClock ? [[`${options.clock} clock`, timeText(state.clock, options.clock)] as const] : []),
      ...progress,
    ],
  };
}

/** `7, stamped 1.605s by n2`; a set as its elements: `bread, milk`. */
function contentText(state: MultiLeaderState, key: string, names: NodeNames): string {
  const value = valueOf(state, key);
  const stamp = typeOf(state).stampOf?.(contentOf(state, key));
  const stamped =
    stamp === undefined ? "" : `, stamped ${timeText(stamp, state.options.clock)} by ${names(stamp.node)}`;
  if (!Array.isArray(value)) return valueText(value) + stamped;
  return value.length === 0 ? "no elements" : (value as readonly Value[]).map(elementText).join(", ");
}

function elementText(element: Value): string {
  return typeof element === "string" ? element : valueText(element);
}

/** A count, or a time with what counts the events that share it. */
function timeText({ l, c }: HybridStamp, clock: ClockKind): string {
  return `${clock === "lamport" ? l : formatDuration(l)}${c > 0 ? ` + ${c}` : ""}`;
}

/** `n1 4, n2 7`; those that are 0 are left out. */
function countsText(counts: readonly number[], names: NodeNames): string {
  const shown = counts.flatMap((count, node) => (count === 0 ? [] : [`${names(node)} ${count}`]));
  return shown.length === 0 ? "none" : shown.join(", ");
}

export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Updates":
      return message.updates.length === 1
        ? updateText(message.updates[0]!, names)
        : `${message.updates.length} updates of ${originsOf(message.updates).map(names).join(", ")}`;
    case "Summary":
      return `has ${countsText(message.delivered, names)}`;
    case "Contents":
      return `version ${message.version}: ${message.contents.map(([key]) => key).join(", ")}`;
    case "ContentsReply":
      return `has version ${message.version}`;
    case "Request":
      return describeOperation(message);
    case "Response":
      return message.outcome;
  }
}

function updateText({ origin, count, key }: Update, names: NodeNames): string {
  return `${names(origin)}'s update ${count}, of ${key}`;
}

function originsOf(updates: readonly Update[]): number[] {
  return Array.from(new Set(updates.map(({ origin }) => origin)));
}

/** A session's cell has its newest answer, a key's its content. */
export function describeCell(cell: string, value: unknown): string {
  if (cell.startsWith("session ")) return `request ${(value as Answered).id}`;
  return cell.startsWith("content ") ? `version ${(value as Stored).version}` : String(value);
}

import {
  describeOperation,
  valueText,
  type NodeDescription,
  type NodeNames,
  type Value,
} from "../../cluster/index.ts";
import { deliveredOf } from "./by-operation.ts";
import type { Stored } from "./by-state.ts";
import { valueOf } from "./contents.ts";
import type { AnyMessage, Update } from "./messages.ts";
import type { Answered, MultiLeaderState } from "./state.ts";

const MOST_KEYS = 8;

export function describe(state: MultiLeaderState, names: NodeNames): NodeDescription {
  const { options, byState } = state;
  const keys = Array.from(state.contents.keys()).slice(0, MOST_KEYS);
  const clock = options.data === "lww-register" ? [["clock", clockText(state)] as const] : [];
  const progress: NodeDescription["rows"] =
    options.replication === "operation"
      ? [
          ["delivered", countsText(deliveredOf(state), names)],
          ["waiting for earlier ones", String(state.byOperation.waiting.length)],
        ]
      : [
          ["version", String(byState.version)],
          ["acknowledged", countsText(byState.acknowledged, names)],
        ];
  return {
    rows: [
      ["data", options.data],
      ...keys.map((key) => [key, contentText(valueOf(state, key))] as const),
      ["own updates", String(state.count)],
      ...clock,
      ...progress,
    ],
  };
}

/** A set as its elements: `bread, milk`. */
function contentText(value: Value): string {
  if (!Array.isArray(value)) return valueText(value);
  return value.length === 0 ? "no elements" : (value as readonly Value[]).map(elementText).join(", ");
}

function elementText(element: Value): string {
  return typeof element === "string" ? element : valueText(element);
}

function clockText({ options, clock }: MultiLeaderState): string {
  return `${options.clock}, ${clock.l}${clock.c > 0 ? ` + ${clock.c}` : ""}`;
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

import { valueText, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import type { AnyMessage } from "./messages.ts";
import { SESSION_CELL } from "./replica.ts";
import type { AbdState } from "./state.ts";
import { NEVER, type Version } from "./version.ts";

/** More keys and calls than this are not listed. */
const MOST_ROWS = 8;

export function describe({ copies, calls }: AbdState, names: NodeNames): NodeDescription {
  const kept = Array.from(copies).slice(0, MOST_ROWS);
  const underWay = Array.from(calls.values()).slice(0, MOST_ROWS);
  return {
    rows: [
      ["keys", String(copies.size)],
      ...kept.map(([key, version]) => [key, versionText(version, names)] as const),
      ...underWay.map(
        ({ request, phase, answered }) =>
          [
            `${request.f} ${describeRequest(request)}`,
            `${phase} phase, answered by ${answered.map(names).join(", ") || "nobody yet"}`,
          ] as const,
      ),
    ],
  };
}

/** `7 (tag 3 of n1)` */
function versionText(version: Version, names: NodeNames): string {
  if (version.number === NEVER.number) return "nothing";
  return `${valueText(version.value)} (tag ${version.number} of ${names(version.writer)})`;
}

export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Query":
      return message.key;
    case "QueryReply":
      return versionText(message.version, names);
    case "Update":
      return `${message.key} ${versionText(message.version, names)}`;
    case "UpdateReply":
      return "kept";
    case "Request":
      return `${message.f} ${describeRequest(message)}`;
    case "Response":
      return message.outcome;
  }
}

export function describeCell(cell: string, value: unknown, names: NodeNames): string {
  if (!cell.startsWith(SESSION_CELL)) return versionText(value as Version, names);
  return `operation ${value as number}`;
}

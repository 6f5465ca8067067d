import { valueText, type NodeNames } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";
import type { Copy } from "./copies.ts";
import { OWN_COPY, type AnyMessage } from "./messages.ts";

/** One message in a few words. */
export function describeMessage(message: AnyMessage, names: NodeNames): string {
  switch (message.kind) {
    case "Write":
      return `${message.key} ${valuesText(message.copy)}${message.hintFor === OWN_COPY ? "" : `, for ${names(message.hintFor)}`}`;
    case "WriteReply":
      return "kept";
    case "Read":
      return `${message.key} ?`;
    case "ReadReply":
      return message.copy === null ? "nothing" : valuesText(message.copy);
    case "Repair":
      return `${message.key} ${valuesText(message.copy)}`;
    case "Handoff":
    case "HandoffReply":
      return message.entries.map(([key, copy]) => `${key} ${valuesText(copy)}`).join(", ");
    case "Digests":
      return `level ${message.level}, ${message.places.length} of the tree`;
    case "Leaves":
      return `${message.leaves.length} ranges, ${message.entries.length} keys`;
    case "Request":
      return `${message.f} ${describeRequest(message)}`;
    case "Response":
      return message.outcome === "redirect" && message.leader !== undefined
        ? `redirect to ${names(message.leader)}`
        : message.outcome;
  }
}

function valuesText({ versions }: Copy): string {
  return versions.map(({ value }) => valueText(value)).join(" and ");
}

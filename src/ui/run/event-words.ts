import { faultWords } from "../../base/index.ts";
import type { RunInfo } from "../../session/index.ts";
import { dropText, EventKind, isDrop } from "./kinds.ts";
import type { RunData } from "./run-data.ts";

/** An event in a few words, from what the page knows: the engine has a longer sentence. */
export function eventWords(info: RunInfo, { columns, faults }: RunData, event: number): string {
  const kind = columns.kind[event]!;
  const node = info.nodes[columns.node[event]!]?.name ?? "";
  const peer = info.nodes[columns.peer[event]!]?.name ?? "";
  const tag = info.tags[columns.tag[event]!]?.name ?? "";
  if (kind === EventKind.start) return `${node} starts`;
  if (kind === EventKind.deliver) return `${node} hears ${tag} from ${peer}`;
  if (kind === EventKind.timer) return `${node}: the ${tag} timer fires`;
  if (kind === EventKind.disk) return `${node}: the disk has synced`;
  if (isDrop(kind)) return `${tag} from ${peer} to ${node} is dropped: ${dropText(kind)}`;
  return faultWords(faults.texts.get(event) ?? "a fault").replace(OPERATION, "operation by hand: ");
}

/** How a note begins that tells of an operation in the fault plan: it stands among faults and is none. */
const OPERATION = /^operation /;

/** The kind in one word, for the table and its filter; `text` is what is told of the record, if anything. */
export function kindWord(kind: number, text = ""): string {
  if (kind === EventKind.start) return "start";
  if (kind === EventKind.deliver) return "message";
  if (kind === EventKind.timer) return "timer";
  if (kind === EventKind.disk) return "disk";
  if (isDrop(kind)) return "dropped";
  return OPERATION.test(text) ? "operation" : "fault";
}

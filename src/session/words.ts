import { faultWords, isAppendList } from "../base/index.ts";
import { EventKind, type Cluster, type FaultPayload, type Message, type Note } from "../cluster/index.ts";
import { NO_CAUSE, type Trace } from "../kernel/index.ts";
import type { EventDetail } from "./api.ts";

/** What events are told with: names, and the programs that describe their messages. */
type Names = Pick<Cluster, "nodes" | "tagNames" | "nameOf">;

/** Longest chain of causes that is told. */
const WHY_LIMIT = 24;
const TEXT_LIMIT = 200;

/** One event in words, with the chain of causes that led to it, newest first. */
export function eventDetail(
  cluster: Cluster,
  trace: Trace,
  index: number,
  notes: readonly string[],
): EventDetail {
  const why: EventDetail["why"][number][] = [];
  for (let at = index; at !== NO_CAUSE && why.length < WHY_LIMIT; at = trace.cause(at)) {
    why.push({
      index: at,
      timeUs: trace.timeUs(at),
      node: trace.node(at),
      text: toldText(cluster, trace, at),
    });
  }
  return { index, timeUs: trace.timeUs(index), node: trace.node(index), text: why[0]!.text, notes, why };
}

/** Exports have faults as the scenario calls them, readers have them in plain words. */
function toldText(cluster: Names, trace: Trace, index: number): string {
  const text = eventText(cluster, trace, index);
  return trace.kind(index) === EventKind.fault ? faultWords(text) : text;
}

/** What happened in one sentence: `n4 hears RequestVote from n5, term 4`. */
export function eventText(cluster: Names, trace: Trace, index: number): string {
  const node = cluster.nameOf(trace.node(index));
  const from = cluster.nameOf(trace.peer(index));
  const tag = cluster.tagNames[trace.tag(index)] ?? "";
  switch (trace.kind(index)) {
    case EventKind.start:
      return `${node} starts`;
    case EventKind.deliver:
      return `${node} hears ${tag} from ${from}${detail(cluster, trace, index)}`;
    case EventKind.timer:
      return `${node}: the ${tag} timer fires`;
    case EventKind.disk:
      return `${node}: the disk has synced`;
    case EventKind.fault:
      return (trace.payload(index) as FaultPayload | undefined)?.text ?? "a fault";
    case EventKind.dropLoss:
      return `${tag} from ${from} to ${node} is lost${detail(cluster, trace, index)}`;
    case EventKind.dropCut:
      return `${tag} from ${from} cannot reach ${node}: no link${detail(cluster, trace, index)}`;
    case EventKind.dropDown:
      return `${tag} from ${from} finds ${node} down${detail(cluster, trace, index)}`;
    case EventKind.dropFault:
      return `${tag} from ${from} to ${node} is dropped by a fault${detail(cluster, trace, index)}`;
    default:
      return `${tag} from ${from} to ${node} finds the buffer full${detail(cluster, trace, index)}`;
  }
}

function detail(cluster: Names, trace: Trace, index: number): string {
  const text = messageText(cluster, trace.peer(index), trace.payload(index));
  return text === "" ? "" : `: ${text}`;
}

/** What a message says, by its sender's program, or else its fields. Empty when the trace kept no payload. */
export function messageText(cluster: Names, sender: number, payload: unknown): string {
  if (payload === undefined || payload === null) return "";
  const program = cluster.nodes[sender]?.program;
  const message = payload as Message;
  if (program?.describeMessage !== undefined)
    return program.describeMessage(message, (id) => cluster.nameOf(id));
  return fieldsText(Object.entries(message).filter(([name]) => name !== "kind"));
}

/** What a cell of a node's disk holds, by the node's program, or else its fields. */
export function cellText(cluster: Cluster, id: number, cell: string): string {
  const { disk, program } = cluster.nodes[id]!;
  const value = disk.cells[cell];
  if (program.describeCell !== undefined)
    return program.describeCell(cell, value, (node) => cluster.nameOf(node));
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord && !isAppendList(value) ? fieldsText(Object.entries(value)) : plainText(value);
}

function fieldsText(fields: readonly (readonly [name: string, value: unknown])[]): string {
  return shorten(fields.map(([name, value]) => `${name} ${plainText(value)}`).join(", "));
}

/** Any plain data in a few words. */
function plainText(value: unknown): string {
  if (isAppendList(value)) return value.length === 1 ? "1 entry" : `${value.length} entries`;
  return shorten(typeof value === "string" ? value : (JSON.stringify(value) ?? String(value)));
}

function shorten(text: string): string {
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
}

/** Kinds of notes whose text is a bare word; every other text says what it is about by itself. */
const STATES: readonly string[] = ["role", "status"];

/** `n4: commits 12`, `n4: role leader`. */
export function noteText(node: string, { kind, text }: Pick<Note, "kind" | "text">): string {
  return STATES.includes(kind) ? `${node}: ${kind} ${text}` : `${node}: ${text}`;
}

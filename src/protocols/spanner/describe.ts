import { formatDuration } from "../../base/index.ts";
import { transactionText, valueText, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import { describeLock } from "../locks/lock-table.ts";
import { describeClientMessage } from "../multi-version/requests.ts";
import { describeVersions } from "../multi-version/versions.ts";
import type { AnyMessage, Write } from "./messages.ts";
import { coordinatorOf } from "./placement.ts";
import type { SpannerState } from "./state.ts";

type Row = readonly [label: string, value: string];

const MOST_ROWS = 12;

/** A node for the inspector: its shard, then what it coordinates. Times are those of the nodes' clocks, in µs. */
export function describe(state: SpannerState, names: NodeNames): NodeDescription {
  const { shard, options } = state;
  return {
    role: "shard",
    term: 0,
    rows: [
      ["commit wait", options.commitWait ? "yes" : "no"],
      ["uncertainty", formatDuration(options.uncertaintyUs)],
      ["last timestamp", String(shard.lastTimestamp)],
      ["promised to readers", String(shard.promised)],
      ["coordinated", `${state.commits} committed, ${state.aborts} aborted`],
      ...coordinatedRows(state, names).slice(0, MOST_ROWS),
      ...partRows(state, names).slice(0, MOST_ROWS),
      ...lockRows(state, names).slice(0, MOST_ROWS),
      ...Array.from(shard.versions, ([key, list]): Row => [`key ${key}`, describeVersions(list)]).slice(
        0,
        MOST_ROWS,
      ),
    ],
  };
}

function coordinatedRows(state: SpannerState, names: NodeNames): Row[] {
  return Array.from(state.coordinated.values(), ({ id, phase, request, timestamp }): Row => {
    const at = timestamp === 0 ? "" : ` at ${timestamp}`;
    return [idText(state, id, names), `${transactionText(request.value, false)}: ${phase}${at}`];
  });
}

function partRows(state: SpannerState, names: NodeNames): Row[] {
  return Array.from(state.shard.parts.values(), ({ id, phase, writes, timestamp }): Row => {
    const at = timestamp === 0 ? "" : ` at ${timestamp}`;
    return [`${idText(state, id, names)} here`, [`${phase}${at}`, ...writes.map(writeText)].join(", ")];
  });
}

function lockRows(state: SpannerState, names: NodeNames): Row[] {
  const { locks } = state.shard;
  return Array.from(locks.locks.keys(), (key): Row => [
    `lock ${key}`,
    describeLock(locks, key, (owner) => idText(state, owner, names)),
  ]);
}

/** `n1@105200`: who coordinates it, and when it began on that clock. */
function idText(state: SpannerState, id: number, names: NodeNames): string {
  return `${names(coordinatorOf(state, id))}@${Math.floor(id / state.nodes)}`;
}

export function describeMessage(message: AnyMessage): string {
  switch (message.kind) {
    case "Request":
    case "Response":
      return describeClientMessage(message);
    case "Forward":
      return describeClientMessage(message.request);
    case "Lock":
      return `${message.key}, ${message.mode}`;
    case "LockReply":
      return `${message.key} = ${valueText(message.value)}`;
    case "Wounded":
      return message.why;
    case "Prepare":
      return prepareText(message.reads, message.writes);
    case "Prepared":
    case "Commit":
      return `at ${message.timestamp}`;
    case "Read":
      return `${message.keys.join(" ")} at ${message.timestamp}`;
    case "ReadReply":
      return message.values.map(writeText).join(", ");
    case "Committed":
    case "Abort":
      return "";
  }
}

function prepareText(reads: readonly string[], writes: readonly Write[]): string {
  const read = reads.length === 0 ? [] : [`read ${reads.join(" ")}`];
  const written = writes.length === 0 ? [] : [`writes ${writes.map(writeText).join(", ")}`];
  return [...read, ...written].join("; ");
}

function writeText([key, value]: Write): string {
  return `${key} ${valueText(value)}`;
}

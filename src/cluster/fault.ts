import { formatDuration } from "../base/index.ts";
import { TRANSACTION, transactionText, valueText, type Value } from "../history/index.ts";

/**
 * Which nodes: names, or words that are resolved when the fault strikes. `leader` is the node that is up,
 * leads (as leader, primary or head) in the highest term; `follower` the first replica that is up and is not it; `random` a
 * replica that is up, drawn from the stream `fault`; `all` every replica; `rest` (in groups) whoever the
 * other groups do not name.
 */
export type Selector = readonly string[];

export const SELECTOR_WORDS: readonly string[] = ["leader", "follower", "followers", "random", "all", "rest"];

/** One injected thing. With `forUs` it is undone by itself after that long. */
export type Fault =
  | { readonly do: "crash"; readonly nodes: Selector; readonly forUs?: number }
  | { readonly do: "restart"; readonly nodes: Selector }
  | { readonly do: "pause"; readonly nodes: Selector; readonly forUs?: number }
  | { readonly do: "resume"; readonly nodes: Selector }
  | { readonly do: "isolate"; readonly nodes: Selector; readonly forUs?: number }
  | { readonly do: "partition"; readonly groups: PartitionShape; readonly forUs?: number }
  | { readonly do: "cut"; readonly from: Selector; readonly to: Selector; readonly forUs?: number }
  | { readonly do: "heal"; readonly what: "all" | "partitions" | "links" }
  | {
      readonly do: "slow";
      readonly from: Selector;
      readonly to: Selector;
      readonly factor: number;
      readonly addUs: number;
      readonly forUs?: number;
    }
  | {
      readonly do: "lossy" | "duplicate" | "reorder";
      readonly from: Selector;
      readonly to: Selector;
      readonly probability: number;
      readonly forUs?: number;
    }
  | { readonly do: "clock-step"; readonly nodes: Selector; readonly byUs: number }
  | { readonly do: "clock-drift"; readonly nodes: Selector; readonly ppm: number; readonly forUs?: number }
  | { readonly do: "disk-stall"; readonly nodes: Selector; readonly forUs: number }
  | { readonly do: "disk-lose"; readonly nodes: Selector; readonly forUs?: number }
  | {
      readonly do: "slow-node";
      readonly nodes: Selector;
      readonly costUs: number;
      readonly factor: number;
      readonly forUs?: number;
    }
  | { readonly do: "ask"; readonly nodes: Selector; readonly request: string; readonly about: Selector }
  | ({ readonly do: "operation"; readonly nodes: Selector } & Operation)
  | MessageFault;

/** What a client does with a store, as a history has it. */
export interface Operation {
  readonly f: string;
  readonly key: string;
  readonly value: Value;
}

/** Drops or delays what was sent over a link at exactly `sentUs` and is on its way when the fault strikes. */
export type MessageFault = (
  { readonly do: "drop-message" } | { readonly do: "delay-message"; readonly byUs: number }
) & {
  readonly from: Selector;
  readonly to: Selector;
  readonly sentUs: number;
  /** Only messages of this kind. */
  readonly type?: string;
  /** Only this one of those that were sent at that moment, in the order of sending, from 1. */
  readonly nth?: number;
};

/**
 * Groups that cannot reach each other; or a named shape: `bridge`, two halves that only one node can still reach,
 * both ways; `majority-ring`, every node sees a majority, no two the same one.
 */
export type PartitionShape = readonly Selector[] | "bridge" | "majority-ring";

/** A fault and its time, µs after the start. */
export interface PlannedFault {
  readonly atUs: number;
  readonly fault: Fault;
}

/** The fault in a few words, as the timeline shows it: `crash n3`, `partition n1 n2 | n3 n4 n5`. */
export function describeFault(fault: Fault): string {
  const span = "forUs" in fault && fault.forUs !== undefined ? ` for ${formatDuration(fault.forUs)}` : "";
  return `${describeAction(fault)}${span}`;
}

function describeAction(fault: Fault): string {
  switch (fault.do) {
    case "partition":
      return `partition ${typeof fault.groups === "string" ? fault.groups : fault.groups.map(words).join(" | ")}`;
    case "cut":
      return `cut ${words(fault.from)} to ${words(fault.to)}`;
    case "heal":
      return `heal ${fault.what}`;
    case "slow":
      return `slow ${words(fault.from)} to ${words(fault.to)}${slowness(fault.factor, fault.addUs)}`;
    case "lossy":
    case "duplicate":
    case "reorder":
      return `${fault.do} ${words(fault.from)} to ${words(fault.to)} ${Math.round(fault.probability * 1000) / 10} %`;
    case "clock-step":
      return `clock-step ${words(fault.nodes)} ${fault.byUs < 0 ? "" : "+"}${formatDuration(fault.byUs)}`;
    case "clock-drift":
      return `clock-drift ${words(fault.nodes)} ${driftWords(fault.ppm)}`;
    case "slow-node":
      return `slow-node ${words(fault.nodes)}${slowness(fault.factor, fault.costUs)}`;
    case "ask":
      return `ask ${words(fault.nodes)} to ${fault.request}${fault.about.length > 0 ? ` (${words(fault.about)})` : ""}`;
    case "operation":
      return `operation ${words(fault.nodes)} ${describeOperation(fault)}`;
    case "drop-message":
      return `drop-message ${messageWords(fault)}`;
    case "delay-message":
      return `delay-message ${messageWords(fault)} by ${formatDuration(fault.byUs)}`;
    default:
      return `${fault.do} ${words(fault.nodes)}`;
  }
}

/** `read x`, `write x 7`, `cas x 7 to 9`, `insert x "a" at 0`, `r x, append y 7`. */
export function describeOperation({ f, key, value }: Operation): string {
  if (f === "read") return `read ${key}`;
  if (f === TRANSACTION) return transactionText(value, false);
  if (f === "cas") return `cas ${key} ${(value as readonly Value[]).map(valueText).join(" to ")}`;
  if (f === "insert" || f === "delete") return `${f} ${key} ${placedText(value)}`;
  return `${f} ${key} ${valueText(value)}`;
}

/** Position, and what is inserted there or how much deleted. */
function placedText(value: Value): string {
  const [position, what] = value as readonly Value[];
  return `${valueText(what!)} at ${valueText(position!)}`;
}

/** `AppendEntries n1 to n2 sent at 2.097331s`, and which of several. */
function messageWords({ from, to, sentUs, type, nth }: MessageFault): string {
  const kind = type === undefined ? "" : `${type} `;
  const place = nth === undefined ? "" : ` no. ${nth}`;
  return `${kind}${words(from)} to ${words(to)} sent at ${formatDuration(sentUs)}${place}`;
}

/** `10 % fast`, `200 ppm slow`: a clock, against true time. */
function driftWords(ppm: number): string {
  const much = Math.abs(ppm);
  const amount = much < 1_000 ? `${much} ppm` : `${much / 10_000} %`;
  return ppm === 0 ? "none" : `${amount} ${ppm < 0 ? "slow" : "fast"}`;
}

function slowness(factor: number, addUs: number): string {
  return (factor === 1 ? "" : ` ×${factor}`) + (addUs === 0 ? "" : ` +${formatDuration(addUs)}`);
}

function words(selector: Selector): string {
  return selector.join(" ");
}

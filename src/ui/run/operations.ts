import { countLeading } from "../../base/index.ts";
import { TRANSACTION, transactionText, type Value } from "../../history/index.ts";
import { OutcomeCounts, type Ended } from "./outcome-counts.ts";
import type { RecordedEntry } from "./progress.ts";

export type Outcome = "open" | "ok" | "fail" | "info";

/** One call of a client. Entries are indexes into the run's history; −1 where the completion is not known yet. */
export interface Operation {
  readonly index: number;
  readonly process: number;
  /** The client that made it. */
  readonly node: number;
  readonly f: string;
  readonly key: string;
  readonly input: unknown;
  readonly invokeUs: number;
  readonly invokeEvent: number;
  readonly invokeEntry: number;
  outcome: Outcome;
  output?: unknown;
  error?: string;
  completeUs: number;
  completeEvent: number;
  completeEntry: number;
}

/** Joins invocations with their completions as they come in, and indexes them by client. */
export class Operations {
  readonly all: Operation[] = [];
  readonly #byNode = new Map<number, Operation[]>();
  /** Clients that are several processes. */
  readonly #several = new Set<number>();
  readonly #open = new Map<number, Operation>();
  /** By history entry; undefined where an entry completes nothing that is known. */
  readonly #byEntry: (Operation | undefined)[] = [];
  readonly #outcomes = new Map<number, OutcomeCounts>();

  /** Takes in the next entry; gives the operation that it completes, if it does. */
  add(entry: RecordedEntry): Operation | undefined {
    const at = this.#byEntry.length;
    const isInvocation = entry.type === "invoke";
    const operation = isInvocation ? this.#invoke(entry, at) : this.#complete(entry, at);
    this.#byEntry.push(operation);
    return isInvocation ? undefined : operation;
  }

  ofNode(node: number): readonly Operation[] {
    return this.#byNode.get(node) ?? [];
  }

  /** A client that has one call after the other is one process. */
  hasSeveral(node: number): boolean {
    return this.#several.has(node);
  }

  /** How the operations of a client ended, and when; undefined when none has. */
  outcomesOf(node: number): OutcomeCounts | undefined {
    return this.#outcomes.get(node);
  }

  /** The operation that a history entry begins or ends. */
  ofEntry(entry: number): Operation | undefined {
    return this.#byEntry[entry];
  }

  /** How many operations of the list were invoked at or before record `event`: they are in that order. */
  static countUntil(list: readonly Operation[], event: number): number {
    return countLeading(list.length, (index) => list[index]!.invokeEvent <= event);
  }

  #invoke(entry: RecordedEntry, at: number): Operation {
    const operation: Operation = {
      index: this.all.length,
      process: entry.process,
      node: entry.node,
      f: entry.f,
      key: entry.key ?? "",
      input: entry.value,
      invokeUs: entry.timeUs,
      invokeEvent: entry.event,
      invokeEntry: at,
      outcome: "open",
      completeUs: Infinity,
      completeEvent: Infinity,
      completeEntry: -1,
    };
    this.all.push(operation);
    this.#open.set(entry.process, operation);
    const lane = this.#byNode.get(entry.node);
    if (lane === undefined) this.#byNode.set(entry.node, [operation]);
    else lane.push(operation);
    if (lane !== undefined && lane[0]!.process !== entry.process) this.#several.add(entry.node);
    return operation;
  }

  #complete(entry: RecordedEntry, at: number): Operation | undefined {
    const operation = this.#open.get(entry.process);
    if (operation === undefined) return undefined;
    this.#open.delete(entry.process);
    operation.outcome = entry.type as Ended;
    this.#countOutcome(operation.node, operation.outcome, entry.event);
    if (entry.type === "ok") operation.output = entry.value;
    if (entry.error !== undefined) operation.error = entry.error;
    operation.completeUs = entry.timeUs;
    operation.completeEvent = entry.event;
    operation.completeEntry = at;
    return operation;
  }

  #countOutcome(node: number, outcome: Ended, event: number): void {
    let counts = this.#outcomes.get(node);
    if (counts === undefined) this.#outcomes.set(node, (counts = new OutcomeCounts()));
    counts.add(outcome, event);
  }
}

/** What is known of an operation after record `event`: its outcome may lie ahead. */
export function outcomeAt(operation: Operation, event: number): Outcome {
  return operation.completeEvent <= event ? operation.outcome : "open";
}

/** `write x 7`, `read x = 3`, `cas x 3 to 4`, `insert x "ab" at 0`, `r x = 1 2, append y 3`. */
export function operationText(operation: Operation, outcome: Outcome): string {
  const { f, key, input, output } = operation;
  if (f === TRANSACTION)
    return outcome === "ok" ? transactionText(output as Value, true) : transactionText(input as Value, false);
  const what = [f, key, inputText(f, input)].filter((word) => word !== "");
  return what.join(" ") + (outcome === "ok" ? answerText(f, output) : "");
}

function inputText(f: string, input: unknown): string {
  if (!Array.isArray(input)) return valueText(input);
  const [first, second] = (input as readonly unknown[]).map(valueText);
  if (f === "cas") return `${first} to ${second}`;
  return f === "insert" || f === "delete"
    ? `${f === "insert" ? `"${second}"` : second} at ${first}`
    : valueText(input);
}

/** What was learnt: a read's value, a deletion's characters. Other updates say nothing new. */
function answerText(f: string, output: unknown): string {
  if (f === "read") return ` = ${readText(output) || "nothing"}`;
  return f === "delete" ? ` = "${valueText(output)}"` : "";
}

/** A set is its elements. */
function readText(output: unknown): string {
  return Array.isArray(output) ? output.map(valueText).join(", ") : valueText(output);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

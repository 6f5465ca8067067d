import { assert } from "../base/index.ts";
import type { HistoryEntry } from "./entry.ts";
import type { Value } from "./value.ts";

/**
 * One client call: its invocation joined with its completion. A call whose completion never came is `info`,
 * as is one that completed as `info`: both are open to the end of the history.
 */
export interface Operation {
  /** Its place among the operations, in order of invocation. */
  readonly index: number;
  readonly process: number;
  readonly f: string;
  readonly key?: string;
  readonly type: "ok" | "fail" | "info";
  readonly input: Value;
  /** What the client was told; null unless `ok`. */
  readonly output: Value;
  readonly error?: string;
  /** Index of the `invoke` entry in the history. */
  readonly invokeEntry: number;
  /** Index of the completing entry, `invokeEntry < completeEntry`; −1 when the history ends before it. */
  readonly completeEntry: number;
  readonly invokeUs?: number;
  readonly completeUs?: number;
}

/**
 * Joins every invocation with its completion. Entries that come from a file have been checked by
 * `readHistory`; a completion without an invocation, or a second invocation, is a bug here and throws.
 */
export function toOperations(entries: readonly HistoryEntry[]): Operation[] {
  const completions = findCompletions(entries);
  const operations: Operation[] = [];
  for (let index = 0; index < entries.length; index++) {
    if (entries[index]!.type !== "invoke") continue;
    const complete = completions[index]!;
    operations.push(join(operations.length, entries, index, complete));
  }
  return operations;
}

/** For the index of each invocation the index of its completion, or −1. */
function findCompletions(entries: readonly HistoryEntry[]): Int32Array {
  const completions = new Int32Array(entries.length).fill(-1);
  const open = new Map<number, number>();
  for (let index = 0; index < entries.length; index++) {
    const { process, type } = entries[index]!;
    const invoke = open.get(process);
    if (type === "invoke") {
      assert(invoke === undefined, `process ${process} invokes again in entry ${index} before it completed`);
      open.set(process, index);
    } else {
      assert(invoke !== undefined, `entry ${index} completes what process ${process} has not invoked`);
      completions[invoke] = index;
      open.delete(process);
    }
  }
  return completions;
}

function join(
  index: number,
  entries: readonly HistoryEntry[],
  invokeEntry: number,
  completeEntry: number,
): Operation {
  const invoke = entries[invokeEntry]!;
  const complete = completeEntry < 0 ? undefined : entries[completeEntry]!;
  const type = complete === undefined || complete.type === "invoke" ? "info" : complete.type;
  return {
    index,
    process: invoke.process,
    f: invoke.f,
    ...(invoke.key === undefined ? {} : { key: invoke.key }),
    type,
    input: invoke.value,
    output: type === "ok" ? complete!.value : null,
    ...(complete?.error === undefined ? {} : { error: complete.error }),
    invokeEntry,
    completeEntry,
    ...(invoke.timeUs === undefined ? {} : { invokeUs: invoke.timeUs }),
    ...(complete?.timeUs === undefined ? {} : { completeUs: complete.timeUs }),
  };
}

/** A `cas` that failed without an error: the client was told that the register did not hold what it expected. */
export function isObservedMismatch(operation: Operation): boolean {
  return operation.type === "fail" && operation.f === "cas" && operation.error === undefined;
}

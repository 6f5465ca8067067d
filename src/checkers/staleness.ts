import { countLeading } from "../base/index.ts";
import { valueText, type Operation } from "../history/index.ts";

/** How old what a read returned certainly was. Both are lower bounds: what may have been concurrent counts for the store. */
export interface Staleness {
  readonly read: Operation;
  /** How many versions it was behind: writes that began after the value's own write was answered, and were answered before the read. */
  readonly versions: number;
  /**
   * µs from the first of their answers to the read's invocation, so that long at least the value was overwritten; 0 when none, and
   * where a history has no times.
   */
  readonly us: number;
  /** The entry with which the value's write was answered: −1 for the initial value, Infinity for an unknown write. */
  readonly since: number;
}

/**
 * The staleness of every read that returned a value: of k and t in "at most k versions or t seconds old". The value's write is known
 * by the value; where several wrote it, the one that makes the read freshest counts. An unknown write may take effect at
 * any time, so its value is never certainly stale. Nil and the empty text are what was there at first. Reads of what nobody wrote are
 * left out, and keys that are appended to: there a value does not tell its write.
 */
export function measureStaleness(operations: readonly Operation[]): Staleness[] {
  const keys = new Map<string | undefined, Operation[]>();
  for (const operation of operations) {
    const own = keys.get(operation.key);
    if (own === undefined) keys.set(operation.key, [operation]);
    else own.push(operation);
  }
  return Array.from(keys.values()).flatMap(measureKey);
}

function measureKey(operations: readonly Operation[]): Staleness[] {
  if (operations.some(({ f }) => f === "append")) return [];
  const writes = operations.filter((one) => one.type !== "fail" && writtenText(one) !== undefined);
  const answered = writes
    .filter(({ type }) => type === "ok")
    .sort((a, b) => a.completeEntry - b.completeEntry);
  const lastAnswered = new Map([
    ["null", -1],
    ['""', -1],
  ]);
  for (const write of writes) {
    const text = writtenText(write)!;
    const answeredAt = write.type === "ok" ? write.completeEntry : Infinity;
    lastAnswered.set(text, Math.max(lastAnswered.get(text) ?? -1, answeredAt));
  }
  return operations.flatMap((read): Staleness[] => {
    if (!isRead(read)) return [];
    const since = lastAnswered.get(valueText(read.output));
    return since === undefined ? [] : [measureRead(read, since, answered)];
  });
}

/** `since`: the entry with which the value's write was answered. */
function measureRead(read: Operation, since: number, answered: readonly Operation[]): Staleness {
  let versions = 0;
  let us = 0;
  let index = countLeading(answered.length, (at) => answered[at]!.completeEntry < read.invokeEntry) - 1;
  for (; index >= 0 && answered[index]!.completeEntry > since; index--) {
    if (answered[index]!.invokeEntry < since) continue;
    versions++;
    us = (read.invokeUs ?? 0) - (answered[index]!.completeUs ?? read.invokeUs ?? 0);
  }
  return { read, versions, us, since };
}

/** The writes that had overwritten what a read returned, in order of invocation; before them the one that it had returned. */
export function writesBehind({ read, since }: Staleness, operations: readonly Operation[]): Operation[] {
  return operations.filter(
    (one) =>
      one.key === read.key &&
      one.type === "ok" &&
      writtenText(one) !== undefined &&
      (one.completeEntry === since || (one.invokeEntry > since && one.completeEntry < read.invokeEntry)),
  );
}

export function isRead({ f, type }: Operation): boolean {
  return type === "ok" && (f === "read" || f === "get");
}

/** What a write or a cas leaves; undefined for other operations. */
function writtenText({ f, input }: Operation): string | undefined {
  if (f === "cas") return valueText((input as readonly Operation["input"][])[1]!);
  return f === "write" || f === "put" ? valueText(input) : undefined;
}

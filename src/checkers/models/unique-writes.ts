import type { Operation, Value } from "../../history/index.ts";

interface Accessors {
  isRead(operation: Operation): boolean;
  isWrite(operation: Operation): boolean;
  /** Equal for equal values. */
  textOf(value: Value): string;
}

const NEVER = Infinity;

/**
 * Linearizability of a register in n log n time, when every value is written at most once (and the initial
 * value never): then each read names the write it saw. Gibbons & Korach 1997, §4.
 *
 * The write of a value and the reads that returned it are its **cluster**; in any order they stand
 * together. Let f be the earliest completion in it and s the latest invocation. If f < s the value was certainly
 * held from f to s (a **forward zone**); else the whole cluster can take effect at any one moment
 * between s and f (a **backward zone**). An order exists exactly when every read has a write that was
 * invoked before the read completed, no two forward zones overlap, and no backward zone lies within a forward one.
 *
 * The initial value is a cluster written before everything. An unknown write has no completion (f comes from its
 * reads alone); with no reads, its zone has no end and lies within nothing, so it need not have happened. A
 * failed write counts as unknown until the entry that says it failed.
 *
 * Undefined when the rule does not apply: other operations than reads and writes, or a value written twice.
 */
export function decideUniqueWrites(
  operations: readonly Operation[],
  initial: string,
  accessors: Accessors,
): ((entries: number) => boolean) | undefined {
  const clusters = toClusters(operations, initial, accessors);
  return clusters === undefined ? undefined : (entries) => isLinearizable(clusters, entries);
}

/** Columns by operation and by cluster; cluster 0 is the initial value. */
interface Clusters {
  readonly count: number;
  /** Reads that returned: their cluster, invocation and completion. */
  readonly readOf: Int32Array;
  readonly readInvoked: Float64Array;
  readonly readCompleted: Float64Array;
  /** By cluster: its write's invocation (NEVER when nobody wrote it), completion, and the entry that says it failed. */
  readonly writeInvoked: Float64Array;
  readonly writeCompleted: Float64Array;
  readonly writeFailed: Float64Array;
}

function toClusters(
  operations: readonly Operation[],
  initial: string,
  accessors: Accessors,
): Clusters | undefined {
  const numbers = new Map([[initial, 0]]);
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  const reads = operations.filter((operation) => accessors.isRead(operation) && operation.type === "ok");
  const writes = operations.filter((operation) => accessors.isWrite(operation));
  if (operations.some((operation) => !accessors.isRead(operation) && !accessors.isWrite(operation)))
    return undefined;
  const written = Int32Array.from(writes, (write) => numberOf(accessors.textOf(write.input)));
  const readOf = Int32Array.from(reads, (read) => numberOf(accessors.textOf(read.output)));
  const clusters = emptyClusters(numbers.size, reads, readOf);
  for (let index = 0; index < writes.length; index++) {
    const cluster = written[index]!;
    if (clusters.writeInvoked[cluster] !== NEVER) return undefined;
    const write = writes[index]!;
    clusters.writeInvoked[cluster] = write.invokeEntry;
    if (write.type === "ok") clusters.writeCompleted[cluster] = write.completeEntry;
    if (write.type === "fail") clusters.writeFailed[cluster] = write.completeEntry;
  }
  return clusters;
}

function emptyClusters(count: number, reads: readonly Operation[], readOf: Int32Array): Clusters {
  const clusters = {
    count,
    readOf,
    readInvoked: Float64Array.from(reads, (read) => read.invokeEntry),
    readCompleted: Float64Array.from(reads, (read) => read.completeEntry),
    writeInvoked: new Float64Array(count).fill(NEVER),
    writeCompleted: new Float64Array(count).fill(NEVER),
    writeFailed: new Float64Array(count).fill(NEVER),
  };
  clusters.writeInvoked[0] = -2;
  clusters.writeCompleted[0] = -1;
  return clusters;
}

function isLinearizable(clusters: Clusters, entries: number): boolean {
  const { count, readOf, readInvoked, readCompleted, writeInvoked, writeCompleted, writeFailed } = clusters;
  const latestInvoked = writeInvoked.slice();
  const earliestCompleted = writeCompleted.map((completed) => (completed < entries ? completed : NEVER));
  for (let index = 0; index < readOf.length; index++) {
    const completed = readCompleted[index]!;
    if (completed >= entries) continue;
    const cluster = readOf[index]!;
    if (completed < writeInvoked[cluster]! || writeFailed[cluster]! < entries) return false;
    if (completed < earliestCompleted[cluster]!) earliestCompleted[cluster] = completed;
    if (readInvoked[index]! > latestInvoked[cluster]!) latestInvoked[cluster] = readInvoked[index]!;
  }
  const existing = (cluster: number): boolean =>
    writeInvoked[cluster]! < entries && writeFailed[cluster]! >= entries;
  return zonesFit(
    byStart(count, existing, latestInvoked, earliestCompleted),
    latestInvoked,
    earliestCompleted,
  );
}

/** The clusters in order of the start of their zones. Starts are entries of a history, so start · count + cluster is exact. */
function byStart(
  count: number,
  exists: (cluster: number) => boolean,
  latestInvoked: Float64Array,
  earliestCompleted: Float64Array,
): Float64Array {
  const keys = new Float64Array(count);
  let length = 0;
  for (let cluster = 0; cluster < count; cluster++) {
    if (!exists(cluster)) continue;
    keys[length++] = Math.min(latestInvoked[cluster]!, earliestCompleted[cluster]!) * count + cluster;
  }
  const sorted = keys.subarray(0, length).sort();
  return sorted.map((key) => key - Math.floor(key / count) * count);
}

function zonesFit(
  order: Float64Array,
  latestInvoked: Float64Array,
  earliestCompleted: Float64Array,
): boolean {
  let forwardEnd = -Infinity;
  for (const cluster of order) {
    const invoked = latestInvoked[cluster]!;
    const completed = earliestCompleted[cluster]!;
    if (completed < invoked) {
      if (completed < forwardEnd) return false;
      forwardEnd = invoked;
    } else if (completed < forwardEnd) {
      return false;
    }
  }
  return true;
}

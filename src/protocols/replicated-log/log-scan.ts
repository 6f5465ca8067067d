/** What an invariant has already looked at of each node's log, so that it looks at every entry once. Plain data. */
export interface LogScan {
  /** By node: entries looked at, and the cuts that the log had had then. */
  readonly length: number[];
  readonly cuts: number[];
}

/** A log that counts how often entries were taken away, and from which index on the last time. */
export interface CutLog {
  readonly cuts: number;
  readonly cutFrom: number;
}

export function createLogScan(nodes: number): LogScan {
  return { length: new Array<number>(nodes).fill(0), cuts: new Array<number>(nodes).fill(0) };
}

/** True when nothing was added to the log or taken from it since the last scan; `length` is its last index. */
export function isScanned(scan: LogScan, { cuts }: CutLog, length: number, node: number): boolean {
  return scan.length[node] === length && scan.cuts[node] === cuts;
}

/** The first index not looked at yet; from here on all of the log counts as looked at. A handler cuts at most once. */
export function beginScan(scan: LogScan, log: CutLog, length: number, node: number): number {
  const kept =
    scan.cuts[node] === log.cuts ? scan.length[node]! : Math.min(scan.length[node]!, log.cutFrom - 1);
  scan.length[node] = length;
  scan.cuts[node] = log.cuts;
  return kept + 1;
}

/** The log was read anew from the disk. */
export function forgetScan(scan: LogScan, node: number): void {
  scan.length[node] = 0;
  scan.cuts[node] = 0;
}

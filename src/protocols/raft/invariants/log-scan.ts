import { lastIndex, type Log } from "../log.ts";

/** What an invariant has already looked at of each node's log, so that it looks at every entry once. Plain data. */
export interface LogScan {
  /** By node: entries looked at, and the cuts that the log had had then. */
  readonly length: number[];
  readonly cuts: number[];
}

export function createLogScan(nodes: number): LogScan {
  return { length: new Array<number>(nodes).fill(0), cuts: new Array<number>(nodes).fill(0) };
}

/** True when nothing was added to the log or taken from it since the last scan. */
export function isScanned(scan: LogScan, log: Log, node: number): boolean {
  return scan.length[node] === lastIndex(log) && scan.cuts[node] === log.cuts;
}

/** The first index not looked at yet; from here on all of the log counts as looked at. A handler cuts at most once. */
export function beginScan(scan: LogScan, log: Log, node: number): number {
  const kept =
    scan.cuts[node] === log.cuts ? scan.length[node]! : Math.min(scan.length[node]!, log.cutFrom - 1);
  scan.length[node] = lastIndex(log);
  scan.cuts[node] = log.cuts;
  return kept + 1;
}

/** The log was read anew from the disk. */
export function forgetScan(scan: LogScan, node: number): void {
  scan.length[node] = 0;
  scan.cuts[node] = 0;
}

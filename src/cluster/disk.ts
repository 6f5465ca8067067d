import { createAppendList, forkList, pushTo, truncate, type AppendList } from "../base/index.ts";
import type { Durable } from "./program.ts";

/**
 * A node's disk: cells that are overwritten and files that grow, each write durable only once a sync issued
 * after it has completed. Plain data.
 *
 * Left out: bandwidth, seeks, the page cache's reads, and writes that reach the platter without a sync.
 */
export interface DiskState {
  cells: Record<string, unknown>;
  files: Record<string, AppendList<unknown>>;
  /** Writes not yet durable, oldest first. */
  pending: DiskWrite[];
  /** Syncs under way, oldest first: how many pending writes each makes durable in all, counted from the run's start. */
  syncs: { token: number; upTo: number }[];
  /** Writes issued since the start; pending[0] is number issued − pending.length. */
  issued: number;
  /** When the last sync in line completes, µs of virtual time. */
  busyUntilUs: number;
  /** Syncs may not complete before this, µs of virtual time: the disk stalls. */
  stalledUntilUs: number;
  /** While it lies, the disk acknowledges syncs and keeps nothing; a crash then loses `lied`. */
  lying: boolean;
  lied: DiskWrite[];
}

export type DiskWrite =
  | { readonly do: "write"; readonly cell: string; readonly value: unknown }
  | { readonly do: "append"; readonly file: string; readonly value: unknown }
  | { readonly do: "truncate"; readonly file: string; readonly length: number };

export function createDisk(): DiskState {
  return {
    cells: {},
    files: {},
    pending: [],
    syncs: [],
    issued: 0,
    busyUntilUs: 0,
    stalledUntilUs: 0,
    lying: false,
    lied: [],
  };
}

/** What the disk holds before the run. */
export function format(disk: DiskState, content: Durable): void {
  disk.cells = { ...content.cells };
  for (const file of Object.keys(content.files)) disk.files[file] = forkList(content.files[file]!);
}

export function issueWrite(disk: DiskState, write: DiskWrite): void {
  disk.pending.push(write);
  disk.issued++;
}

/** Puts a sync in line behind the others and says when it completes, µs. */
export function issueSync(disk: DiskState, token: number, nowUs: number, latencyUs: number): number {
  const startUs = Math.max(nowUs, disk.busyUntilUs, disk.stalledUntilUs);
  disk.busyUntilUs = startUs + latencyUs;
  disk.syncs.push({ token, upTo: disk.issued });
  return disk.busyUntilUs;
}

/** The oldest sync completes: its writes become durable. */
export function completeSync(disk: DiskState): void {
  const sync = disk.syncs.shift();
  if (sync === undefined) return;
  const first = disk.issued - disk.pending.length;
  const done = disk.pending.splice(0, sync.upTo - first);
  if (disk.lying) {
    for (const write of done) disk.lied.push(write);
  } else {
    for (const write of done) applyWrite(disk, write);
  }
}

/** The disk stops lying: what it pretended to have kept, it keeps from now on. */
export function endLie(disk: DiskState): void {
  for (const write of disk.lied) applyWrite(disk, write);
  disk.lied = [];
  disk.lying = false;
}

/** Power is lost: whatever is not durable is gone. */
export function loseUnsynced(disk: DiskState): void {
  disk.pending = [];
  disk.syncs = [];
  disk.lied = [];
  disk.busyUntilUs = 0;
}

/** What a restart reads; the program may keep it, the disk does not see its changes. */
export function readDurable(disk: DiskState): Durable {
  const files: Record<string, AppendList<unknown>> = {};
  for (const file of Object.keys(disk.files)) files[file] = forkList(disk.files[file]!);
  return { cells: { ...disk.cells }, files };
}

function applyWrite(disk: DiskState, write: DiskWrite): void {
  switch (write.do) {
    case "write":
      disk.cells[write.cell] = write.value;
      return;
    case "append":
      pushTo(fileOf(disk, write.file), write.value);
      return;
    case "truncate":
      truncate(fileOf(disk, write.file), write.length);
  }
}

function fileOf(disk: DiskState, file: string): AppendList<unknown> {
  return (disk.files[file] ??= createAppendList());
}

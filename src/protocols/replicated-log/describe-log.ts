import { valueText, type LogCell } from "../../cluster/index.ts";
import { describeRequest, type KeyValue } from "../state-machines/key-value.ts";
import { entryAt, lastIndex, type DurableLog } from "./log.ts";

type Row = readonly [label: string, value: string];

/** Log cells and keys shown: the newest entries, and no more keys than fit. */
const MOST_CELLS = 64;
const MOST_KEYS = 16;

/** The newest entries for the inspector; those up to `committed` count as such. */
export function logCells(log: DurableLog, committed: number): LogCell[] {
  const last = lastIndex(log);
  const first = Math.max(1, last - MOST_CELLS + 1);
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const index = first + offset;
    const { epoch, command } = entryAt(log, index)!;
    const label = command === null ? "–" : describeRequest(command);
    return { index, term: epoch, label, committed: index <= committed };
  });
}

export function logRow(log: DurableLog): Row {
  const count = lastIndex(log);
  return ["log", `${count === 1 ? "1 entry" : `${count} entries`}, durable to ${log.durable}`];
}

/** What the store holds, as far as it fits. */
export function keyRows(store: KeyValue): Row[] {
  const rows = Array.from(store)
    .slice(0, MOST_KEYS)
    .map(([key, value]): Row => [`key ${key}`, valueText(value)]);
  return store.size > MOST_KEYS ? [...rows, ["…", `${store.size} keys in all`]] : rows;
}

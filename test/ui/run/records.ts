import { Columns } from "../../../src/ui/run/columns.ts";
import { EventKind, NO_CAUSE } from "../../../src/ui/run/kinds.ts";

/** One record, as tests write it down. */
export interface TestRecord {
  readonly timeUs: number;
  readonly node: number;
  readonly peer?: number;
  readonly kind?: number;
  readonly tag?: number;
  readonly cause?: number;
}

/** Columns as the engine would send them. */
export function chunkOf(records: readonly TestRecord[], from = 0): Parameters<Columns["append"]>[0] {
  return {
    from,
    count: records.length,
    timeUs: Float64Array.from(records, (record) => record.timeUs),
    kind: Uint8Array.from(records, (record) => record.kind ?? EventKind.deliver),
    node: Uint16Array.from(records, (record) => record.node),
    peer: Uint16Array.from(records, (record) => record.peer ?? record.node),
    tag: Uint16Array.from(records, (record) => record.tag ?? 0),
    cause: Uint32Array.from(records, (record) => record.cause ?? NO_CAUSE),
  };
}

export function columnsOf(records: readonly TestRecord[]): Columns {
  const columns = new Columns();
  columns.append(chunkOf(records));
  return columns;
}

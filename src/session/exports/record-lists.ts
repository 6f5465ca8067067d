import { EventKind, isDrop } from "../../cluster/index.ts";
import { NO_CAUSE, type Trace } from "../../kernel/index.ts";

/** Records in groups, each in the trace's order; 4 bytes a record and a group. */
export interface RecordLists {
  readonly count: (group: number) => number;
  readonly at: (group: number, place: number) => number;
}

/** True of records that end a message's way: it arrived, or it was lost where it would have arrived. */
export function isMessage(kind: number): boolean {
  return kind === EventKind.deliver || isDrop(kind);
}

/** For each record the messages that its handler sent, by the records where they ended. What is still under way is missing. */
export function messagesByCause(trace: Trace): RecordLists {
  return groupRecords(trace, trace.length, (index) => {
    const cause = isMessage(trace.kind(index)) ? trace.cause(index) : NO_CAUSE;
    return cause === NO_CAUSE ? -1 : cause;
  });
}

/** The records of each group; those whose group is negative are in none. */
export function groupRecords(trace: Trace, groups: number, groupOf: (index: number) => number): RecordLists {
  const ends = new Uint32Array(groups + 1);
  for (let index = 0; index < trace.length; index++) {
    const group = groupOf(index);
    if (group >= 0) ends[group + 1]!++;
  }
  for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
  const records = new Uint32Array(ends[groups]!);
  const next = ends.slice();
  for (let index = 0; index < trace.length; index++) {
    const group = groupOf(index);
    if (group >= 0) records[next[group]!++] = index;
  }
  return {
    count: (group) => ends[group + 1]! - ends[group]!,
    at: (group, place) => records[ends[group]! + place]!,
  };
}

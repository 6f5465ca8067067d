import { valuesOf } from "../../base/index.ts";
import type { ExportFacts } from "./facts.ts";
import { LANE, line, type SliceLine } from "./trace-event.ts";

interface Ended {
  readonly id: number;
  readonly text: string;
  readonly event: number;
  readonly startUs: number;
  readonly endEvent: number;
  readonly endUs: number;
}

/** The faults that lasted and were lifted again, by the plan or by a heal, in the order in which they struck. */
export function endedFaults({ cluster }: Pick<ExportFacts, "cluster">): Ended[] {
  const notes = valuesOf(cluster.notes);
  // What was healed early is told to end once more, when its time is up: the first end counts.
  const ends = new Map(
    notes
      .filter(({ kind }) => kind === "fault-end")
      .reverse()
      .map((note) => [note.value, note]),
  );
  return notes.flatMap(({ kind, value, text, event, timeUs }) => {
    const end = kind === "fault" ? ends.get(value) : undefined;
    if (end === undefined) return [];
    return [{ id: value, text, event, startUs: timeUs, endEvent: end.event, endUs: end.timeUs }];
  });
}

/** Faults that lasted as async slices of the cluster's process. */
export function* faultSlices(facts: ExportFacts): Generator<SliceLine> {
  const edges = endedFaults(facts).flatMap(({ id, text, event, startUs, endEvent, endUs }) => {
    const slice = { pid: 1, tid: LANE.events + 1, id: `fault ${id}`, name: text, cat: "fault" };
    return [
      { event, text: line({ ph: "b", ...slice, ts: startUs }) },
      { event: endEvent, text: line({ ph: "e", ...slice, ts: endUs }) },
    ];
  });
  yield* edges.toSorted((a, b) => a.event - b.event);
}

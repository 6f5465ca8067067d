import { create } from "zustand";
import { eventWords } from "../run/event-words.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { momentText } from "../format/time.ts";

/** A moment that the reader named. Plain data: a link may carry it. */
export interface Mark {
  /** The last event that had happened; −1 before the first. */
  readonly event: number;
  readonly timeUs: number;
  readonly name: string;
}

interface MarksState {
  /** In order of time, at most one an event. */
  readonly marks: readonly Mark[];
}

export const useMarks = create<MarksState>(() => ({ marks: [] }));

/** Marks belong to what was opened; an edit of it keeps them. */
useRun.subscribe((now, before) => {
  if (now.source !== before.source) setMarks([]);
});

/** Marks the moment at the playhead; gives what stands there now, new or not. */
export function markHere(): Mark | undefined {
  const { event, timeUs } = playheadNow();
  const { marks } = useMarks.getState();
  if (runNow().data === undefined) return undefined;
  const known = marks.find((mark) => mark.event === event);
  if (known !== undefined) return known;
  const mark = { event, timeUs, name: nameAt(event, timeUs) };
  setMarks([...marks, mark]);
  return mark;
}

/** All marks at once: what a link or a file held. */
export function setMarks(marks: readonly Mark[]): void {
  useMarks.setState({ marks: marks.toSorted((a, b) => a.event - b.event) });
}

export function renameMark(event: number, name: string): void {
  const { marks } = useMarks.getState();
  setMarks(marks.map((mark) => (mark.event === event ? { ...mark, name } : mark)));
}

export function deleteMark(event: number): void {
  setMarks(useMarks.getState().marks.filter((mark) => mark.event !== event));
}

/** What happened there, as long as the reader says nothing better. */
function nameAt(event: number, timeUs: number): string {
  const { info, data } = runNow();
  if (info === undefined || data === undefined || event < 0) return `at ${momentText(timeUs)}`;
  return eventWords(info, data, event);
}

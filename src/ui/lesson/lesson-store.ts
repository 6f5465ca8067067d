import { create } from "zustand";
import { parseDuration } from "../../base/index.ts";
import { readLesson, type GalleryHead, type Prediction } from "../gallery/scenarios.ts";
import { setGate } from "../state/player.ts";

interface LessonState {
  readonly status: "none" | "loading" | "ready";
  readonly text: string;
  readonly predict: Prediction | undefined;
  /** Index of the committed choice, `skipped`, or undefined as long as the question stands. */
  readonly answer: number | "skipped" | undefined;
  readonly reason: string;
}

const none: LessonState = { status: "none", text: "", predict: undefined, answer: undefined, reason: "" };

/** The lesson beside the run. A prediction is committed before its answer is shown. */
export const useLesson = create<LessonState>(() => none);

/** True while results would give the answer away. */
export function isWithheld({ predict, answer }: LessonState): boolean {
  return predict !== undefined && answer === undefined;
}

/** True when there is something to read or to answer. */
export function hasLesson({ status, predict }: LessonState): boolean {
  return status !== "none" || predict !== undefined;
}

/** A run was opened: what it asks, and its gallery entry or the text of a lesson that came with a file. */
export function beginLesson(
  entry: GalleryHead | undefined,
  text: string | undefined,
  predict: Prediction | undefined,
): void {
  useLesson.setState({ ...none, predict });
  setGate(predict === undefined ? Infinity : askedAtUs(predict));
  if (text !== undefined) useLesson.setState({ status: "ready", text });
  else if (entry?.lesson !== undefined) void fetchLesson(entry);
}

/** The reader committed to a choice, or would rather not choose: the run may pass the question. */
export function commitPrediction(answer: number | "skipped", reason: string): void {
  useLesson.setState({ answer, reason });
  setGate(Infinity);
}

let wanted = "";

async function fetchLesson(entry: GalleryHead): Promise<void> {
  wanted = entry.name;
  useLesson.setState({ status: "loading" });
  const text = await readLesson(entry);
  if (wanted === entry.name)
    useLesson.setState(text === undefined ? { status: "none" } : { status: "ready", text });
}

function askedAtUs({ at }: Prediction): number {
  const duration = at === undefined ? undefined : parseDuration(at);
  return duration?.ok === true ? duration.value : 0;
}

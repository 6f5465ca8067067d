import { create } from "zustand";
import type { GalleryEntry, Prediction } from "../gallery/scenarios.ts";
import { readLesson } from "../gallery/scenarios.ts";

interface LessonState {
  readonly status: "none" | "loading" | "ready";
  readonly text: string;
  readonly predict: Prediction | undefined;
  /** Index of the committed choice; undefined until the reader commits. */
  readonly answer: number | undefined;
  readonly reason: string;
  /** A run was opened: its gallery entry, or the text of a lesson that came with a file. */
  readonly begin: (entry: GalleryEntry | undefined, text: string | undefined) => void;
  readonly commit: (answer: number, reason: string) => void;
}

const none = { status: "none", text: "", predict: undefined, answer: undefined, reason: "" } as const;

/** The lesson beside the run. A prediction is committed before its answer is shown. */
export const useLesson = create<LessonState>((set, get) => ({
  ...none,
  begin: (entry, text) => {
    set({
      ...none,
      status: entry?.lesson !== undefined || text !== undefined ? "loading" : "none",
      predict: entry?.predict,
    });
    if (text !== undefined) set({ status: "ready", text });
    else if (entry?.lesson !== undefined) {
      void readLesson(entry).then((lesson) => {
        if (get().predict === entry.predict)
          set({ status: lesson === undefined ? "none" : "ready", text: lesson ?? "" });
      });
    }
  },
  commit: (answer, reason) => set({ answer, reason }),
}));

/** True while results would give the answer away. */
export function isWithheld({ predict, answer }: Pick<LessonState, "predict" | "answer">): boolean {
  return predict !== undefined && answer === undefined;
}

import { create } from "zustand";

/** Something the reader should know about the whole page, and perhaps do. It stays until it is done or closed. */
export interface Notice {
  /** One notice a subject: a newer one takes the place of the one before. */
  readonly subject: string;
  readonly text: string;
  readonly action?: { readonly word: string; readonly run: () => void };
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

export function notify(notice: Notice): void {
  useNotices.setState(({ notices }) => ({ notices: [...without(notices, notice.subject), notice] }));
}

export function dismiss(subject: string): void {
  useNotices.setState(({ notices }) => ({ notices: without(notices, subject) }));
}

function without(notices: readonly Notice[], subject: string): readonly Notice[] {
  return notices.filter((notice) => notice.subject !== subject);
}

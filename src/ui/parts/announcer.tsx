import type { ReactNode } from "react";
import { create } from "zustand";

const useAnnouncement = create<{ text: string }>(() => ({ text: "" }));

/** Says something to screen readers. Steps are announced, playing is not. */
export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

export function Announcer(): ReactNode {
  const text = useAnnouncement((state) => state.text);
  return (
    <output className="visually-hidden announcer" aria-live="polite">
      {text}
    </output>
  );
}

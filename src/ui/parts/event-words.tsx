import type { ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { eventWords } from "../run/event-words.ts";
import { useRun } from "../state/run-store.ts";

/** One event in a few words, at once: the engine's longer sentence is in the inspector. */
export function EventWords({ event }: { readonly event: number }): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  if (info === undefined || data === undefined || event >= data.columns.length) return null;
  return (
    <>
      <span className="quiet">{secondsText(data.columns.timeUs[event]!)}</span>{" "}
      {eventWords(info, data, event)}
    </>
  );
}

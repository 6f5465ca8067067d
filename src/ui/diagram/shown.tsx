import type { ReactNode } from "react";
import { countText, secondsText } from "../format/time.ts";
import { useFilter } from "../state/filter-store.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useView } from "../state/view-store.ts";
import { windowNow } from "./view.ts";

/** What the canvas shows, for whoever cannot see it; while playing it stands still. */
export function Shown({ id, isPhone }: { readonly id: string; readonly isPhone: boolean }): ReactNode {
  const nodes = useRun((state) => state.info?.nodes);
  const columns = useRun((state) => state.data?.columns);
  const hiddenNodes = useFilter((state) => state.hiddenNodes);
  useView((state) => `${state.fromUs} ${state.spanUs} ${state.isFollowing}`);
  const seenEvent = usePlayhead((state) => (state.isPlaying ? -1 : state.seenEvent));
  usePlayhead((state) => (state.isPlaying ? -1 : state.event));
  if (nodes === undefined || columns === undefined || seenEvent < 0) return <span id={id} hidden />;
  const { fromUs, toUs } = windowNow(isPhone);
  const events = Math.max(0, Math.min(seenEvent, columns.lastAt(toUs)) - columns.lastAt(fromUs - 1));
  const lanes = nodes.filter(({ name }) => !hiddenNodes.includes(name)).length;
  const when = `from ${secondsText(fromUs)} to ${secondsText(toUs)} s`;
  return (
    <span id={id} hidden>
      {`It shows ${lanes} nodes ${when}: ${countText(events)} events that were played.`}
    </span>
  );
}

import type { KeyboardEvent, ReactNode } from "react";
import { countText } from "../format/time.ts";
import { useRetry } from "../parts/use-retry.ts";
import { announce } from "../parts/announcer.tsx";
import { eventWords } from "../run/event-words.ts";
import { filterNow, setFilter, useFilter, type DiagramFilter } from "../state/filter-store.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { pause, seekEvent } from "../state/player.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { useSeenEvent } from "../state/use-seen-event.ts";
import { MessageFilter, NodeFilter } from "./filter-menus.tsx";
import { searchNow } from "./search-now.ts";
import "./filter-bar.css";

/** Above the diagram: looking for events, which messages and nodes are drawn, and which logical time stands at them. */
export function FilterBar(): ReactNode {
  return (
    <search className="filter-bar" aria-label="Search and filter of the diagram">
      <SearchField />
      <MessageFilter />
      <NodeFilter />
      <Timestamps />
    </search>
  );
}

function SearchField(): ReactNode {
  const search = useFilter((state) => state.search);
  const found = useFound();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") goToMatch(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && filterNow().search !== "") setFilter({ search: "" });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="filter-search">
      <input
        type="search"
        value={search}
        placeholder="n4 RequestVote dropped"
        aria-label="Find in the diagram"
        onChange={(event) => setFilter({ search: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="small" disabled={!found.isAny} onClick={() => goToMatch(-1)}>
        Previous
      </button>
      <button type="button" className="small" disabled={!found.isAny} onClick={() => goToMatch(1)}>
        Next
      </button>
      <output className="quiet">{found.text}</output>
    </div>
  );
}

/** How many events match of those that were played, and which of them the playhead is at. */
function useFound(): { readonly isAny: boolean; readonly text: string } {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const event = usePlayhead((state) => (state.isPlaying ? -1 : state.event));
  const seenEvent = useSeenEvent();
  useFilter((state) => state.search);
  useRun((state) => (state.done ? 0 : state.version));
  const now = info === undefined || data === undefined ? undefined : searchNow(info, data);
  const isComplete = now?.isComplete ?? true;
  useRetry(!isComplete);
  if (now === undefined) return { isAny: false, text: "" };
  const count = now.search.count(seenEvent + 1);
  const more = isComplete ? "" : " so far";
  if (count === 0) return { isAny: false, text: `nothing found${more}` };
  const at = event >= 0 && now.search.isMatch(event) ? `${countText(now.search.count(event + 1))} of ` : "";
  return { isAny: true, text: `${at}${countText(count)}${at === "" ? " found" : ""}${more}` };
}

/** Moves the playhead and the selection to the next or the last match of what was played. */
function goToMatch(direction: 1 | -1): void {
  const { info, data } = runNow();
  if (info === undefined || data === undefined) return;
  const search = searchNow(info, data)?.search;
  if (search === undefined) return;
  const { event, seenEvent } = playheadNow();
  const found = direction > 0 ? search.next(event + 1, seenEvent + 1) : search.previous(event);
  if (found < 0) {
    announce(direction > 0 ? "No later match" : "No earlier match");
    return;
  }
  pause();
  seekEvent(found);
  select({ kind: "event", event: found });
  announce(eventWords(info, data, found));
}

const TIMESTAMPS: readonly (readonly [DiagramFilter["timestamps"], string])[] = [
  ["none", "no timestamps"],
  ["lamport", "Lamport"],
  ["vector", "vector"],
];

function Timestamps(): ReactNode {
  const timestamps = useFilter((state) => state.timestamps);
  return (
    <>
      <select
        aria-label="Timestamps"
        value={timestamps}
        onChange={(event) =>
          setFilter({ timestamps: event.currentTarget.value as DiagramFilter["timestamps"] })
        }
      >
        {TIMESTAMPS.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
      {timestamps === "vector" && <VectorOrder />}
    </>
  );
}

/** Whose the figures of a vector are, from left to right. */
function VectorOrder(): ReactNode {
  const nodes = useRun((state) => state.info?.nodes);
  const names = nodes?.map(({ name }) => name).join(" ") ?? "";
  return (
    <span className="vector-order" title={names}>
      counts of {names}
    </span>
  );
}

import { countLeading } from "../../base/index.ts";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { RunInfo } from "../../session/index.ts";
import { countText, secondsText } from "../format/time.ts";
import { eventWords, kindWord } from "../run/event-words.ts";
import type { RunData } from "../run/run-data.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSelection } from "../state/selection-store.ts";
import { useSeenEvent } from "../state/use-seen-event.ts";
import { eventFilter } from "./event-filter.ts";
import { useMatches } from "./use-matches.ts";
import { revealRow, useVirtualRows } from "./use-virtual-rows.ts";
import "./tables.css";

const ROW = 28;

/** Every event that was played, as text: what the diagram draws, for reading, searching and the keyboard. */
export function EventsTable(): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const [search, setSearch] = useState("");
  const seenEvent = useSeenEvent();
  const isMatch = useMemo(() => {
    if (info === undefined || data === undefined) return undefined;
    const filter = eventFilter(info, search, data.faults.texts);
    return filter && ((record: number) => filter(data.columns, record));
  }, [info, data, search]);
  const found = useMatches(isMatch, Math.min(seenEvent + 1, data?.columns.length ?? 0));
  return (
    <div className="table-view">
      <div className="table-tools">
        <input
          type="search"
          value={search}
          placeholder="n4 RequestVote dropped"
          aria-label="Find events"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <output className="quiet">
          {countText(found.count)} events played{found.isComplete ? "" : ", looking on…"}
        </output>
      </div>
      {info !== undefined && data !== undefined && (
        <Rows
          info={info}
          data={data}
          count={found.count}
          eventAt={found.at}
          isFiltered={isMatch !== undefined}
        />
      )}
    </div>
  );
}

interface RowsProps {
  readonly info: RunInfo;
  readonly data: RunData;
  readonly count: number;
  readonly eventAt: (row: number) => number;
  readonly isFiltered: boolean;
}

function Rows({ info, data, count, eventAt, isFiltered }: RowsProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, above, below } = useVirtualRows(scroller, count, ROW);
  const selected = useSelection(({ selection }) => (selection.kind === "event" ? selection.event : -1));
  const event = usePlayhead((state) => state.event);
  const isPlaying = usePlayhead((state) => state.isPlaying);
  const shown = isPlaying || selected < 0 ? event : selected;
  useEffect(() => {
    if (!isFiltered && scroller.current !== null && shown >= 0)
      revealRow(scroller.current, Math.min(shown, count - 1), count, ROW, ROW);
  }, [shown, isFiltered, count]);
  const choose = (row: number): void => {
    const chosen = eventAt(Math.min(Math.max(0, row), count - 1));
    if (chosen < 0) return;
    goToEvent(chosen);
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }[key.key];
    if (by === undefined) return;
    key.preventDefault();
    const at = rowOf(selected, count, eventAt);
    choose(at + by);
    if (isFiltered && scroller.current !== null) revealRow(scroller.current, at + by, count, ROW, ROW);
  };
  return (
    // Arrow keys move the selection, so the scrolling region itself takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={scroller} className="table-scroll" onKeyDown={onKeyDown}>
      <table aria-label="Events" aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th className="number">event</th>
            <th className="number">s</th>
            <th>node</th>
            <th className="wide">kind</th>
            <th>what happened</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {Array.from({ length: last - first }, (_, index) => {
            const row = first + index;
            const at = eventAt(row);
            return at < 0 || at >= data.columns.length ? null : (
              <EventRow
                key={at}
                info={info}
                data={data}
                event={at}
                row={row}
                isSelected={at === selected}
                isNow={at === event}
                onChoose={choose}
              />
            );
          })}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly info: RunInfo;
  readonly data: RunData;
  readonly event: number;
  readonly row: number;
  readonly isSelected: boolean;
  readonly isNow: boolean;
  readonly onChoose: (row: number) => void;
}

function EventRow({ info, data, event, row, isSelected, isNow, onChoose }: RowProps): ReactNode {
  const { columns } = data;
  const kind = kindWord(columns.kind[event]!, data.faults.texts.get(event));
  return (
    <tr
      className={`${isSelected ? "selected" : ""} ${isNow ? "now" : ""}`}
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      onClick={() => onChoose(row)}
    >
      <td className="number">{countText(event)}</td>
      <td className="number">{secondsText(columns.timeUs[event]!, 6)}</td>
      <td>{info.nodes[columns.node[event]!]?.name ?? "–"}</td>
      <td className={kind === "dropped" || kind === "fault" ? "wide fault-word" : "wide second"}>{kind}</td>
      <td>
        <button type="button" className="row-button" aria-pressed={isSelected} onClick={() => onChoose(row)}>
          {eventWords(info, data, event)}
        </button>
      </td>
    </tr>
  );
}

/** Rows are in order of their events. */
function rowOf(event: number, count: number, eventAt: (row: number) => number): number {
  return countLeading(count, (index) => eventAt(index) < event);
}

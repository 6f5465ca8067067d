import { useEffect, useState, type ReactNode } from "react";
import type { EventDetail } from "../../session/index.ts";
import { namedVector, useLogicalTimes } from "../diagram/use-logical-times.ts";
import { coneNow } from "../diagram/view.ts";
import { eventDetail } from "../engine/run-controller.ts";
import { countText, secondsText } from "../format/time.ts";
import { useRetry } from "../parts/use-retry.ts";
import { coneCounts } from "../run/cone-counts.ts";
import { isMessage, NO_CAUSE } from "../run/kinds.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { goToEvent } from "../state/go-to.ts";
import { useRun } from "../state/run-store.ts";
import { EntryTrailNote } from "./entry-trail-note.tsx";
import { EventChange } from "./event-change.tsx";
import { FlightPanel } from "./flight-panel.tsx";
import { NodeSteps } from "./node-steps.tsx";

/** An event; or the message whose flight it will end, as long as that is on its way. */
export function EventPanel({ event }: { readonly event: number }): ReactNode {
  const data = useRun((state) => state.data);
  const isOnWay = usePlayhead((state) => {
    if (data === undefined || event >= data.columns.length || event <= state.event) return false;
    const cause = data.columns.cause[event]!;
    return isMessage(data.columns.kind[event]!) && (cause === NO_CAUSE || cause <= state.event);
  });
  return isOnWay ? <FlightPanel record={event} /> : <Happened event={event} />;
}

/** One event, what it changed, why it happened, and how much of the run it touches. */
function Happened({ event }: { readonly event: number }): ReactNode {
  const detail = useEventDetail(event);
  if (detail === undefined) return <p className="quiet">Looking…</p>;
  return (
    <>
      <h2>
        Event {countText(event)} <small>{secondsText(detail.timeUs, 6)} s</small>
      </h2>
      <p className="event-text">{detail.text}</p>
      {detail.notes.map((note) => (
        <p key={note} className="second">
          {note}
        </p>
      ))}
      <LogicalTimes event={event} />
      <EntryTrailNote event={event} />
      <Jump event={event} />
      <Why detail={detail} event={event} />
      <EventChange event={event} />
      <Cone event={event} />
      <NodeSteps node={detail.node} />
    </>
  );
}

/** With names: figures alone say nothing of whose they are. */
function LogicalTimes({ event }: { readonly event: number }): ReactNode {
  const times = useLogicalTimes(event);
  if (times?.vector === undefined) return null;
  return (
    <p className="second xs">
      Lamport time {countText(times.lamport)}; vector time {namedVector(times.vector)}
    </p>
  );
}

const SHOWN_CAUSES = 7;

function Why({ detail, event }: { readonly detail: EventDetail; readonly event: number }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? detail.why : detail.why.slice(0, SHOWN_CAUSES);
  const hidden = detail.why.length - shown.length;
  return (
    <>
      <h3>
        <span>Why: back along the causes</span>
      </h3>
      <ol className="why">
        {shown.map(({ index, timeUs, text }) => (
          <li key={index}>
            <button type="button" aria-current={index === event} onClick={() => goToEvent(index)}>
              <span>{secondsText(timeUs)}</span>
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className="textual xs" onClick={() => setWhole(true)}>
          {hidden === 1 ? "1 earlier cause" : `${hidden} earlier causes`}
        </button>
      )}
    </>
  );
}

function Jump({ event }: { readonly event: number }): ReactNode {
  const isHere = usePlayhead((state) => state.event === event);
  if (isHere) return null;
  return (
    <button type="button" className="textual" onClick={() => goToEvent(event)}>
      Go to this moment
    </button>
  );
}

function Cone({ event }: { readonly event: number }): ReactNode {
  const data = useRun((state) => state.data);
  const nodes = useRun((state) => state.info?.nodes.length ?? 0);
  // Counted when the selection changes and when playing stops.
  usePlayhead((state) => (state.isPlaying ? -1 : state.seenEvent));
  const { seenEvent } = playheadNow();
  const isThere = data !== undefined && event < data.columns.length;
  const cone = isThere ? coneNow(data, nodes, event, seenEvent) : undefined;
  useRetry(isThere && cone === undefined);
  if (data === undefined || cone === undefined) return null;
  const { past, future, concurrent } = coneCounts(cone, data, seenEvent);
  return (
    <p className="cone-counts">
      causal past {countText(past)}, future {countText(future)}, concurrent {countText(concurrent)}
    </p>
  );
}

function useEventDetail(event: number): EventDetail | undefined {
  const [detail, setDetail] = useState<EventDetail>();
  const text = useRun((state) => state.info?.text);
  useEffect(() => {
    // Asked again when the run was edited: its text then is another one.
    if (text === undefined) return;
    let isStale = false;
    void eventDetail(event).then((answer) => {
      if (!isStale) setDetail(answer);
    });
    return () => {
      isStale = true;
    };
  }, [event, text]);
  return detail?.index === event ? detail : undefined;
}

import type { ReactNode } from "react";
import { durationText, secondsText } from "../format/time.ts";
import { openFaultMenu } from "../inject/fault-menu-store.ts";
import { dropText, isDrop, NO_CAUSE } from "../run/kinds.ts";
import { flightOf } from "../run/in-flight.ts";
import { goToEvent } from "../state/go-to.ts";
import { useRun } from "../state/run-store.ts";
import { Facts } from "./facts.tsx";

/** A message that is on its way at the playhead: between the event that sent it and the one that ends its flight. */
export function FlightPanel({ record }: { readonly record: number }): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const text = useRun(
    (state) => state.frame?.messages.find((message) => isOf(message, data?.columns, record))?.text,
  );
  if (info === undefined || data === undefined) return null;
  const { from, to, tag, sentUs, endUs, endKind } = flightOf(data.columns, record);
  const cause = data.columns.cause[record]!;
  const names = info.nodes;
  const isLost = isDrop(endKind);
  return (
    <>
      <h2>
        {info.tags[tag]?.name} <small>on its way</small>
      </h2>
      {text !== undefined && text !== "" && <p className="event-text">{text}</p>}
      <Facts
        facts={[
          { label: "from", value: names[from]?.name ?? "" },
          { label: "to", value: names[to]?.name ?? "" },
          { label: "sent at", value: `${secondsText(sentUs, 6)} s`, isLong: true },
          {
            label: isLost ? "will be dropped at" : "arrives at",
            value: `${secondsText(endUs, 6)} s${isLost ? `: ${dropText(endKind)}` : ""}`,
            isLong: true,
          },
          { label: "takes", value: durationText(endUs - sentUs), isLong: true },
        ]}
      />
      <p className="panel-actions">
        {cause !== NO_CAUSE && (
          <button type="button" className="textual" onClick={() => goToEvent(cause)}>
            To where it is sent
          </button>
        )}
        <button type="button" className="textual" onClick={() => goToEvent(record)}>
          To where it {isLost ? "ends" : "arrives"}
        </button>
        <button
          type="button"
          className="textual"
          aria-haspopup="menu"
          onClick={({ currentTarget }) =>
            openFaultMenu({ kind: "message", from, to, tag, sentUs }, currentTarget)
          }
        >
          Drop or delay it
        </button>
      </p>
    </>
  );
}

function isOf(
  message: { readonly from: number; readonly to: number; readonly cause: number; readonly arrivesUs: number },
  columns: Parameters<typeof flightOf>[0] | undefined,
  record: number,
): boolean {
  return (
    columns !== undefined &&
    message.cause === columns.cause[record] &&
    message.to === columns.node[record] &&
    message.from === columns.peer[record] &&
    message.arrivesUs === columns.timeUs[record]
  );
}

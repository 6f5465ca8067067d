import type { ReactNode } from "react";
import type { InFlight } from "../../session/index.ts";
import { durationText } from "../format/time.ts";
import { recordOfFlight } from "../run/find-record.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";

const MOST_SHOWN = 8;

interface Props {
  readonly title: string;
  readonly messages: readonly InFlight[];
  /** Which end each line names. */
  readonly names: "from" | "to";
}

/** Messages on their way right now. Each can be selected: how long it flies, and what becomes of it. */
export function MessageList({ title, messages, names }: Props): ReactNode {
  if (messages.length === 0) return null;
  const soonest = messages.toSorted((a, b) => a.arrivesUs - b.arrivesUs);
  return (
    <>
      <h3>
        <span>{title}</span>
        <span>{messages.length}</span>
      </h3>
      <ul className="lines">
        {soonest.slice(0, MOST_SHOWN).map((message) => (
          <li key={`${message.cause} ${message.from} ${message.to} ${message.tag} ${message.arrivesUs}`}>
            <Line message={message} names={names} />
          </li>
        ))}
      </ul>
      {messages.length > MOST_SHOWN && <p className="quiet">and {messages.length - MOST_SHOWN} more</p>}
    </>
  );
}

function Line({ message, names }: { readonly message: InFlight; readonly names: "from" | "to" }): ReactNode {
  const tag = useRun((state) => state.info?.tags[message.tag]?.name);
  const peer = useRun((state) => state.info?.nodes[message[names]]?.name);
  // Told to a hundredth of its way: the panel is not drawn anew for every frame of the screen.
  usePlayhead((state) => shareLeft(message, state.timeUs));
  const leftUs = Math.max(0, message.arrivesUs - playheadNow().timeUs);
  return (
    <button type="button" className="line" onClick={() => selectFlight(message)}>
      <span>
        {tag} {names} {peer}
      </span>
      <span className={message.doomed || message.blocked ? "look-fault" : "quiet"}>
        {message.doomed
          ? "will be dropped"
          : `${durationText(leftUs)} to go${message.blocked ? ", link cut" : ""}`}
      </span>
    </button>
  );
}

function shareLeft({ sentUs, arrivesUs }: InFlight, timeUs: number): number {
  return Math.round(((arrivesUs - timeUs) / Math.max(1, arrivesUs - sentUs)) * 100);
}

/** What ends its flight stands for a message everywhere; until that is computed, what sent it. */
function selectFlight(message: InFlight): void {
  const { data } = runNow();
  const record = data === undefined ? -1 : recordOfFlight(data.columns, message);
  select({ kind: "event", event: record < 0 ? message.cause : record });
}

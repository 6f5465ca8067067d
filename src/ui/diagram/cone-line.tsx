import type { ReactNode } from "react";
import type { TagInfo } from "../../session/index.ts";
import { countText } from "../format/time.ts";
import { useReadout } from "./readout.ts";
import { namedVector, useLogicalTimes } from "./use-logical-times.ts";
import { crossPath, glyphPath, type Family } from "../parts/glyphs.ts";
import { useRun } from "../state/run-store.ts";
import { useSelection } from "../state/selection-store.ts";
import { EventWords } from "../parts/event-words.tsx";

/** Under the diagram: what is selected or pointed at, and which glyph is what. */
export function ConeLine(): ReactNode {
  const selection = useSelection((state) => state.selection);
  const hovered = useSelection((state) => state.hovered);
  const readout = useReadout((state) => state.text);
  const event = hovered >= 0 ? hovered : selection.kind === "event" ? selection.event : -1;
  return (
    <div className={`cone-line ${event >= 0 || readout !== "" ? "has-event" : ""}`}>
      <p className="cone-event">
        {readout !== "" ? (
          readout
        ) : event >= 0 ? (
          <>
            {hovered < 0 && <b>Selected</b>} <EventWords event={event} /> <Timestamps event={event} />
          </>
        ) : (
          <span className="quiet">
            Select an event: its light cone
            <span className="cone-hint">. Shift and drag: a stretch of time</span>
          </span>
        )}
      </p>
      <Keys />
    </div>
  );
}

/** Both logical times of an event, while the reader wants to see any. */
function Timestamps({ event }: { readonly event: number }): ReactNode {
  const times = useLogicalTimes(event);
  if (times === undefined) return null;
  const { lamport, vector } = times;
  if (vector === undefined) return <span className="quiet">· no logical time</span>;
  return (
    <>
      · Lamport {countText(lamport)} · vector{" "}
      <span aria-hidden="true">{vector.map(([, count]) => count).join(" ")}</span>
      <span className="visually-hidden">{namedVector(vector)}</span>
    </>
  );
}

const FAMILIES: readonly Family[] = ["append", "vote", "client", "other"];

/** Only the families that this run has, each by the name of its own first message. */
function Keys(): ReactNode {
  const tags = useRun((state) => state.info?.tags);
  if (tags === undefined) return null;
  // Clients are answered by every store: replies among nodes say more.
  const reply = tags.find((one) => one.reply && one.family !== "client") ?? tags.find((one) => one.reply);
  return (
    <ul className="cone-keys" aria-label="Glyphs">
      {FAMILIES.map((family) => {
        const tag = tags.find((one) => one.family === family && !one.reply);
        return tag === undefined ? null : <Key key={family} tag={tag} />;
      })}
      {reply !== undefined && (
        <li>
          <svg className={`message ${reply.family}`} viewBox="-6 -6 12 12" aria-hidden="true">
            <path className="glyph reply" d={glyphPath(reply.family, 3.6)} />
          </svg>
          reply
        </li>
      )}
      <li>
        <svg viewBox="-6 -6 12 12" aria-hidden="true">
          <path className="message-cross" d={crossPath(4)} />
        </svg>
        dropped
      </li>
    </ul>
  );
}

function Key({ tag }: { readonly tag: TagInfo }): ReactNode {
  return (
    <li>
      <svg className={`message ${tag.family}`} viewBox="-6 -6 12 12" aria-hidden="true">
        <path className="glyph" d={glyphPath(tag.family, 3.8)} />
      </svg>
      {tag.family === "client" ? "client" : tag.name}
    </li>
  );
}

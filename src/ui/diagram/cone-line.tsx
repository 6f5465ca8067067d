import type { ReactNode } from "react";
import type { TagInfo } from "../../session/index.ts";
import { countText } from "../format/time.ts";
import { useFilter } from "../state/filter-store.ts";
import { useRetry } from "../parts/use-retry.ts";
import { useReadout } from "./readout.ts";
import { timesNow } from "./times-now.ts";
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
  const isWanted = useFilter((state) => state.timestamps !== "none");
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const now =
    isWanted && info !== undefined && data !== undefined ? timesNow(data, info.nodes.length) : undefined;
  useRetry(now?.isComplete === false);
  if (now === undefined || info === undefined) return null;
  const { times } = now;
  const vector = times.vector(event);
  if (vector === undefined) return <span className="quiet">· no logical time</span>;
  const named = vector.map((count, node) => `${info.nodes[node]?.name} ${count}`).join(", ");
  return (
    <>
      · Lamport {countText(times.lamport(event))} · vector <span aria-hidden="true">{vector.join(" ")}</span>
      <span className="visually-hidden">{named}</span>
    </>
  );
}

const FAMILIES: readonly Family[] = ["append", "vote", "client", "other"];

/** Only the families that this run has, each by the name of its own first message. */
function Keys(): ReactNode {
  const tags = useRun((state) => state.info?.tags);
  if (tags === undefined) return null;
  return (
    <ul className="cone-keys" aria-label="Glyphs">
      {FAMILIES.map((family) => {
        const tag = tags.find((one) => one.family === family && !one.reply);
        return tag === undefined ? null : <Key key={family} tag={tag} />;
      })}
      <li>
        <svg className="message append" viewBox="-6 -6 12 12" aria-hidden="true">
          <path className="glyph reply" d={glyphPath("append", 3.6)} />
        </svg>
        reply
      </li>
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

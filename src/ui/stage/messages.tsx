import type { ReactNode } from "react";
import { crossPath, glyphPath } from "../parts/glyphs.ts";
import { EventKind, isDrop } from "../run/kinds.ts";
import { flightsAt, progressOf, type Flight } from "../run/in-flight.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { openFaultMenu } from "../inject/fault-menu-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { useSide } from "../state/sides.ts";
import { useRun } from "../state/run-store.ts";
import { between, shareAtWall } from "./on-the-way.ts";
import type { Point, StageLayout } from "./stage-layout.ts";

interface Props {
  readonly layout: StageLayout;
  readonly points: readonly Point[];
  readonly isClient: (node: number) => boolean;
  readonly isPhone: boolean;
}

/** Beyond this a stage is a cloud: the newest are drawn. */
const MOST_MESSAGES = 160;
/** Length of the line behind a message, px. */
const TAIL = 30;
/** Both directions of a link are drawn side by side, px. */
const ASIDE = 4;

/** Messages on their way, where they are at the playhead's very time. Drawn anew with every frame of the screen. */
export function Messages({ layout, points, isClient, isPhone }: Props): ReactNode {
  const timeUs = usePlayhead((state) => state.timeUs);
  const event = usePlayhead((state) => state.event);
  const { isPage } = useSide();
  const data = useRun((state) => state.data);
  const tags = useRun((state) => state.info?.tags);
  const selected = useSelection(({ selection }) => (selection.kind === "event" ? selection.event : -1));
  if (data === undefined || tags === undefined) return null;
  const flights = flightsAt(data.columns, event, timeUs, data.longestFlightUs).slice(-MOST_MESSAGES);
  const radiusOf = (node: number): number => (isClient(node) ? layout.clientSide / 2 + 2 : layout.radius + 3);
  return (
    <g className="messages">
      {flights.map((flight) => {
        const a = points[flight.from];
        const b = points[flight.to];
        const tag = tags[flight.tag];
        if (a === undefined || b === undefined || tag === undefined || flight.from === flight.to) return null;
        const place = placeOf(flight, timeUs, aside(a, b), layout, radiusOf);
        const size = isPhone ? 4.5 : Math.max(5, layout.radius * 0.22);
        const { x, y } = place.head;
        return (
          // "Inject a fault" offers the same to the keyboard, and the events table what it is.
          <g
            key={flight.record}
            className={`message ${tag.family} ${place.isDead ? "dead" : ""}`}
            onClick={({ currentTarget }) => {
              select({ kind: "event", event: flight.record });
              if (isPage && !place.isDead) openFaultMenu({ kind: "message", ...flight }, currentTarget);
            }}
          >
            <line className="message-tail" x1={place.tail.x} y1={place.tail.y} x2={x} y2={y} />
            <g transform={`translate(${x} ${y})`}>
              {flight.record === selected && <circle className="node-selected" r={size + 5} />}
              <path className={tag.reply ? "glyph reply" : "glyph"} d={glyphPath(tag.family, size)} />
              {place.isDead && <path className="message-cross" d={crossPath(size)} />}
            </g>
          </g>
        );
      })}
    </g>
  );
}

interface Place {
  readonly head: Point;
  readonly tail: Point;
  readonly isDead: boolean;
}

function placeOf(
  flight: Flight,
  timeUs: number,
  [a, b]: readonly [Point, Point],
  layout: StageLayout,
  radiusOf: (node: number) => number,
): Place {
  const radii = [radiusOf(flight.from), radiusOf(flight.to)] as const;
  const wanted = progressOf(flight, timeUs);
  const end = shareAtDeath(flight, a, b, layout);
  const share = Math.min(wanted, end);
  const head = between(a, b, share, ...radii);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const tail = between(a, b, Math.max(0, share - TAIL / length), ...radii);
  return { head, tail, isDead: wanted > end };
}

/** Where a dropped message stops: before the wall, or out on a link that loses it. */
function shareAtDeath(flight: Flight, a: Point, b: Point, layout: StageLayout): number {
  if (!isDrop(flight.endKind) || flight.endKind === EventKind.dropDown) return 1;
  if (flight.endKind === EventKind.dropCut) return shareAtWall(a, b, layout.walls, 9) ?? 0.72;
  return 0.6;
}

/** Moves a link to its right-hand side, so that a request and the reply it meets do not collide. */
function aside(a: Point, b: Point): readonly [Point, Point] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const dx = (-(b.y - a.y) / length) * ASIDE;
  const dy = ((b.x - a.x) / length) * ASIDE;
  return [
    { x: a.x + dx, y: a.y + dy },
    { x: b.x + dx, y: b.y + dy },
  ];
}

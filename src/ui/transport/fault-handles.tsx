import { useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { edit } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { openFaultMenu } from "../inject/fault-menu-store.ts";
import type { FaultMark } from "./fault-mark-list.ts";
import { readable, type TimelineRows, type TimeScale } from "./timeline-scale.ts";
import { useMovedFault, type MovedFault } from "./use-moved-fault.ts";
import "./fault-handles.css";

interface Props {
  readonly marks: readonly FaultMark[];
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  /** Fingers that scrub must not take a long fault along: it is held at its beginning alone. */
  readonly isPhone: boolean;
}

/** A mark of the plan that can be taken hold of. */
type Handle = FaultMark & { readonly entry: number };

/** Least size of a target, px. */
const TARGET = 24;
/** A press that moved less than this is a click, px. */
const CLICK_PX = 4;
const STEP_US = 1_000;

/** What can be taken hold of on the timeline: each entry of the plan, to be moved, edited, muted and deleted. */
export function FaultHandles({ marks, x, rows, isPhone }: Props): ReactNode {
  const handles = marks
    .filter((mark): mark is Handle => mark.entry !== undefined)
    .toSorted((a, b) => a.fromUs - b.fromUs);
  const mover = useMovedFault();
  const [current, setCurrent] = useState(-1);
  const helpId = useId();
  const list = useRef<HTMLDivElement>(null);
  if (handles.length === 0) return null;
  const reachable = handles.some(({ entry }) => entry === current) ? current : handles[0]!.entry;
  const atOf = ({ entry, fromUs }: Handle): number =>
    mover.moved?.entry === entry ? mover.moved.atUs : fromUs;
  const moveFocus = (from: Handle, by: number): void => {
    const next = handles[handles.indexOf(from) + by];
    list.current?.querySelector<HTMLElement>(`[data-entry="${next?.entry}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, handle: Handle): void => {
    const atUs = movedBy(event, atOf(handle), x.domain[1]);
    if (atUs !== undefined) mover.nudge({ entry: handle.entry, atUs });
    else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      moveFocus(handle, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Delete") void edit({ do: "fault-delete", fault: handle.entry });
    else if (event.key === "Escape" && mover.moved !== undefined) mover.cancel();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={list} className="fault-handles">
      {handles.map((handle, index) => (
        <HandleButton
          key={handle.entry}
          handle={handle}
          near={nearTo(handle, handles, x)}
          x={x}
          place={{
            ...placeOf(handle, isPhone ? handle.fromUs : handles[index + 1]?.fromUs, x),
            top: rows.bars - 8,
          }}
          isReachable={handle.entry === reachable}
          helpId={helpId}
          onFocus={() => setCurrent(handle.entry)}
          onMove={(atUs) => mover.move({ entry: handle.entry, atUs })}
          onLetGo={mover.settle}
          onCancel={mover.cancel}
          onKeyDown={(event) => onKeyDown(event, handle)}
        />
      ))}
      {mover.moved !== undefined && <Ghost moved={mover.moved} x={x} rows={rows} />}
      <span id={helpId} hidden>
        Left and right move it by 1 ms, with Shift by 10 ms, page keys by 100 ms. Up and down go to other
        faults. Enter opens its menu, Delete takes it out of the plan.
      </span>
    </div>
  );
}

interface HandleProps {
  readonly handle: Handle;
  /** Entries whose handles lie under this one's, or over it. */
  readonly near: readonly number[];
  readonly x: TimeScale;
  readonly place: { readonly left: number; readonly width: number; readonly top: number };
  readonly isReachable: boolean;
  readonly helpId: string;
  readonly onFocus: () => void;
  readonly onMove: (atUs: number) => void;
  readonly onLetGo: () => void;
  readonly onCancel: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Pressed and moved it takes the fault along the time; pressed and let go it opens the menu. */
function HandleButton({ handle, near, x, place, isReachable, helpId, ...on }: HandleProps): ReactNode {
  const press = useRef<{ readonly x: number; readonly atUs: number; isDrag: boolean }>(undefined);
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, atUs: handle.fromUs, isDrag: false };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const now = press.current;
    if (now === undefined) return;
    const byPx = event.clientX - now.x;
    now.isDrag ||= Math.abs(byPx) > CLICK_PX;
    if (!now.isDrag) return;
    on.onMove(readable(x, x(now.atUs) + byPx));
  };
  const onClick = (event: { readonly currentTarget: Element; readonly detail: number }): void => {
    const wasDrag = press.current?.isDrag === true;
    press.current = undefined;
    if (wasDrag) on.onLetGo();
    else openFaultMenu({ kind: "fault", fault: handle.entry, near }, event.currentTarget);
  };
  return (
    <button
      type="button"
      className="fault-handle"
      data-entry={handle.entry}
      style={{ ...place, height: TARGET }}
      tabIndex={isReachable ? 0 : -1}
      aria-haspopup="menu"
      aria-label={nameOf(handle)}
      aria-describedby={helpId}
      onFocus={on.onFocus}
      onBlur={on.onLetGo}
      onKeyDown={on.onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerCancel={() => {
        press.current = undefined;
        on.onCancel();
      }}
      onClick={onClick}
    />
  );
}

/** Where the fault will be, and the time in figures. */
function Ghost({ moved, x, rows }: { readonly moved: MovedFault } & Pick<Props, "x" | "rows">): ReactNode {
  return (
    <div
      className="fault-ghost"
      style={{ left: x(moved.atUs), top: rows.top - 2, height: rows.line - rows.top }}
    >
      <output>{secondsText(moved.atUs)} s</output>
    </div>
  );
}

/** A fault is held from its beginning to the next one's: what overlaps in time must not hide what is to be pressed. */
function placeOf(
  { fromUs, toUs }: Handle,
  nextUs: number | undefined,
  x: TimeScale,
): { readonly left: number; readonly width: number } {
  const from = x(fromUs);
  const end = Math.min(x(toUs), nextUs === undefined ? Infinity : x(nextUs) - TARGET / 2);
  const width = end - from;
  return width > TARGET ? { left: from, width } : { left: from - TARGET / 2, width: TARGET };
}

function nearTo(handle: Handle, handles: readonly Handle[], x: TimeScale): number[] {
  const isNear = (other: Handle): boolean => Math.abs(x(other.fromUs) - x(handle.fromUs)) < TARGET;
  return handles.flatMap((other) => (other !== handle && isNear(other) ? [other.entry] : []));
}

function nameOf({ text, fromUs, isMuted, byHand, isOperation }: Handle): string {
  const what = isOperation ? text.replace(/^operation/, "Operation by hand:") : `Fault ${text}`;
  const notes = `${isMuted ? ", muted" : ""}${byHand && !isOperation ? ", by hand" : ""}`;
  return `${what} at ${secondsText(fromUs)} seconds${notes}`;
}

/** The time that a key moves a fault to; undefined for other keys. */
function movedBy(event: KeyboardEvent, atUs: number, untilUs: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: event.shiftKey ? -10 : -1,
    ArrowRight: event.shiftKey ? 10 : 1,
    PageDown: -100,
    PageUp: 100,
  };
  const by = steps[event.key];
  return by === undefined ? undefined : Math.min(untilUs, Math.max(0, atUs + by * STEP_US));
}

import { useEffect, useRef, useState, type PointerEvent } from "react";
import { hoverOn, selectOn, useSide, type Side } from "../state/sides.ts";
import { pickEvent, pickLane } from "./pick.ts";
import { readoutAt, setReadout } from "./readout.ts";
import type { Scene } from "./scene.ts";
import { pinched, type TimeWindow } from "./time-window.ts";
import { longestUs, panBy, showWindow, windowNow, zoomBy } from "./view.ts";

/** A press that moved less than this is a click, px. */
const CLICK_PX = 4;
/** Nobody means a shorter area than this, px. */
const AREA_PX = 6;
/** Of a wheel: how far doubles what is shown. A pinch on a touchpad comes as a wheel with Ctrl, in smaller steps. */
const WHEEL_OCTAVE = 240;
const PINCH_OCTAVE = 60;
const LINE_PX = 16;

/** The stretch that is being marked, px from the left of the canvas. */
export interface Area {
  readonly left: number;
  readonly width: number;
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** What is under way between a press and its release. */
interface Gesture {
  readonly fingers: Map<number, Finger>;
  moved: number;
  /** Where marking an area began. */
  areaFrom?: number;
  pinch?: { readonly window: TimeWindow; readonly at: number; readonly apart: number };
}

/** Where the pointer rests on the canvas. */
export type Pointer = Finger;

type Handler = (event: PointerEvent<HTMLCanvasElement>) => void;

export interface Gestures {
  readonly area: Area | undefined;
  readonly handlers: Readonly<
    Record<"onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel" | "onPointerLeave", Handler>
  >;
}

/** Pointer and wheel: drag pans, two fingers and the wheel zoom, Shift and drag shows an area, a click selects. */
export function useGestures(
  canvas: { readonly current: HTMLCanvasElement | null },
  scene: { readonly current: Scene | undefined },
  setPointer: (place: Pointer | undefined) => void,
  isPhone: boolean,
): Gestures {
  const side = useSide();
  const [area, setArea] = useState<Area>();
  const gesture = useRef<Gesture>({ fingers: new Map(), moved: 0 });
  useWheel(canvas, scene, isPhone);

  const onPointerDown: Handler = (event) => {
    if (event.pointerType === "mouse" && event.button > 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setPointer(undefined);
    const { fingers } = gesture.current;
    const place = placeOf(event);
    fingers.set(event.pointerId, place);
    if (fingers.size === 1) {
      gesture.current = { fingers, moved: 0, ...(event.shiftKey ? { areaFrom: place.x } : {}) };
    } else beginPinch(gesture.current, scene.current);
  };
  const onPointerMove: Handler = (event) => {
    const now = gesture.current;
    const place = placeOf(event);
    const before = now.fingers.get(event.pointerId);
    if (before === undefined) {
      setPointer(place);
      if (scene.current !== undefined) pointAt(side, scene.current, place, isPhone);
      return;
    }
    now.fingers.set(event.pointerId, place);
    now.moved += Math.abs(place.x - before.x) + Math.abs(place.y - before.y);
    if (scene.current === undefined || now.moved <= CLICK_PX) return;
    if (now.pinch !== undefined) movePinch(now, scene.current);
    else if (now.areaFrom !== undefined) setArea(areaBetween(scene.current, now.areaFrom, place.x));
    else panBy(-usOf(scene.current, place.x - before.x), isPhone, false);
  };
  const end = (event: PointerEvent, isDone: boolean): void => {
    const now = gesture.current;
    const place = placeOf(event);
    if (!now.fingers.delete(event.pointerId)) return;
    if (isDone && now.pinch === undefined) finish(now, place);
    setArea(undefined);
    // A finger that stays goes on panning, and does not click.
    delete now.pinch;
    delete now.areaFrom;
  };
  const finish = (now: Gesture, place: Finger): void => {
    if (scene.current === undefined) return;
    if (now.moved <= CLICK_PX) selectAt(side, scene.current, place, isPhone);
    else if (now.areaFrom !== undefined)
      showArea(scene.current, areaBetween(scene.current, now.areaFrom, place.x));
  };
  return {
    area,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event) => end(event, true),
      onPointerCancel: (event) => end(event, false),
      onPointerLeave: () => {
        setPointer(undefined);
        hoverOn(side, -1);
        setReadout("");
      },
    },
  };
}

/** Tells what is there: when the pointer moves, and when the drawing does under it. */
export function pointAt(side: Side, scene: Scene, { x, y }: Finger, isPhone: boolean): void {
  hoverOn(side, pickEvent(scene, x, y, isPhone ? 22 : 12));
  setReadout(readoutAt(scene, x, y));
}

/** A click on an event selects it, one on a lane's name its node, one beside them nothing. */
function selectAt(side: Side, scene: Scene, { x, y }: Finger, isPhone: boolean): void {
  const event = pickEvent(scene, x, y, isPhone ? 22 : 12);
  const lane = x < scene.plot.left || x > scene.plot.right ? pickLane(scene, y) : undefined;
  if (event >= 0) selectOn(side, { kind: "event", event });
  else selectOn(side, lane === undefined ? { kind: "none" } : { kind: "node", node: lane.node });
}

function beginPinch(gesture: Gesture, scene: Scene | undefined): void {
  if (scene === undefined) return;
  const window = { fromUs: scene.fromUs, toUs: scene.toUs };
  gesture.pinch = { window, ...spread(gesture, scene) };
  gesture.moved = Infinity;
}

function movePinch(gesture: Gesture, scene: Scene): void {
  const { pinch } = gesture;
  if (pinch === undefined || gesture.fingers.size < 2) return;
  showWindow(pinched(pinch.window, pinch, spread(gesture, scene), longestUs()));
}

/** Where two fingers are and how far apart, as shares of the plot. */
function spread({ fingers }: Gesture, { plot }: Scene): { at: number; apart: number } {
  const [a, b] = [...fingers.values()] as [Finger, Finger];
  const width = plot.right - plot.left;
  return {
    at: ((a.x + b.x) / 2 - plot.left) / width,
    apart: Math.max(8, Math.hypot(a.x - b.x, a.y - b.y)) / width,
  };
}

function areaBetween({ plot }: Scene, a: number, b: number): Area {
  const clamp = (x: number): number => Math.min(plot.right, Math.max(plot.left, x));
  const [left, right] = [clamp(Math.min(a, b)), clamp(Math.max(a, b))];
  return { left, width: right - left };
}

function showArea(scene: Scene, { left, width }: Area): void {
  if (width < AREA_PX) return;
  showWindow({ fromUs: scene.x.invert(left), toUs: scene.x.invert(left + width) });
}

function usOf(scene: Scene, px: number): number {
  return (px / (scene.plot.right - scene.plot.left)) * (scene.toUs - scene.fromUs);
}

function placeOf(event: PointerEvent): Finger {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** The wheel zooms around the pointer; sideways, or with Shift, it pans. React listens passively, so this is by hand. */
function useWheel(
  canvas: { readonly current: HTMLCanvasElement | null },
  scene: { readonly current: Scene | undefined },
  isPhone: boolean,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const [across, along] = [event.deltaX * unit, event.deltaY * unit];
      if (event.shiftKey || Math.abs(across) > Math.abs(along)) {
        panBy((across === 0 ? along : across) / 600, isPhone);
        return;
      }
      const octave = event.ctrlKey ? PINCH_OCTAVE : WHEEL_OCTAVE;
      const at = scene.current?.x.invert(event.clientX - element.getBoundingClientRect().left);
      zoomBy(2 ** (-along / octave), isPhone, at ?? windowNow(isPhone).toUs);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [canvas, scene, isPhone]);
}

import { paceAt } from "./pace.ts";
import { TURNING_KINDS, type Moment } from "../run/moments.ts";
import { playheadNow, startOfRun, usePlayhead, type Direction, type Playhead } from "./playhead-store.ts";
import { runNow } from "./run-store.ts";
import { useView } from "./view-store.ts";

/** Moves the playhead. Playing walks over what is computed; it waits where the engine has not been yet. */

/** A tab that slept must not jump. */
const LONGEST_TICK_MS = 100;

let frameRequest = 0;
let lastTickMs = 0;

/** Plays on or back from where the playhead is; on from the end begins again. */
export function play(direction: Direction = 1): void {
  if (runNow().info === undefined) return;
  if (isPlayingTo(direction)) return;
  if (direction > 0 ? isAtGate() : playheadNow().event < 0) return;
  if (direction > 0 && isAtEnd()) seek(0);
  cancelAnimationFrame(frameRequest);
  usePlayhead.setState({ isPlaying: true, direction });
  lastTickMs = performance.now();
  frameRequest = requestAnimationFrame(onFrame);
}

export function pause(): void {
  cancelAnimationFrame(frameRequest);
  if (playheadNow().isPlaying) usePlayhead.setState({ isPlaying: false });
}

export function isPlayingTo(direction: Direction): boolean {
  return playheadNow().isPlaying && playheadNow().direction === direction;
}

/** To a moment: after everything that happened at that time. */
export function seek(timeUs: number): void {
  const { data, info, computedUs } = runNow();
  if (data === undefined || info === undefined) return;
  const at = Math.min(Math.max(0, timeUs), info.untilUs);
  // The state before the first event is a moment too: Home goes there.
  const event = timeUs <= 0 ? -1 : data.columns.lastAt(at);
  moveTo({ timeUs: at, event, isUnsettled: at > computedUs && !runNow().done });
}

/** To right after an event. */
export function seekEvent(event: number): void {
  const { data } = runNow();
  if (data === undefined) return;
  const at = Math.min(Math.max(-1, event), data.columns.length - 1);
  moveTo({ event: at, timeUs: at < 0 ? 0 : data.columns.timeUs[at]!, isUnsettled: false });
}

/** One event on or back; `node` narrows it to the events of one node. */
export function step(direction: Direction, node?: number): void {
  pause();
  const { data } = runNow();
  if (data === undefined) return;
  const { event } = playheadNow();
  if (node === undefined) return seekEvent(event + direction);
  const next = direction > 0 ? data.lanes.next(node, event) : data.lanes.previous(node, event);
  if (next >= 0) seekEvent(next);
}

/** To the next or the last moment of the kinds that the reader stops at. Gives the moment, if there is one. */
export function stepMoment(direction: Direction): Moment | undefined {
  pause();
  const { event } = playheadNow();
  const { momentKinds } = useView.getState();
  const moments = runNow().data?.moments;
  const found = direction > 0 ? moments?.next(event, momentKinds) : moments?.previous(event, momentKinds);
  if (found !== undefined) seekEvent(found.event);
  return found;
}

export function toStart(): void {
  pause();
  seek(0);
}

export function toEnd(): void {
  pause();
  seek(runNow().computedUs);
}

export function setSpeed(speed: number): void {
  usePlayhead.setState({ speed, pace: "fixed" });
}

/** Playing will stop at this moment; Infinity lets it pass. */
export function setGate(gateUs: number): void {
  usePlayhead.setState({ gateUs });
}

export function setPace(pace: Playhead["pace"]): void {
  usePlayhead.setState({ pace });
}

/** A run was opened: to its start, or to the time at which the reader was. */
export function resetPlayhead(timeUs = 0): void {
  const { isPlaying, pace, speed, gateUs } = playheadNow();
  const isUnsettled = timeUs > 0;
  usePlayhead.setState({
    ...startOfRun,
    isPlaying,
    pace,
    speed,
    gateUs,
    timeUs,
    seenUs: timeUs,
    isUnsettled,
  });
}

/** The run was changed from `keepRecords` on; the playhead stays at `timeUs`. */
export function unsettle(keepRecords: number, timeUs: number): void {
  const { event, seenEvent } = playheadNow();
  usePlayhead.setState({
    timeUs,
    event: Math.min(event, keepRecords - 1),
    seenEvent: Math.min(seenEvent, keepRecords - 1),
    seenUs: timeUs,
    isUnsettled: true,
  });
}

/** The engine came further: finds the event that belongs to the playhead's time. */
export function settle(): void {
  const { data, computedUs, done } = runNow();
  const { isUnsettled, timeUs } = playheadNow();
  if (!isUnsettled || data === undefined) return;
  moveTo({ timeUs, event: data.columns.lastAt(timeUs), isUnsettled: computedUs < timeUs && !done });
}

function onFrame(nowMs: number): void {
  if (!playheadNow().isPlaying) return;
  tick(Math.min(LONGEST_TICK_MS, Math.max(0, nowMs - lastTickMs)));
  lastTickMs = nowMs;
  frameRequest = requestAnimationFrame(onFrame);
}

/** Moves the playhead by what `elapsedMs` of the reader's time are in the run. */
function tick(elapsedMs: number): void {
  const { data } = runNow();
  if (data === undefined) return;
  const { timeUs, pace, speed, direction, event } = playheadNow();
  const around = pace === "auto" ? data.moments.around(timeUs, TURNING_KINDS) : undefined;
  const now = around === undefined ? speed : paceAt(around, timeUs, data.usualFlightUs);
  if (now !== speed) usePlayhead.setState({ speed: now });
  const wanted = timeUs + direction * elapsedMs * 1_000 * now;
  const at = direction > 0 ? Math.min(wanted, Math.max(timeUs, limitUs())) : Math.max(0, wanted);
  const stop = stopBefore(event, at, direction);
  if (stop !== undefined) {
    pause();
    seekEvent(stop.event);
    return;
  }
  // The state before the first event is a moment too: playing back ends there.
  const reached = at <= 0 && direction < 0 ? -1 : data.columns.lastAt(at);
  moveTo({ timeUs: at, event: reached, isUnsettled: false });
  if (direction < 0 ? at <= 0 : isAtGate() || (runNow().done && wanted >= runNow().computedUs)) pause();
}

/** How far playing may go: where the engine has been, and to a question that is not answered. */
function limitUs(): number {
  const { computedUs } = runNow();
  const { timeUs, gateUs } = playheadNow();
  return timeUs <= gateUs ? Math.min(gateUs, computedUs) : computedUs;
}

/** The moment at which the reader wants playing to stop, on the way from record `event` to the time `atUs`. */
function stopBefore(event: number, atUs: number, direction: Direction): Moment | undefined {
  const { stopsAtMoments, momentKinds } = useView.getState();
  const moments = runNow().data?.moments;
  if (!stopsAtMoments || moments === undefined) return undefined;
  const found = direction > 0 ? moments.next(event, momentKinds) : moments.previous(event, momentKinds);
  return found !== undefined && (found.timeUs - atUs) * direction <= 0 ? found : undefined;
}

function moveTo(to: Pick<Playhead, "timeUs" | "event" | "isUnsettled">): void {
  const { seenUs, seenEvent } = playheadNow();
  usePlayhead.setState({
    ...to,
    seenUs: Math.max(seenUs, to.timeUs),
    seenEvent: Math.max(seenEvent, to.event),
  });
}

/** At the moment of a question that is not answered yet. */
export function isAtGate(): boolean {
  const { timeUs, gateUs } = playheadNow();
  return timeUs === gateUs;
}

function isAtEnd(): boolean {
  const { done, computedUs } = runNow();
  return done && playheadNow().timeUs >= computedUs;
}

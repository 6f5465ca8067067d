import type { Family } from "../parts/glyphs.ts";
import { flightOf, flightsAt, type Flight } from "../run/in-flight.ts";
import { EventKind, isDrop, isMessage } from "../run/kinds.ts";
import { isFlightInCone } from "../run/light-cone.ts";
import { densityShare } from "./draw-density.ts";
import { wallHeights } from "./lanes.ts";
import type { Scene } from "./scene.ts";
import { seenX } from "./scene.ts";

/** Messages that are under way at the window's right edge are looked for this many records ahead. */
const LOOK_AHEAD = 1_500;

/** Flights that are drawn at once: paths that reach far are slow to fill, and each look has its own state to set. */
const PORTION = 128;

/** Lines of one look, drawn with one stroke. */
interface Batch {
  readonly lines: Path2D;
  readonly filled: Path2D;
  readonly hollow: Path2D;
  readonly crosses: Path2D;
}

/** Every message that touches the window, from its sending to its arrival, its death, or the edge of what was played. */
export function drawMessages(scene: Scene): void {
  const strength = 1 - densityShare(scene);
  if (strength === 0) return;
  const { columns } = scene.data;
  const first = columns.lastAt(scene.fromUs - 1) + 1;
  const last = Math.min(scene.seenEvent, columns.lastAt(scene.toUs));
  const flights = flightsBeyond(scene, last);
  for (let record = last; record >= first; record--) {
    if (isMessage(columns.kind[record]!)) flights.push(flightOf(columns, record));
  }
  for (let start = 0; start < flights.length; start += PORTION) {
    const batches = new Map<string, Batch>();
    for (const flight of flights.slice(start, start + PORTION)) addFlight(scene, batches, flight);
    for (const [key, batch] of batches) strokeBatch(scene, key, batch, strength);
  }
}

/** Messages sent inside the window whose flight ends to the right of it, or after what was played. */
function flightsBeyond(scene: Scene, last: number): Flight[] {
  const { columns, longestFlightUs } = scene.data;
  const edgeUs = Math.min(scene.toUs, scene.seenUs);
  return flightsAt(columns, last, edgeUs, longestFlightUs).slice(0, LOOK_AHEAD);
}

function addFlight(scene: Scene, batches: Map<string, Batch>, flight: Flight): void {
  const from = scene.laneOf[flight.from];
  const to = scene.laneOf[flight.to];
  const tag = scene.info.tags[flight.tag];
  if (from === undefined || to === undefined || tag === undefined || from === to) return;
  if (scene.isHidden?.[flight.tag] === true) return;
  const { cone, data } = scene;
  const isFaded = cone !== undefined && !isFlightInCone(cone, data.columns, flight.record);
  const batch = batchOf(scene, batches, `${tag.family} ${isFaded ? "faded" : ""}`);
  const x0 = scene.x(flight.sentUs);
  const x1 = scene.x(flight.endUs);
  const end = endOf(scene, flight, from.y, to.y);
  const limit = seenX(scene);
  const head = x1 > limit + 0.01 ? clip(x0, from.y, x1, to.y, limit) : undefined;
  const isDead =
    isDrop(flight.endKind) && (head === undefined || (head.y - end.y) * Math.sign(to.y - from.y) >= 0);
  const stop = isDead ? end : (head ?? { x: x1, y: to.y });
  batch.lines.moveTo(x0, from.y);
  batch.lines.lineTo(stop.x, stop.y);
  if (isDead) addCross(batch.crosses, stop.x, stop.y);
  else
    addGlyph(
      tag.reply ? batch.hollow : batch.filled,
      tag.family,
      stop.x,
      stop.y,
      head === undefined ? glyphRadius(scene) : glyphRadius(scene) + 0.75,
    );
  if (head === undefined) scene.hits.push({ x: stop.x, y: stop.y, event: flight.record });
}

/** Where a dropped message's line stops: before the partition's wall, or near the lane it never reached. */
function endOf(scene: Scene, flight: Flight, y0: number, y1: number): { x: number; y: number } {
  const x0 = scene.x(flight.sentUs);
  const x1 = scene.x(flight.endUs);
  if (!isDrop(flight.endKind) || flight.endKind === EventKind.dropDown) return { x: x1, y: y1 };
  const wall = flight.endKind === EventKind.dropCut ? wallBetween(scene, flight, y0, y1) : undefined;
  const y = wall ?? y1 - Math.sign(y1 - y0) * Math.min(9, Math.abs(y1 - y0) / 2);
  const share = y1 === y0 ? 1 : (y - y0) / (y1 - y0);
  return { x: x0 + (x1 - x0) * share, y };
}

function wallBetween(scene: Scene, flight: Flight, y0: number, y1: number): number | undefined {
  const down = Math.sign(y1 - y0);
  const inWay = wallsOf(scene).flatMap(({ startUs, endUs, heights }) =>
    startUs > flight.endUs || endUs < flight.sentUs
      ? []
      : heights.filter((y) => (y - y0) * down > 0 && (y1 - y) * down > 0),
  );
  if (inWay.length === 0) return undefined;
  return (down > 0 ? Math.min(...inWay) : Math.max(...inWay)) - down * 8;
}

interface Wall {
  readonly startUs: number;
  readonly endUs: number;
  readonly heights: readonly number[];
}

const walls = new WeakMap<Scene, readonly Wall[]>();

/** The walls that a message of the window may meet; found once a drawing. */
function wallsOf(scene: Scene): readonly Wall[] {
  let known = walls.get(scene);
  if (known === undefined) {
    const { longestFlightUs, faults } = scene.data;
    known = faults.spans.flatMap(({ groups, startUs, endUs = Infinity }) =>
      groups === undefined || startUs > scene.toUs + longestFlightUs || endUs < scene.fromUs - longestFlightUs
        ? []
        : [{ startUs, endUs, heights: wallHeights(scene.lanes, groups) }],
    );
    walls.set(scene, known);
  }
  return known;
}

function strokeBatch(scene: Scene, key: string, batch: Batch, strength: number): void {
  const { context, palette } = scene;
  const [family = "other", faded] = key.split(" ");
  const color = palette.families[family] ?? palette.ink2;
  context.globalAlpha = strength * (faded === "faded" ? palette.fade : 1);
  context.lineWidth = palette.line;
  context.strokeStyle = color;
  context.setLineDash(family === "vote" ? [7, 3] : family === "client" ? [2, 2] : []);
  context.stroke(batch.lines);
  context.setLineDash([]);
  context.fillStyle = color;
  context.fill(batch.filled);
  context.fillStyle = palette.paper;
  context.fill(batch.hollow);
  context.stroke(batch.hollow);
  context.strokeStyle = palette.fault;
  context.lineWidth = Math.max(2, palette.line);
  context.stroke(batch.crosses);
  context.globalAlpha = 1;
}

function glyphRadius(scene: Scene): number {
  return Math.max(3, scene.palette.line * 1.6) + (scene.isPhone ? 0.5 : 0.4);
}

function addGlyph(path: Path2D, family: Family, x: number, y: number, radius: number): void {
  if (family === "vote") {
    const r = radius * 1.3;
    path.moveTo(x, y - r);
    path.lineTo(x + r, y);
    path.lineTo(x, y + r);
    path.lineTo(x - r, y);
    path.closePath();
  } else if (family === "client") path.rect(x - radius, y - radius, radius * 2, radius * 2);
  else {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

function addCross(path: Path2D, x: number, y: number): void {
  path.moveTo(x - 3, y - 3);
  path.lineTo(x + 3, y + 3);
  path.moveTo(x + 3, y - 3);
  path.lineTo(x - 3, y + 3);
}

/** The point of a flight at the horizontal place `x`. */
function clip(x0: number, y0: number, x1: number, y1: number, x: number): { x: number; y: number } {
  const share = x1 === x0 ? 1 : Math.max(0, (x - x0) / (x1 - x0));
  return { x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share };
}

function batchOf(scene: Scene, batches: Map<string, Batch>, key: string): Batch {
  const known = batches.get(key);
  if (known !== undefined) return known;
  const path = scene.newPath ?? ((): Path2D => new Path2D());
  const batch = { lines: path(), filled: path(), hollow: path(), crosses: path() };
  batches.set(key, batch);
  return batch;
}

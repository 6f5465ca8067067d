import { create } from "zustand";
import { countText, secondsText, axisDigits } from "../format/time.ts";
import { EventKind, isDrop, isMessage } from "../run/kinds.ts";
import { densityShare } from "./draw-density.ts";
import { pickLane } from "./pick.ts";
import { columnUs, type Scene } from "./scene.ts";
import { columnWidthUs } from "./time-columns.ts";

/** Kinds that are named; the others are only among the sum. */
const MOST_NAMES = 3;

/** What the column of time under the pointer counts; empty where events are drawn one by one. */
export const useReadout = create<{ readonly text: string }>(() => ({ text: "" }));

export function setReadout(text: string): void {
  if (useReadout.getState().text !== text) useReadout.setState({ text });
}

/** `n2 from 393.2 to 393.3 s: 152 events, 120 AppendEntries, 32 timers; 3 dropped`. */
export function readoutAt(scene: Scene, x: number, y: number): string {
  const lane = pickLane(scene, y);
  const { plot, data } = scene;
  const atUs = scene.x.invert(x);
  if (lane === undefined || densityShare(scene) < 0.5 || x < plot.left || x > plot.right) return "";
  const widthUs = columnWidthUs(columnUs(scene));
  const fromUs = Math.floor(atUs / widthUs) * widthUs;
  if (fromUs > scene.seenUs) return "";
  const bound = (us: number): number => Math.min(scene.seenEvent, data.columns.lastAt(us - 1)) + 1;
  const counts = countsOf(scene, lane.node, bound(fromUs), bound(fromUs + widthUs));
  const digits = Math.min(6, axisDigits(widthUs) + 1);
  const when = `${lane.name} from ${secondsText(fromUs, digits)} to ${secondsText(fromUs + widthUs, digits)} s`;
  return `${when}: ${words(counts)}`;
}

interface Counts {
  readonly byName: ReadonlyMap<string, number>;
  readonly events: number;
  readonly dropped: number;
}

function countsOf({ data, info, isHidden }: Scene, node: number, from: number, end: number): Counts {
  const { classes } = data;
  const before = new Uint32Array(classes.list.length);
  classes.countsBefore(from, before);
  const after = before.slice();
  classes.moveCounts(after, from, end);
  const byName = new Map<string, number>();
  let [events, dropped] = [0, 0];
  classes.list.forEach(({ kind, node: at, tag }, id) => {
    const count = after[id]! - before[id]!;
    if (at !== node || count === 0 || (isMessage(kind) && isHidden?.[tag] === true)) return;
    if (isDrop(kind)) {
      dropped += count;
      return;
    }
    events += count;
    const name = nameOf(kind, info.tags[tag]?.name ?? "");
    byName.set(name, (byName.get(name) ?? 0) + count);
  });
  return { byName, events, dropped };
}

function nameOf(kind: number, tag: string): string {
  if (kind === EventKind.timer) return "timers";
  if (kind === EventKind.disk) return "disk syncs";
  return kind === EventKind.start ? "starts" : tag;
}

function words({ byName, events, dropped }: Counts): string {
  const names = [...byName].sort((a, b) => b[1] - a[1]).slice(0, MOST_NAMES);
  const parts = [
    `${countText(events)} ${events === 1 ? "event" : "events"}`,
    ...names.map(([name, count]) => `${countText(count)} ${name}`),
  ];
  return parts.join(", ") + (dropped === 0 ? "" : `; ${countText(dropped)} dropped`);
}

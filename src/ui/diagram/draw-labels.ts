import { axisDigits, secondsText } from "../format/time.ts";
import { lookOfRole, phaseText } from "../parts/role-look.ts";
import { Operations, outcomeAt } from "../run/operations.ts";
import { visibleFaults } from "./draw-faults.ts";
import { font, momentAtEnd, type Scene } from "./scene.ts";

/** Names of lanes at their left end, what each is at their right end, and the axis of time. */
export function drawAxis(scene: Scene): void {
  const { context, palette, plot, x } = scene;
  context.font = font(scene);
  context.textAlign = "center";
  context.lineWidth = 1;
  const { ticks, digits } = ticksOf(scene);
  let unit = " s";
  for (const tick of ticks) {
    const at = Math.round(x(tick)) + 0.5;
    if (at < plot.left + 4 || at > plot.right - 4) continue;
    context.strokeStyle = palette.hair;
    context.beginPath();
    context.moveTo(at, plot.top);
    context.lineTo(at, plot.bottom);
    context.stroke();
    context.fillStyle = palette.ink3;
    context.fillText(axisText(tick, digits) + unit, at, plot.bottom + scene.textSize + 3);
    unit = "";
  }
}

/** As many ticks as their words have room for; never between two microseconds. */
function ticksOf({ context, x, plot, isPhone }: Scene): { ticks: number[]; digits: number } {
  for (let wanted = isPhone ? 4 : 6; ; wanted--) {
    const ticks = x.ticks(wanted).filter((tick) => tick >= 0 && Number.isInteger(tick));
    const stepUs = (ticks[1] ?? 1_000_000) - (ticks[0] ?? 0);
    const digits = axisDigits(stepUs);
    const width = context.measureText(`${axisText(ticks[ticks.length - 1] ?? 0, digits)} s`).width + 12;
    if (
      wanted <= 1 ||
      (stepUs / (x.invert(plot.right) - x.invert(plot.left))) * (plot.right - plot.left) >= width
    )
      return { ticks, digits };
  }
}

/** Seconds; single microseconds in two groups: `2.173 004`. */
function axisText(us: number, digits: number): string {
  const text = secondsText(us, digits);
  return digits <= 3 ? text : `${text.slice(0, 3 - digits)}\u2009${text.slice(3 - digits)}`;
}

export function drawLaneNames(scene: Scene): void {
  const { context, palette } = scene;
  let lastY = -Infinity;
  const { event } = momentAtEnd(scene);
  const selectedNode = scene.selected >= 0 ? scene.data.columns.node[scene.selected] : -1;
  for (const { node, name, isClient, y, height } of scene.lanes) {
    // A name that would lie on the one over it is left out, as are those of thin lanes.
    if (height < scene.textSize * 0.8 || y - lastY < scene.textSize * 0.9) continue;
    lastY = y;
    const base = y + scene.textSize * 0.34;
    context.font = font(scene, true);
    context.textAlign = "left";
    context.fillStyle = node === selectedNode ? palette.accent : palette.ink;
    context.fillText(name, 4, base);
    const [text, color, isStrong] = isClient
      ? clientWords(scene, node, event)
      : roleWords(scene, node, event);
    context.font = font(scene, isStrong);
    context.fillStyle = color;
    context.fillText(text, scene.plot.right + 12, base);
  }
}

/** Over the plot: the playhead, the selection, and the faults as far as there is room, in this order. */
export function drawMoments(scene: Scene): void {
  const { palette, plot, data } = scene;
  const taken: [number, number][] = [];
  drawEndTime(scene, taken);
  const nowX = scene.x(scene.nowUs);
  if (nowX >= plot.left - 1 && nowX <= plot.right + 1) {
    putLabel(scene, taken, `now ${secondsText(scene.nowUs)}`, nowX, palette.ink, true);
  }
  if (scene.selected >= 0) {
    const atUs = data.columns.timeUs[scene.selected]!;
    putLabel(scene, taken, `selected ${secondsText(atUs)}`, scene.x(atUs), palette.accent, true);
  }
  const { difference } = scene;
  if (difference !== undefined && difference.atUs <= scene.seenUs)
    putLabel(
      scene,
      taken,
      `parts ${secondsText(difference.atUs)}`,
      scene.x(difference.atUs),
      palette.ink2,
      true,
    );
  for (const span of visibleFaults(scene)) {
    const x = scene.x(span.startUs);
    const text = scene.isPhone ? span.kind : `${span.kind} ${secondsText(span.startUs)}`;
    if (x >= plot.left)
      putLabel(scene, taken, text, x, span.kind === "operation" ? palette.ink2 : palette.faultInk, false);
  }
}

/** Over the words at the lanes' ends: of when they tell, where that is not the playhead. */
function drawEndTime(scene: Scene, taken: [number, number][]): void {
  const { context, palette, plot } = scene;
  const { atUs, isNow } = momentAtEnd(scene);
  if (isNow) return;
  const text = `at ${secondsText(atUs, Math.max(3, axisDigits(scene.toUs - scene.fromUs)))} s`;
  const left = plot.right + 12;
  context.font = font(scene);
  context.textAlign = "left";
  context.fillStyle = palette.ink3;
  context.fillText(text, left, plot.top - 7);
  taken.push([left, left + context.measureText(text).width]);
}

function putLabel(
  scene: Scene,
  taken: [number, number][],
  text: string,
  x: number,
  color: string,
  isStrong: boolean,
): void {
  const { context, plot } = scene;
  context.font = font(scene, isStrong);
  const width = context.measureText(text).width;
  const canvas = plot.right + (scene.isPhone ? 60 : 110);
  const left = Math.min(Math.max(plot.left, x - width / 2), canvas - width);
  if (x < plot.left - 1 || x > plot.right + 1) return;
  if (taken.some(([from, to]) => left < to + 10 && left + width > from - 10)) return;
  taken.push([left, left + width]);
  context.textAlign = "left";
  context.fillStyle = color;
  context.fillText(text, left, plot.top - 7);
}

/** What stands right of the plot, in sizes of its text. */
const ROOM_FOR_ROLE = 9.4;
const ROOM_ON_PHONE = 5.8;

function roleWords(scene: Scene, node: number, event: number): [string, string, boolean] {
  const { palette } = scene;
  const phase = scene.data.nodes.at(node, event);
  scene.context.font = font(scene, true);
  const room = (scene.isPhone ? ROOM_ON_PHONE : ROOM_FOR_ROLE) * scene.textSize;
  const short = phaseText(phase, true);
  const words = scene.isPhone ? [short] : [phaseText(phase), short];
  // A longer word than usual is left to the stage: the role alone, at last.
  const text =
    words.find((word) => scene.context.measureText(word).width <= room) ??
    (phase.status === "up" ? phase.role : short);
  if (phase.status !== "up") return [text, palette.faultInk, true];
  const look = lookOfRole(phase.role);
  if (look === "leader") return [text, palette.leader, true];
  return look === "candidate" ? [text, palette.candidateInk, true] : [text, palette.ink2, false];
}

function clientWords(scene: Scene, node: number, event: number): [string, string, boolean] {
  const list = scene.data.operations.ofNode(node);
  const last = list[Operations.countUntil(list, event) - 1];
  const waits = last !== undefined && outcomeAt(last, event) === "open";
  const isShort = scene.isPhone || scene.textSize > 14;
  return [waits ? (isShort ? "waits" : "waits for an answer") : "", scene.palette.ink3, false];
}

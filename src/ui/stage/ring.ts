import type { Column, Point } from "./stage-layout.ts";

/** The nodes of a column on an ellipse that leaves `aside` free at its sides and `over` above and below. */
export function ringOf(
  { nodes, x0, x1 }: Column,
  { height, radius }: { readonly height: number; readonly radius: number },
  aside: number,
  over: number,
): Point[] {
  const center = { x: (x0 + x1) / 2, y: height / 2 };
  if (nodes.length === 1) return [center];
  const ry = Math.max(radius, height / 2 - over - radius);
  const isCrowd = nodes.length > CROWD;
  const rx = Math.max(0, Math.min((x1 - x0) / 2 - radius - aside, isCrowd ? Infinity : ry * 1.9));
  const angles = isCrowd ? evenAngles(nodes.length, rx, ry) : undefined;
  return nodes.map((_, index) => {
    const angle = angles?.[index] ?? -Math.PI / 2 + (2 * Math.PI * index) / nodes.length;
    return { x: center.x + rx * Math.cos(angle), y: center.y + ry * Math.sin(angle) };
  });
}

/** From here on a ring takes all of the width, and its nodes stand equally far apart along it. */
const CROWD = 12;
const SAMPLES = 720;

/** Angles, from the top clockwise, that cut the ellipse into arcs of one length. */
function evenAngles(count: number, rx: number, ry: number): number[] {
  const ways = [0];
  for (let step = 1; step <= SAMPLES; step++) {
    const angle = (2 * Math.PI * (step - 0.5)) / SAMPLES;
    ways.push(ways[step - 1]! + Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle)));
  }
  let step = 0;
  return Array.from({ length: count }, (_, index) => {
    const wanted = (ways[SAMPLES]! * index) / count;
    while (ways[step + 1]! < wanted) step++;
    return -Math.PI / 2 + (2 * Math.PI * step) / SAMPLES;
  });
}

/** A good third of the way from one node of a crowd to the next, since its ring is flat and bends at the ends. */
export function crowdRadius({ nodes, x0, x1 }: Column, height: number): number {
  if (nodes.length <= CROWD) return Infinity;
  const rx = (x1 - x0) / 2;
  const ry = height / 3;
  // Ramanujan's first approximation of an ellipse's perimeter.
  const perimeter = Math.PI * (3 * (rx + ry) - Math.sqrt((3 * rx + ry) * (rx + 3 * ry)));
  return (perimeter / nodes.length) * 0.35;
}

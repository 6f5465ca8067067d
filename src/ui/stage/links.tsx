import { memo, type MouseEvent, type ReactNode } from "react";
import type { LinkFrame } from "../../session/index.ts";
import { crossPath } from "../parts/glyphs.ts";
import { between } from "./on-the-way.ts";
import type { Point } from "./stage-layout.ts";

interface Props {
  readonly replicas: readonly number[];
  readonly points: readonly Point[];
  readonly radius: number;
  readonly conditions: readonly LinkFrame[];
  /** On their way; asked for only where not every link is drawn. */
  readonly messages: readonly Ends[] | undefined;
  /** -1 where a node stands on no side: its cut links are marked one by one. */
  readonly sideOf: (node: number) => number;
  readonly selected: string;
  readonly onOpen: (from: number, to: number, target: Element) => void;
}

/** The two nodes of a link. */
type Ends = Pick<LinkFrame, "from" | "to">;

/** Above this many replicas a web of all links says nothing: those in use are drawn, and those with a fault. */
export const MOST_REPLICAS = 12;
const MOST_BUSY_LINKS = 200;

/** A hairline for each pair of replicas; broken where nothing passes, with a word where a fault is on it. */
export const Links = memo(function Links(props: Props): ReactNode {
  const { replicas, points, radius, conditions, messages, sideOf, selected, onOpen } = props;
  const pairs =
    replicas.length > MOST_REPLICAS
      ? busyPairs(replicas, [...conditions, ...(messages ?? [])])
      : replicas.flatMap((a, index) => replicas.slice(index + 1).map((b) => [a, b] as const));
  return (
    <g className="links">
      {pairs.map(([a, b]) => {
        const from = points[a];
        const to = points[b];
        if (from === undefined || to === undefined) return null;
        const faults = conditions.filter(
          (one) => (one.from === a && one.to === b) || (one.from === b && one.to === a),
        );
        const [sideA, sideB] = [sideOf(a), sideOf(b)];
        const isParted = sideA !== sideB && sideA !== -1 && sideB !== -1;
        const open = (event: MouseEvent): void => onOpen(a, b, event.currentTarget);
        const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
        return (
          <g key={`${a}-${b}`}>
            <line
              {...line}
              className={`link ${isParted ? "parted" : ""} ${selected === `${a}-${b}` ? "selected" : ""}`}
            />
            {!isParted && <LinkFaults faults={faults} points={points} radius={radius} />}
            {/* The same menu is reached by keyboard from "Inject a fault". */}
            <line {...line} className="link-hit" onClick={open} />
          </g>
        );
      })}
    </g>
  );
});

/** Each pair of replicas once, lower id first, in the order in which they are wanted. */
export function busyPairs(
  replicas: readonly number[],
  wanted: readonly Ends[],
): (readonly [number, number])[] {
  const known = new Set(replicas);
  const pairs = new Map<string, readonly [number, number]>();
  for (const { from, to } of wanted) {
    if (pairs.size >= MOST_BUSY_LINKS) break;
    if (from === to || !known.has(from) || !known.has(to)) continue;
    const pair = [Math.min(from, to), Math.max(from, to)] as const;
    pairs.set(pair.join("-"), pair);
  }
  return [...pairs.values()];
}

interface FaultsProps {
  readonly faults: readonly LinkFrame[];
  readonly points: readonly Point[];
  readonly radius: number;
}

/** One mark a direction: a cut ends in a cross before its receiver; what only hampers is named. */
function LinkFaults({ faults, points, radius }: FaultsProps): ReactNode {
  return faults.map((fault) => {
    const a = points[fault.from];
    const b = points[fault.to];
    if (a === undefined || b === undefined) return null;
    const isCut = fault.kind === "cut" || fault.kind === "partition";
    const at = between(a, b, isCut ? 0.78 : 0.62, radius, radius);
    const start = between(a, b, 0, radius, radius);
    return (
      <g key={`${fault.from}-${fault.to}-${fault.kind}`} className="link-fault">
        <line x1={start.x} y1={start.y} x2={at.x} y2={at.y} />
        {isCut ? (
          <path d={crossPath(5)} transform={`translate(${at.x} ${at.y})`} />
        ) : (
          <text className="mid tf halo" x={at.x} y={at.y + 4}>
            {fault.kind}
          </text>
        )}
      </g>
    );
  });
}

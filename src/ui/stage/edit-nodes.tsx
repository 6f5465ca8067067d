import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { select } from "../state/selection-store.ts";
import { placeOne, removeOne } from "./edit-cluster.ts";
import { shareOf } from "./edit-positions.ts";
import { moveTo, setEditing, useStageEdit } from "./edit-store.ts";
import type { Point, StageInput, StageLayout } from "./stage-layout.ts";

interface Props {
  readonly names: readonly string[];
  readonly layout: StageLayout;
  readonly input: StageInput;
  readonly selected: number;
}

/** While the cluster is edited: every mark can be dragged, moved by arrow keys, and taken away. */
export function EditNodes({ names, layout, input, selected }: Props): ReactNode {
  const { replicas, clients, width, height } = input;
  return (
    <g className="edit-nodes">
      <rect className="edit-ground" width={width} height={height} />
      {[...replicas, ...clients].map((node) => (
        <Handle
          key={names[node]}
          node={node}
          name={names[node]!}
          isReplica={replicas.includes(node)}
          isSelected={node === selected}
          point={layout.points[node] ?? { x: 0, y: 0 }}
          layout={layout}
          input={input}
        />
      ))}
    </g>
  );
}

interface HandleProps {
  readonly node: number;
  readonly name: string;
  readonly isReplica: boolean;
  readonly isSelected: boolean;
  readonly point: Point;
  readonly layout: StageLayout;
  readonly input: StageInput;
}

/** Pixels that one press of an arrow key moves, and with Shift. */
const STEP = 8;
const LARGE_STEP = 40;
/** A press that moves less than this was a click. */
const LEAST_DRAG = 3;
/** Keys that follow each other faster are one move, ms. */
const SETTLE_MS = 500;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function Handle({ node, name, isReplica, isSelected, point, layout, input }: HandleProps): ReactNode {
  const grip = useRef<{ readonly dx: number; readonly dy: number; isDrag: boolean } | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = (to: Point): void => moveTo(name, shareOf(to, node, layout, input));

  const onPointerDown = (event: PointerEvent<SVGGElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    select({ kind: "node", node });
    grip.current = { dx: point.x - event.clientX, dy: point.y - event.clientY, isDrag: false };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current === undefined) return;
    const to = { x: event.clientX + grip.current.dx, y: event.clientY + grip.current.dy };
    grip.current.isDrag ||= Math.hypot(to.x - point.x, to.y - point.y) > LEAST_DRAG;
    if (grip.current.isDrag) move(to);
  };
  const onPointerUp = (): void => {
    if (grip.current?.isDrag === true) settle(name);
    grip.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    const isRemoval = isReplica && (event.key === "Delete" || event.key === "Backspace");
    if (event.key === "Escape") setEditing(false);
    else if (isRemoval) void removeOne(name);
    else if (event.key === "Enter" || event.key === " ") select({ kind: "node", node });
    else if (direction === undefined) return;
    else {
      const length = event.shiftKey ? LARGE_STEP : STEP;
      move({ x: point.x + direction[0] * length, y: point.y + direction[1] * length });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => settle(name), SETTLE_MS);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      className="edit-handle"
      // An SVG group cannot be a button element; role and keys make it one.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={0}
      aria-pressed={isSelected}
      aria-label={`${name}: arrow keys move it${isReplica ? ", Delete removes it" : ""}`}
      transform={`translate(${point.x} ${point.y})`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    >
      <circle r={(isReplica ? layout.radius : layout.clientSide / 2) + 9} />
    </g>
  );
}

/** What was moved becomes a line of the document. */
function settle(name: string): void {
  const { moved } = useStageEdit.getState();
  if (moved?.name === name) void placeOne(name, moved.at);
}

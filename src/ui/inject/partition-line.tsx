import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from "react";
import { inject } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { holdText } from "../parts/hold-text.ts";
import type { Point } from "../stage/stage-layout.ts";
import {
  across,
  isLine,
  isPartition,
  partitionYaml,
  sidesOf,
  sidesText,
  type DrawnLine,
  type Sides,
} from "./partition-sides.ts";
import { endPartition, usePartitioning } from "./partition-store.ts";
import "./partition.css";

interface Props {
  readonly nodes: readonly number[];
  readonly isReplica: (node: number) => boolean;
  readonly names: readonly string[];
  readonly points: readonly Point[];
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** Over the stage while a partition is drawn: a drag across it parts the nodes, and shows whom before it is let go. */
export function PartitionLine(props: Props): ReactNode {
  const { nodes, isReplica, names, points, radius, width, height } = props;
  const begun = usePartitioning((state) => state.from);
  const [line, setLine] = useState<DrawnLine | undefined>(begun && { from: begun, to: begun });
  const ground = useRef<SVGRectElement>(null);
  useEscape();
  const sides = line !== undefined && isLine(line) ? sidesOf(line, nodes, points) : undefined;
  const isReady = sides !== undefined && isPartition(sides, isReplica);
  const pointOf = (event: PointerEvent): Point => {
    const box = ground.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    holdText();
    setLine({ from: pointOf(event), to: pointOf(event) });
  };
  const onPointerUp = (): void => {
    if (line === undefined) return;
    setLine(undefined);
    if (!isReady) return;
    endPartition();
    const words = sidesText(sides, names);
    void inject(partitionYaml(sides, names)).then((errors) =>
      announce(errors[0]?.problem ?? `Partition ${words}`),
    );
  };
  return (
    <g
      className="partitioning"
      onPointerDown={onPointerDown}
      onPointerMove={(event) => line !== undefined && setLine({ from: line.from, to: pointOf(event) })}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setLine(undefined)}
    >
      <rect ref={ground} className="partition-ground" width={width} height={height} />
      {line !== undefined && <Wall line={across(line, width, height)} isReady={isReady} />}
      {sides !== undefined && <Marks sides={sides} points={points} radius={radius} />}
      <text className="mid tf tb halo" x={width / 2} y={height - 8}>
        {sides === undefined
          ? "Drag a line between the nodes to part them. Esc ends it."
          : isReady
            ? sidesText(sides, names)
            : "Replicas on both sides make a partition"}
      </text>
    </g>
  );
}

function Wall({ line, isReady }: { readonly line: DrawnLine; readonly isReady: boolean }): ReactNode {
  const { from, to } = line;
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return (
    <>
      {isReady && <line {...ends} className="partition-wall" />}
      <line {...ends} className="partition-line" />
    </>
  );
}

/** Who would be on which side: rings of two kinds. */
function Marks(props: { readonly sides: Sides } & Pick<Props, "points" | "radius">): ReactNode {
  const { sides, points, radius } = props;
  return sides.map((side, index) =>
    side.map((node) => (
      <circle
        key={node}
        className={index === 0 ? "partition-side" : "partition-side other"}
        cx={points[node]!.x}
        cy={points[node]!.y}
        r={radius + 7}
      />
    )),
  );
}

/** Before other uses of the key: what is selected stays selected. */
function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      endPartition();
    };
    addEventListener("keydown", onKeyDown, true);
    return () => removeEventListener("keydown", onKeyDown, true);
  }, []);
}

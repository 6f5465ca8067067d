import type { ReactNode } from "react";
import type { StageLayout } from "./stage-layout.ts";

interface Props {
  readonly layout: StageLayout;
  /** How many replicas there are in all. */
  readonly total: number;
  readonly height: number;
  readonly isPhone: boolean;
}

/** A partition is a hatched wall between the groups; under it stands who is in the majority. */
export function Walls({ layout, total, height, isPhone }: Props): ReactNode {
  if (layout.walls.length === 0) return null;
  const top = 2;
  return (
    <g className="walls">
      {layout.walls.map(({ x, halfWidth }) => (
        <g key={x}>
          <rect
            x={x - halfWidth}
            y={top}
            width={halfWidth * 2}
            height={Math.max(0, height - top - 4)}
            fill="url(#hatch)"
            opacity="0.55"
          />
          <path
            className="wall-edge"
            d={`M${x - halfWidth} ${top}V${height - 4}M${x + halfWidth} ${top}V${height - 4}`}
          />
        </g>
      ))}
      {!isPhone &&
        layout.columns.map(({ nodes, x0, x1 }, index) => {
          const isFirst = index === 0;
          const isLast = index === layout.columns.length - 1;
          const x = isFirst ? x1 - 18 : isLast ? x0 + 18 : (x0 + x1) / 2;
          return (
            <text
              key={x0}
              className={`t2 halo ${isFirst ? "end" : isLast ? "" : "mid"}`}
              x={x}
              y={height - 6}
            >
              {nodes.length} of {total}, {nodes.length * 2 > total ? "a majority" : "no majority"}
            </text>
          );
        })}
    </g>
  );
}

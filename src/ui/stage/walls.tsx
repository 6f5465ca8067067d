import type { ReactNode } from "react";
import { linesOf, type SideWords } from "./side-words.ts";
import { FOOT_LINE, type StageLayout } from "./stage-layout.ts";

interface Props {
  readonly layout: StageLayout;
  /** Under each side, from the left; none where others stand there, or no room is. */
  readonly words: readonly SideWords[];
  readonly width: number;
  readonly height: number;
  readonly textSize: number;
}

/** Between a wall, or the stage's edge, and words. */
const CLEARANCE = 12;

/** A partition is a hatched wall between the sides; under them stands who is in the majority. */
export function Walls({ layout, words, width, height, textSize }: Props): ReactNode {
  const { walls, columns, footLines } = layout;
  if (walls.length === 0) return null;
  const top = 2;
  return (
    <g className="walls">
      {walls.map(({ x, halfWidth, y1 }) => (
        <g key={x}>
          <rect
            x={x - halfWidth}
            y={top}
            width={halfWidth * 2}
            height={Math.max(0, y1 - top)}
            fill="url(#hatch)"
            opacity="0.55"
          />
          <path className="wall-edge" d={`M${x - halfWidth} ${top}V${y1}M${x + halfWidth} ${top}V${y1}`} />
        </g>
      ))}
      {words.map((side, index) => {
        const left = walls[index - 1]?.x ?? 0;
        const right = walls[index]?.x ?? width;
        const lines = linesOf(side, footLines, right - left - 2 * CLEARANCE, textSize);
        return lines.map((line, at) => (
          <text
            key={`${columns[index]!.x0} ${line}`}
            className="mid t2 halo"
            x={(left + right) / 2}
            y={height - 6 - (lines.length - 1 - at) * textSize * FOOT_LINE}
            style={{ fontSize: textSize }}
          >
            {line}
          </text>
        ));
      })}
    </g>
  );
}

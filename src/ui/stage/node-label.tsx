import { memo, type ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { phaseText, phaseTextClass } from "../parts/role-look.ts";
import { termColor } from "../parts/term-color.ts";
import type { NodePhase } from "../run/node-history.ts";
import type { LabelSide } from "./stage-layout.ts";

type LogCells = NonNullable<NodeFrame["log"]>;

interface Props {
  readonly phase: NodePhase;
  readonly log: LogCells | undefined;
  readonly side: LabelSide;
  readonly radius: number;
  /** Room for few words and a short strip. */
  readonly isShort: boolean;
  readonly textSize: number;
}

/** Role and term in words, and the newest entries of the node's log: a square an entry, dashed if not committed. */
export const NodeLabel = memo(function NodeLabel(props: Props): ReactNode {
  const { phase, log, side, radius, isShort, textSize } = props;
  const cell = Math.max(6, Math.round(textSize * (isShort ? 0.5 : 0.62)));
  const { x, anchor, text, strip } = placeOf(side, radius, textSize, cell);
  const shown = log?.slice(isShort ? -7 : -9) ?? [];
  const width = shown.length * (cell + 2) - 2;
  const stripX = anchor === "mid" ? -width / 2 : anchor === "end" ? x - width : x;
  return (
    <g className="node-label">
      <text
        className={`${anchor} halo ${phaseTextClass(phase)}`}
        x={x}
        y={text}
        style={{ fontSize: textSize }}
      >
        {phaseText(phase, isShort)}
      </text>
      <LogStrip log={shown} cell={cell} x={stripX} y={strip} />
    </g>
  );
});

interface LabelPlace {
  readonly x: number;
  /** A class: `mid`, `end`, or none for text that begins at x. */
  readonly anchor: "mid" | "end" | "";
  /** Base line of the words, upper edge of the strip. */
  readonly text: number;
  readonly strip: number;
}

function placeOf(side: LabelSide, radius: number, textSize: number, cell: number): LabelPlace {
  const apart = radius + 12;
  if (side === "below")
    return { x: 0, anchor: "mid", text: apart + textSize * 0.8, strip: apart + textSize * 0.8 + 7 };
  if (side === "above") return { x: 0, anchor: "mid", text: -apart - cell - 9, strip: -apart - cell };
  const x = side === "left" ? -apart : apart;
  return { x, anchor: side === "left" ? "end" : "", text: -2, strip: 6 };
}

interface StripProps {
  readonly log: LogCells;
  readonly cell: number;
  readonly x: number;
  readonly y: number;
}

function LogStrip({ log, cell, x, y }: StripProps): ReactNode {
  const pitch = cell + 2;
  return (
    <g aria-hidden="true">
      {log.map(({ index, term, committed }, place) => (
        <rect
          key={index}
          className={committed ? "log-cell" : "log-cell open"}
          x={x + place * pitch + (committed ? 0 : 0.5)}
          y={y + (committed ? 0 : 0.5)}
          width={committed ? cell : cell - 1}
          height={committed ? cell : cell - 1}
          style={{ fill: termColor(term).fill }}
        />
      ))}
    </g>
  );
}

import { memo, type ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { phaseText, phaseTextClass } from "../parts/role-look.ts";
import { termColor } from "../parts/term-color.ts";
import type { NodePhase } from "../run/node-history.ts";

type LogCells = NonNullable<NodeFrame["log"]>;

interface Props {
  readonly phase: NodePhase;
  readonly log: LogCells | undefined;
  readonly isBelow: boolean;
  readonly radius: number;
  readonly isPhone: boolean;
  readonly textSize: number;
}

/** Role and term in words, and the newest entries of the node's log: a square an entry, dashed if not committed. */
export const NodeLabel = memo(function NodeLabel(props: Props): ReactNode {
  const { phase, log, isBelow, radius, isPhone, textSize } = props;
  const cell = isPhone ? 6 : Math.round(textSize * 0.62);
  const first = isBelow ? radius + 10 + textSize * 0.75 : -radius - 20 - cell;
  const strip = isBelow ? first + 7 : -radius - 13 - cell;
  return (
    <g className="node-label">
      <text className={`mid halo ${phaseTextClass(phase)}`} y={first} style={{ fontSize: textSize }}>
        {phaseText(phase, isPhone)}
      </text>
      {log !== undefined && log.length > 0 && (
        <LogStrip log={log.slice(isPhone ? -7 : -9)} cell={cell} y={strip} />
      )}
    </g>
  );
});

function LogStrip({
  log,
  cell,
  y,
}: {
  readonly log: LogCells;
  readonly cell: number;
  readonly y: number;
}): ReactNode {
  const pitch = cell + 2;
  const x0 = (-log.length * pitch + 2) / 2;
  return (
    <g aria-hidden="true">
      {log.map(({ index, term, committed }, place) => (
        <rect
          key={index}
          className={committed ? "log-cell" : "log-cell open"}
          x={x0 + place * pitch + (committed ? 0 : 0.75)}
          y={y + (committed ? 0 : 0.75)}
          width={committed ? cell : cell - 1.5}
          height={committed ? cell : cell - 1.5}
          style={committed ? { fill: termColor(term).fill } : { stroke: termColor(term).fill }}
        />
      ))}
    </g>
  );
}

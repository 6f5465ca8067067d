import type { ReactNode } from "react";
import type { FaultLabels } from "./fault-labels.ts";
import { stackBars, type FaultMark } from "./fault-mark-list.ts";
import type { TimelineRows, TimeScale } from "./timeline-scale.ts";

interface Props {
  readonly marks: readonly FaultMark[];
  readonly labels: FaultLabels["of"];
  readonly x: TimeScale;
  readonly rows: TimelineRows;
}

const BAR = 8;
const MOST_ROWS = 3;

/** Faults are input, so those ahead are shown too: as bars where the run knows their end, else as a mark. */
export function FaultMarks({ marks, labels, x, rows }: Props): ReactNode {
  const rowOf = stackBars(marks);
  const rowCount = Math.min(MOST_ROWS, 1 + Math.max(0, ...rowOf.values()));
  const height = rowCount === 1 ? BAR : BAR / rowCount + 1;
  return marks.map((mark) => {
    const at = x(mark.fromUs);
    const label = labels.get(mark);
    return (
      <g key={mark.key} className={mark.byHand ? "by-hand" : ""}>
        {mark.isMuted ? (
          <MutedMark x={at} y={rows.bars + BAR / 2} />
        ) : mark.isOperation ? (
          <path
            className="operation-point"
            d={`M${at} ${rows.bars + BAR + 2}v-${BAR - 1}m-2.5 -2.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`}
          />
        ) : mark.isInstant ? (
          <path className="fault-point" d={`M${at} ${rows.bars - 2}v${BAR + 4}`} />
        ) : (
          <rect
            className="fault-bar"
            x={at}
            y={rows.bars + ((rowOf.get(mark) ?? 0) % rowCount) * (height + 1)}
            width={Math.max(3, x(mark.toUs) - at)}
            height={height}
            fill="url(#hatch)"
          />
        )}
        {label !== undefined && (
          <text
            className={mark.isMuted ? "t3 struck" : mark.isOperation ? "t2" : "tf"}
            x={label.x}
            y={rows.faultWords - label.row * rows.wordPitch}
          >
            {label.text}
          </text>
        )}
      </g>
    );
  });
}

/** Hollow and struck through: it is in the plan and does not happen. */
function MutedMark({ x, y }: { readonly x: number; readonly y: number }): ReactNode {
  return (
    <path className="fault-muted" d={`M${x - 4} ${y - 4}h8v8h-8zM${x - 7} ${y + 6}L${x + 7} ${y - 6}`} />
  );
}

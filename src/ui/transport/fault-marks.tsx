import type { ReactNode } from "react";
import { useTheme } from "../theme/theme-store.ts";
import { stackBars, type FaultMark } from "./fault-mark-list.ts";
import { placeLabels, textWidth, type TimelineRows, type TimeScale } from "./timeline-scale.ts";

interface Props {
  readonly marks: readonly FaultMark[];
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly isPhone: boolean;
}

const BAR = 8;
const MOST_ROWS = 3;

/** Faults are input, so those ahead are shown too: as bars where the run knows their end, else as a mark. */
export function FaultMarks({ marks, x, rows, isPhone }: Props): ReactNode {
  const size = useTheme((state) => state.isProjector) ? 20 : 12;
  // What the reader injected gets its words first.
  const byNeed = marks.toSorted((a, b) => Number(b.byHand) - Number(a.byHand) || a.fromUs - b.fromUs);
  const labels = placeLabels(
    byNeed,
    (mark) => x(mark.fromUs),
    (mark) => textWidth(wordsOf(mark), size),
  );
  const rowOf = stackBars(marks);
  const rowCount = Math.min(MOST_ROWS, 1 + Math.max(0, ...rowOf.values()));
  const height = rowCount === 1 ? BAR : BAR / rowCount + 1;
  return labels.map(({ item: mark, x: at, isShown }) => (
    <g key={mark.key} className={mark.byHand ? "by-hand" : ""}>
      {mark.isMuted ? (
        <MutedMark x={at} y={rows.bars + BAR / 2} />
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
      {!isPhone && isShown && (
        <text className={mark.isMuted ? "t3 struck" : "tf"} x={at} y={rows.faultWords}>
          {wordsOf(mark)}
        </text>
      )}
    </g>
  ));
}

/** Hollow and struck through: it is in the plan and does not happen. */
function MutedMark({ x, y }: { readonly x: number; readonly y: number }): ReactNode {
  return (
    <path className="fault-muted" d={`M${x - 4} ${y - 4}h8v8h-8zM${x - 7} ${y + 6}L${x + 7} ${y - 6}`} />
  );
}

function wordsOf(mark: FaultMark): string {
  return mark.text + (mark.isMuted ? " (muted)" : mark.byHand ? " (by hand)" : "");
}

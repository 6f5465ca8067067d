import type { ReactNode } from "react";
import type { TimelineRows, TimeScale } from "../transport/timeline-scale.ts";
import { goToMark } from "./go-to-mark.ts";
import { useMarks } from "./marks-store.ts";

/** Room for a finger, px. */
const HIT = 24;

interface Props {
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly onPress: (jump: () => void) => void;
}

/** The reader's marks as pennants under the line: over it are the handles of faults. The list in the inspector offers the same to the keyboard. */
export function MarkFlags({ x, rows, onPress }: Props): ReactNode {
  const marks = useMarks((state) => state.marks);
  return marks.map((mark) => {
    const { event, timeUs, name } = mark;
    const at = Math.round(x(timeUs)) + 0.5;
    return (
      <g key={event} className="mark-flag" onPointerDown={() => onPress(() => goToMark(mark))}>
        <title>{name}</title>
        <rect x={at - HIT / 2} y={rows.line - 2} width={HIT} height={HIT} fill="transparent" />
        <path className="mark-pole" d={`M${at} ${rows.line - 5}v20`} />
        <path className="mark-pennant" d={`M${at} ${rows.line + 7}l9 4-9 4z`} />
      </g>
    );
  });
}

import { memo, type ReactNode } from "react";
import type { Moment } from "../run/moments.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { placeLabels, textWidth, type TimelineRows, type TimeScale } from "./timeline-scale.ts";

interface Props {
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly isPhone: boolean;
}

const MOST_MARKS = 300;

/** Who came to lead, and what broke, as far as it was played: what lies ahead would spoil the prediction. */
export function MomentMarks({ x, rows, isPhone }: Props): ReactNode {
  const moments = useRun((state) => state.data?.moments);
  useRun((state) => state.version);
  const count = usePlayhead((state) => shownUntil(moments ?? [], state.seenEvent));
  const size = useTheme((state) => state.isProjector) ? 20 : 12;
  const shown = (moments ?? []).slice(0, count).filter(isShown).slice(-MOST_MARKS);
  const labels = placeLabels(
    shown,
    (moment) => x(moment.timeUs),
    (moment) => textWidth(labelOf(moment), size),
  );
  return labels.map(({ item, x: at, isShown: hasWords }) => (
    <Mark key={item.event} moment={item} x={at} rows={rows} hasWords={hasWords && !isPhone} />
  ));
}

interface MarkProps {
  readonly moment: Moment;
  readonly x: number;
  readonly rows: TimelineRows;
  readonly hasWords: boolean;
}

const Mark = memo(function Mark({ moment, x, rows, hasWords }: MarkProps): ReactNode {
  const isViolation = moment.kind === "violation";
  return (
    <g>
      {isViolation ? (
        <>
          <circle className="violation-mark" cx={x} cy={rows.line} r="6" />
          <path className="violation-cross" d={`M${x - 2.5} ${rows.line - 2.5}l5 5m0-5l-5 5`} />
        </>
      ) : (
        <circle className="leader-mark" cx={x} cy={rows.line} r="4" />
      )}
      {hasWords && (
        <text className={isViolation ? "tf tb" : "tl"} x={x - 4} y={rows.words}>
          {labelOf(moment)}
        </text>
      )}
    </g>
  );
});

function isShown(moment: Moment): boolean {
  return moment.kind === "leader" || moment.kind === "violation";
}

function labelOf(moment: Moment): string {
  return moment.kind === "violation" ? "violated" : moment.text;
}

/** How many moments lie at or before an event; they are in order. */
function shownUntil(moments: readonly Moment[], event: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (moments[middle]!.event <= event) low = middle + 1;
    else high = middle;
  }
  return low;
}

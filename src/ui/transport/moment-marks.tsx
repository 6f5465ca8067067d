import { memo, type ReactNode } from "react";
import { MarkFlags } from "../marks/mark-flags.tsx";
import { useMarks } from "../marks/marks-store.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { groupMoments, type MomentGroup } from "./moment-groups.ts";
import { placeLabels, textWidth, type TimelineRows, type TimeScale } from "./timeline-scale.ts";

interface Props {
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly isPhone: boolean;
  /** A mark is pressed: where it leads. */
  readonly onPress: (jump: () => void) => void;
}

/** The reader's own marks are not written over, px. */
const PENNANT = 10;

/**
 * Who came to lead, and what broke, as far as it was played: what lies ahead would spoil the prediction. Over them
 * the reader's own marks.
 */
export function MomentMarks({ x, rows, isPhone, onPress }: Props): ReactNode {
  const moments = useRun((state) => state.data?.moments);
  useRun((state) => state.version);
  const leaders = usePlayhead((state) => moments?.rankFrom("leader", state.seenEvent + 1) ?? 0);
  const violations = usePlayhead((state) => moments?.rankFrom("violation", state.seenEvent + 1) ?? 0);
  const marks = useMarks((state) => state.marks);
  const size = useTheme((state) => state.isProjector) ? 20 : 12;
  if (moments === undefined) return null;
  const groups = [
    ...groupMoments(moments, "leader", leaders, x),
    ...groupMoments(moments, "violation", violations, x),
  ].sort((a, b) => a.first.event - b.first.event);
  const labels = placeLabels(
    groups,
    (group) => x(group.first.timeUs),
    (group) => textWidth(labelOf(group), size),
    marks.map(({ timeUs }) => [x(timeUs), x(timeUs) + PENNANT] as const),
  );
  return (
    <>
      {labels.map(({ item, x: at, isShown }) => (
        <Mark
          key={`${item.first.kind} ${item.first.event}`}
          event={item.first.event}
          title={item.first.text}
          isViolation={item.first.kind === "violation"}
          label={isShown && !isPhone ? labelOf(item) : ""}
          isMany={item.count > 1}
          x={at}
          rows={rows}
          onPress={onPress}
        />
      ))}
      <MarkFlags x={x} rows={rows} onPress={onPress} />
    </>
  );
}

interface MarkProps {
  readonly event: number;
  readonly title: string;
  readonly isViolation: boolean;
  readonly label: string;
  readonly isMany: boolean;
  readonly x: number;
  readonly rows: TimelineRows;
  readonly onPress: Props["onPress"];
}

const Mark = memo(function Mark({
  event,
  title,
  isViolation,
  label,
  isMany,
  x,
  rows,
  onPress,
}: MarkProps): ReactNode {
  // To the very event, where a click on the line beside it goes to about there. The palette has it for the keyboard.
  return (
    <g className="moment-mark" onPointerDown={() => onPress(() => goToEvent(event))}>
      <title>{title}</title>
      <circle cx={x} cy={rows.line} r="9" fill="transparent" />
      {isViolation ? (
        <>
          <circle className="violation-mark" cx={x} cy={rows.line} r="6" />
          <path className="violation-cross" d={`M${x - 2.5} ${rows.line - 2.5}l5 5m0-5l-5 5`} />
        </>
      ) : (
        <circle className={isMany ? "leader-mark many" : "leader-mark"} cx={x} cy={rows.line} r="4" />
      )}
      {label !== "" && (
        <text className={isViolation ? "tf tb" : "tl"} x={x - 4} y={rows.words}>
          {label}
        </text>
      )}
    </g>
  );
});

function labelOf({ first, count }: MomentGroup): string {
  if (first.kind === "violation") return count > 1 ? `${count} violations` : "violated";
  if (count === 1) return first.text;
  return first.text.endsWith(" leads") ? `${count} elections` : `${count} ballots`;
}

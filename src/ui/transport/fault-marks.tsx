import type { ReactNode } from "react";
import { isInstant } from "../run/fault-spans.ts";
import { useRun } from "../state/run-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { placeLabels, textWidth, type TimelineRows, type TimeScale } from "./timeline-scale.ts";

interface Props {
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly isPhone: boolean;
}

interface Mark {
  readonly key: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly text: string;
  readonly isInstant: boolean;
  readonly byHand: boolean;
}

const BAR = 8;

/** Faults are input, so those ahead are shown too: as bars where the run knows their end, else as a mark. */
export function FaultMarks({ x, rows, isPhone }: Props): ReactNode {
  const data = useRun((state) => state.data);
  const info = useRun((state) => state.info);
  const computedUs = useRun((state) => state.computedUs);
  useRun((state) => state.version);
  const size = useTheme((state) => state.isProjector) ? 20 : 12;
  if (data === undefined || info === undefined) return null;
  const handTimes = new Set(info.faults.filter((fault) => fault.byHand).map((fault) => fault.atUs));
  const known = data.faults.spans.map((span): Mark => ({
    key: `span ${span.event}`,
    fromUs: span.startUs,
    toUs: span.endUs ?? computedUs,
    text: span.text.replace(/ \[.*\]$/, ""),
    isInstant: isInstant(span),
    byHand: handTimes.has(span.startUs),
  }));
  const ahead = info.faults
    .map((fault, place) => ({ ...fault, key: `plan ${place}` }))
    .filter((fault) => fault.atUs > computedUs)
    .map((fault): Mark => ({
      key: fault.key,
      fromUs: fault.atUs,
      toUs: fault.atUs,
      text: fault.text,
      isInstant: true,
      byHand: fault.byHand,
    }));
  const marks = [...known, ...ahead].slice(0, 400);
  // What the reader injected gets its words first.
  const byNeed = marks.toSorted((a, b) => Number(b.byHand) - Number(a.byHand) || a.fromUs - b.fromUs);
  const wordsOf = (mark: Mark): string => mark.text + (mark.byHand ? " (by hand)" : "");
  const labels = placeLabels(
    byNeed,
    (mark) => x(mark.fromUs),
    (mark) => textWidth(wordsOf(mark), size),
  );
  const rowOf = stackBars(marks);
  const rowCount = Math.min(MOST_ROWS, 1 + Math.max(0, ...rowOf.values()));
  const height = rowCount === 1 ? BAR : BAR / rowCount + 1;
  return labels.map(({ item: mark, x: at, isShown }) => (
    <g key={mark.key}>
      {mark.isInstant ? (
        <path
          className={`fault-point ${mark.byHand ? "by-hand" : ""}`}
          d={`M${at} ${rows.bars - 2}v${BAR + 4}`}
        />
      ) : (
        <rect
          className={`fault-bar ${mark.byHand ? "by-hand" : ""}`}
          x={at}
          y={rows.bars + ((rowOf.get(mark) ?? 0) % rowCount) * (height + 1)}
          width={Math.max(3, x(mark.toUs) - at)}
          height={height}
          fill="url(#hatch)"
        />
      )}
      {!isPhone && isShown && (
        <text className="tf" x={at} y={rows.faultWords}>
          {wordsOf(mark)}
        </text>
      )}
    </g>
  ));
}

const MOST_ROWS = 3;

/** Bars that overlap in time go to rows of their own: the first row that is free at their beginning. */
function stackBars(marks: readonly Mark[]): Map<Mark, number> {
  const freeFromUs: number[] = [];
  const rowOf = new Map<Mark, number>();
  for (const mark of marks) {
    if (mark.isInstant) continue;
    const free = freeFromUs.findIndex((us) => us <= mark.fromUs);
    const row = free < 0 ? freeFromUs.length : free;
    freeFromUs[row] = mark.toUs;
    rowOf.set(mark, row);
  }
  return rowOf;
}

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
  const labels = placeLabels(
    marks,
    (mark) => x(mark.fromUs),
    (mark) => textWidth(mark.text, size),
  );
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
          y={rows.bars}
          width={Math.max(3, x(mark.toUs) - at)}
          height={BAR}
          fill="url(#hatch)"
        />
      )}
      {!isPhone && isShown && (
        <text className="tf" x={at} y={rows.faultWords}>
          {mark.text}
          {mark.byHand ? " (by hand)" : ""}
        </text>
      )}
    </g>
  ));
}

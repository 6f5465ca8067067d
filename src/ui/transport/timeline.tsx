import { useMemo, useRef, useState, type ReactNode } from "react";
import { BranchLines } from "../branches/branch-lines.tsx";
import { BranchNames } from "../branches/branch-names.tsx";
import { useBranchRows } from "../branches/use-branch-rows.ts";
import { secondsText } from "../format/time.ts";
import { clampedScale } from "../parts/linear-scale.ts";
import { useIsPhone } from "../parts/use-media.ts";
import { useSize } from "../parts/use-size.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { FaultHandles } from "./fault-handles.tsx";
import { faultLabels, type FaultLabels } from "./fault-labels.ts";
import { faultMarks, type FaultMark } from "./fault-mark-list.ts";
import { FaultMarks } from "./fault-marks.tsx";
import { MomentMarks } from "./moment-marks.tsx";
import { timelineEnds, timelineRows, type TimeScale, type TimelineRows } from "./timeline-scale.ts";
import { useScrub, type ScrubHandlers } from "./use-scrub.ts";

const NO_LABELS: FaultLabels = { of: new Map(), rows: 1 };

/** The whole run on one line: faults, moments, how far it is played and computed; under it the other branches. */
export function Timeline(): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const isPhone = useIsPhone();
  const textSize = useTheme((state) => (state.isProjector ? 20 : 12));
  const untilUs = useRun((state) => state.info?.untilUs ?? 0);
  const marks = useFaultMarks();
  const branches = useBranchRows();
  const x = clampedScale([0, Math.max(1, untilUs)], timelineEnds(width, isPhone, textSize));
  const labels = useMemo(
    () => (isPhone || width === 0 ? NO_LABELS : faultLabels(marks, x, textSize, width)),
    // The scale is made of what is named here.
    // oxlint-disable-next-line react/exhaustive-deps
    [marks, untilUs, width, isPhone, textSize],
  );
  const rows = timelineRows(branches.count, isPhone, textSize, labels.rows);
  const scrub = useScrub(x);
  const isReady = width > 0 && untilUs > 0;
  return (
    <div ref={box} className="timeline-box" style={{ height: rows.height }}>
      <Scrubber untilUs={untilUs} scrub={scrub}>
        {isReady && (
          <>
            <Axis x={x} rows={rows} isPhone={isPhone} />
            <FaultMarks marks={marks} labels={labels.of} x={x} rows={rows} />
            <Computed x={x} rows={rows} untilUs={untilUs} isPhone={isPhone} />
            <MomentMarks x={x} rows={rows} isPhone={isPhone} onPress={scrub.offer} />
            {!isPhone && <BranchLines rows={branches.rows} x={x} heights={rows} />}
            <Head x={x} rows={rows} />
          </>
        )}
      </Scrubber>
      {isReady && !isPhone && <BranchNames {...branches} heights={rows} />}
      {isReady && <FaultHandles marks={marks} x={x} rows={rows} isPhone={isPhone} />}
    </div>
  );
}

function useFaultMarks(): readonly FaultMark[] {
  const spans = useRun((state) => state.data?.faults.spans);
  const faults = useRun((state) => state.info?.faults);
  const computedUs = useRun((state) => state.computedUs);
  const version = useRun((state) => state.version);
  return useMemo(
    () => faultMarks(faults ?? [], spans ?? [], computedUs),
    // `version` says that the spans grew in place.
    // oxlint-disable-next-line react/exhaustive-deps
    [faults, spans, computedUs, version],
  );
}

interface ScrubberProps {
  readonly untilUs: number;
  readonly scrub: ScrubHandlers;
  readonly children: ReactNode;
}

/** A drawing that is a slider over time. */
function Scrubber({ untilUs, scrub, children }: ScrubberProps): ReactNode {
  const timeUs = usePlayhead((state) => Math.round(state.timeUs));
  // After a key was pressed browsers show the focus of a click as well; here the playhead already says where it went.
  const [isByPointer, setByPointer] = useState(false);
  return (
    <svg
      className={isByPointer ? "timeline by-pointer" : "timeline"}
      // No input could show faults and moments.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      data-keys=""
      aria-label="Time in the run"
      aria-valuemin={0}
      aria-valuemax={untilUs}
      aria-valuenow={timeUs}
      aria-valuetext={`${secondsText(timeUs)} of ${secondsText(untilUs, 0)} seconds`}
      onKeyDown={() => setByPointer(false)}
      onBlur={() => setByPointer(false)}
      onPointerDown={(event) => {
        setByPointer(true);
        scrub.onPointerDown(event);
      }}
      onPointerMove={scrub.onPointerMove}
      onPointerUp={scrub.onPointerUp}
      onPointerCancel={scrub.onPointerCancel}
    >
      {children}
    </svg>
  );
}

interface PartProps {
  readonly x: TimeScale;
  readonly rows: TimelineRows;
  readonly isPhone: boolean;
}

function Axis({ x, rows, isPhone }: PartProps): ReactNode {
  const ticks = x.ticks(isPhone ? 5 : 10);
  return ticks.map((tick, index) => (
    <g key={tick}>
      <path className="tick" d={`M${x(tick)} ${rows.line + 4}v4`} />
      <text className="t3 mid" x={x(tick)} y={rows.axis}>
        {Number((tick / 1e6).toFixed(6))}
        {index === ticks.length - 1 ? " s" : ""}
      </text>
    </g>
  ));
}

/** Played: thick. Computed: a line. Still to compute: dots. */
function Computed({ x, rows, untilUs, isPhone }: PartProps & { readonly untilUs: number }): ReactNode {
  const computedUs = useRun((state) => state.computedUs);
  const done = useRun((state) => state.done);
  const y = rows.line;
  return (
    <>
      <line className="to-compute" x1={x(computedUs)} x2={x(untilUs)} y1={y} y2={y} />
      <line className="computed" x1={x(0)} x2={x(computedUs)} y1={y} y2={y} />
      {!done && <path className="computed" d={`M${x(computedUs)} ${y - 5}v10`} />}
      {!done && !isPhone && (
        <text className="t3" x={x(computedUs) + 8} y={rows.words}>
          computed to {secondsText(computedUs, 1)}
        </text>
      )}
    </>
  );
}

function Head({ x, rows }: Pick<PartProps, "x" | "rows">): ReactNode {
  const at = usePlayhead((state) => Math.round(x(state.timeUs) * 2) / 2);
  return (
    <>
      <line className="played" x1={x(0)} x2={at} y1={rows.line} y2={rows.line} />
      <line className="head-line" x1={at} x2={at} y1={rows.top + 2} y2={rows.line + 12} />
      <path className="head-flag" d={`M${at - 5} ${rows.top}h10v5l-5 5-5-5z`} />
    </>
  );
}

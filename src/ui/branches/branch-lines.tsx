import type { ReactNode } from "react";
import type { BranchInfo } from "../../session/index.ts";
import { runOf } from "../engine/branch-runs.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useCompared } from "../state/run-store.ts";
import type { TimelineRows, TimeScale } from "../transport/timeline-scale.ts";
import type { BranchRow } from "./branch-tree.ts";
import "./branches.css";

interface Props {
  readonly rows: readonly BranchRow<BranchInfo>[];
  readonly x: TimeScale;
  readonly heights: TimelineRows;
}

/** Each other branch as a line that leaves the one it begins like; solid as far as it is computed. */
export function BranchLines({ rows, x, heights }: Props): ReactNode {
  const compared = useCompared((state) => state.info?.branch);
  const { line, branches, pitch } = heights;
  const yOf = (row: number): number => (row < 0 ? line : branches + row * pitch);
  return rows.map(({ branch, startUs, fromRow }, index) => {
    const from = x(startUs);
    const y = yOf(index);
    const bend = Math.min(6, pitch / 3);
    const until = x.range[1];
    const computed = Math.max(from + bend + 2, x(branch.computedUs));
    const start = `M${from} ${yOf(fromRow)}V${y - bend}q0 ${bend} ${bend} ${bend}`;
    return (
      <g key={branch.id} className={branch.id === compared ? "branch-line compared" : "branch-line"}>
        {!branch.done && <path className="to-compute" d={`M${computed} ${y}H${until}`} />}
        <path className="branch-path" d={`${start}H${computed}`} />
        {branch.id === compared && <path className="branch-core" d={`${start}H${computed}`} />}
        <Leaders branch={branch.id} fromUs={startUs} x={x} y={y} />
      </g>
    );
  });
}

interface LeadersProps {
  readonly branch: number;
  readonly fromUs: number;
  readonly x: TimeScale;
  readonly y: number;
}

const MOST_MARKS = 60;

/** Who came to lead there, up to the time that the reader has seen: no branch tells what lies ahead. */
function Leaders({ branch, fromUs, x, y }: LeadersProps): ReactNode {
  const data = runOf(branch)?.data;
  const count = usePlayhead(({ seenUs }) =>
    data === undefined ? 0 : data.moments.rankFrom("leader", data.columns.lastAt(seenUs) + 1),
  );
  if (data === undefined) return null;
  const first = Math.max(
    count - MOST_MARKS,
    data.moments.rankFrom("leader", data.columns.lastAt(fromUs) + 1),
  );
  const times = Array.from({ length: Math.max(0, count - first) }, (_, index) =>
    data.moments.at("leader", first + index),
  );
  return times.map(
    (moment) =>
      moment !== undefined && (
        <circle key={moment.event} className="leader-mark" cx={x(moment.timeUs)} cy={y} r="3" />
      ),
  );
}

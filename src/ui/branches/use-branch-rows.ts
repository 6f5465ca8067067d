import { useMemo } from "react";
import type { BranchInfo } from "../../session/index.ts";
import { useIsTall } from "../parts/use-media.ts";
import { useCompared, useRun } from "../state/run-store.ts";
import { branchRows, visibleBranches, type BranchRow } from "./branch-tree.ts";

/** The branches that the timeline shows below the run on the page. */
export interface BranchRows {
  readonly rows: readonly BranchRow<BranchInfo>[];
  readonly hidden: number;
  /** Rows that all this takes: what is hidden is told in one of its own. */
  readonly count: number;
}

const NONE: readonly BranchInfo[] = [];
const MOST_ROWS = 3;
const MOST_ROWS_LOW = 2;

/** A tree of many branches must not push the stage away: the newest are drawn, the list has all. */
export function useBranchRows(): BranchRows {
  const branches = useRun((state) => state.info?.branches ?? NONE);
  const shown = useRun((state) => state.info?.branch ?? 0);
  const untilUs = useRun((state) => state.info?.untilUs ?? 0);
  const compared = useCompared((state) => state.info?.branch);
  const most = useIsTall() ? MOST_ROWS : MOST_ROWS_LOW;
  return useMemo(() => {
    const others = branches.length - 1;
    const room = others > most ? most - 1 : most;
    const visible = visibleBranches(branches, shown, room, compared);
    const rows = branchRows(visible, shown, untilUs);
    const hidden = Math.max(0, branches.length - visible.length);
    return { rows, hidden, count: rows.length + (hidden > 0 ? 1 : 0) };
  }, [branches, shown, untilUs, most, compared]);
}

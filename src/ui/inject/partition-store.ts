import { create } from "zustand";
import type { Point } from "../stage/stage-layout.ts";

interface Partitioning {
  /** `line`: the next drag across the stage parts its nodes. `list`: a dialog asks who is on which side. */
  readonly by: "line" | "list" | undefined;
  /** Where the line begins, when it was begun before the mode: with Shift held, from empty stage. */
  readonly from: Point | undefined;
}

export const usePartitioning = create<Partitioning>(() => ({ by: undefined, from: undefined }));

export function beginPartition(by: "line" | "list", from?: Point): void {
  usePartitioning.setState({ by, from });
}

export function endPartition(): void {
  usePartitioning.setState({ by: undefined, from: undefined });
}

import { onDemand } from "../parts/on-demand.tsx";

export const BranchList = onDemand(async () => (await import("./branch-list.tsx")).BranchList);

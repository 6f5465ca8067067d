import type { ProgramEntry } from "../cluster/index.ts";
import { protocols } from "../protocols/index.ts";

/** Whatever a replica can run, by the name that `cluster.program` takes. */
export const programs: Readonly<Record<string, ProgramEntry>> = { ...protocols };

import * as z from "zod";
import { duration, type OptionProblem } from "../../cluster/index.ts";
import { BUGS, dataTypesWith } from "./bugs.ts";
import { CLOCKS } from "./clock.ts";
import { DATA_TYPES, type DataName } from "./data-types.ts";

const DATA = Object.keys(DATA_TYPES) as [DataName, ...DataName[]];

/** What a scenario writes under `options`. */
export const multiLeaderOptions = z
  .strictObject({
    data: z.enum(DATA).default("lww-register").describe("what each key holds"),
    replication: z
      .enum(["state", "operation"])
      .default("operation")
      .describe(
        "operation: each update goes to all replicas; state: contents that changed are merged by gossip",
      ),
    clock: z
      .enum(CLOCKS)
      .default("physical")
      .describe("what decides which write is the last one (lww-register)"),
    interval: duration
      .refine((us) => us > 0, "gossip must take time")
      .prefault("50ms")
      .describe("time between a replica's gossip, each time with the next peer in turn"),
    bug: z.enum(BUGS).default("none").describe("a deliberate mistake, for checks to find"),
  })
  .transform(({ interval, ...rest }) => ({ intervalUs: interval, ...rest }));

export type MultiLeaderOptions = z.output<typeof multiLeaderOptions>;

/** A mistake that the chosen data type cannot make. */
export function multiLeaderProblems({ data, bug }: MultiLeaderOptions): readonly OptionProblem[] {
  if (bug === "none" || dataTypesWith(bug).includes(data)) return [];
  const accepted = BUGS.filter((one) => one === "none" || dataTypesWith(one).includes(data));
  return [{ option: "bug", problem: `${bug} is no mistake of the data type ${data}`, found: bug, accepted }];
}

import { judgementOf } from "./checks.ts";
import { workloadOf } from "./workload-of.ts";

/**
 * The checkers' model that the history of a document's workload is held against, by name; undefined where no consistency
 * level speaks of it. Transactions are told apart by what their writes do.
 */
export function historyModelOf(workload: object): string | undefined {
  const { family, model } = judgementOf(workloadOf(workload).name);
  const { style } = workload as { readonly style?: string };
  return family === undefined ? undefined : (style ?? model);
}

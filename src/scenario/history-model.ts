import { workloadOf } from "./workload-of.ts";

/**
 * The checkers' model that the history of a document's workload fits, by name. Transactions are told apart by what
 * their writes do; other kinds are called as their models are.
 */
export function historyModelOf(workload: object): string {
  const { style } = workload as { readonly style?: string };
  return style ?? workloadOf(workload).name;
}

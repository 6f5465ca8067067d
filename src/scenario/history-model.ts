import { workloadOf } from "./workload-of.ts";

/**
 * The checkers' model that the history of a document's workload fits, by name; undefined where it is held against none.
 * Transactions are told apart by what their writes do.
 */
export function historyModelOf(workload: object): string | undefined {
  const { name } = workloadOf(workload);
  if (name !== "transactions") return MODELS[name];
  return (workload as { readonly style?: string }).style;
}

/** By the kind of workload. */
const MODELS: Readonly<Record<string, string>> = { "key-value": "key-value" };

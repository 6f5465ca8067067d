import { workloads, type WorkloadKind } from "../workloads/index.ts";

/** The kind of a document's workload: the first of the registry when it names none. */
export function workloadOf(workload: object): WorkloadKind {
  const { kind } = workload as { readonly kind?: string };
  return workloads.find(({ name }) => name === kind) ?? workloads[0]!;
}

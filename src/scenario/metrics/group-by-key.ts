import type { Operation } from "../../history/index.ts";

/** The operations on each key, in their order; those without one key are a group of their own. */
export function groupByKey(operations: readonly Operation[]): Operation[][] {
  const groups = new Map<string | undefined, Operation[]>();
  for (const operation of operations) {
    const group = groups.get(operation.key);
    if (group === undefined) groups.set(operation.key, [operation]);
    else group.push(operation);
  }
  return Array.from(groups.values());
}

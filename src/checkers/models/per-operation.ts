import type { Operation } from "../../history/index.ts";

/**
 * The same function, computed once for each operation. A search asks for what a long read returned in every state
 * it tries; the answer depends on the operation alone.
 */
export function perOperation<T>(compute: (operation: Operation) => T): (operation: Operation) => T {
  const known = new WeakMap<Operation, { readonly value: T }>();
  return (operation) => {
    const found = known.get(operation);
    if (found !== undefined) return found.value;
    const value = compute(operation);
    known.set(operation, { value });
    return value;
  };
}

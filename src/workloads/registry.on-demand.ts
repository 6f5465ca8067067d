import { keyValue } from "./key-value.ts";
import type * as whole from "./registry.ts";

/** As in `registry.ts`, which the page's engine has instead of this as soon as a document needs another kind. */
export let workloads: typeof whole.workloads = [keyValue];

let isWhole = false;

export const loadWorkloads: typeof whole.loadWorkloads = async () => {
  if (isWhole) return false;
  ({ workloads } = await import("./registry.ts"));
  isWhole = true;
  return true;
};

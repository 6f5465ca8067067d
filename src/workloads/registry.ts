import { counter } from "./counter.ts";
import { keyValue } from "./key-value.ts";
import { set } from "./set.ts";
import { text } from "./text.ts";
import { transactions } from "./transactions.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import { writeThenRead } from "./write-then-read.ts";

/**
 * Every kind of workload; the first is what a document means that names none. A new one is a file and a line here.
 * The page's engine begins with `registry.on-demand.ts` in its place.
 */
export const workloads: readonly WorkloadKind[] = [keyValue, counter, set, text, transactions, writeThenRead];

/** Has all kinds loaded; false when none was missing, as here. */
export const loadWorkloads = (): Promise<boolean> => Promise.resolve(false);

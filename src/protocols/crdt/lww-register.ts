import { valueText, type Value } from "../../cluster/index.ts";
import { compareHybrid, type HybridStamp } from "../timestamps/hybrid.ts";

/**
 * LWW-register (Shapiro et al. 2011, specifications 8 and 9): of all assignments the one with the latest stamp stays.
 * Null before the first one. An assignment is the register's whole content, so its effect is a merge.
 */
export type LwwRegister = Assignment | null;

export interface Assignment {
  readonly value: Value;
  readonly stamp: Stamp;
}

/** When, by whatever clock (Lamport's and a physical one leave `c` to ties of their own), and where. */
export interface Stamp extends HybridStamp {
  readonly node: number;
}

/** Law: commutative, associative, idempotent, as the order is total: by stamp, node, and at last the value's text. */
export function latestOf(a: LwwRegister, b: LwwRegister): LwwRegister {
  if (a === null || b === null) return a ?? b;
  return compareAssignments(a, b) < 0 ? b : a;
}

function compareAssignments(a: Assignment, b: Assignment): number {
  const byStamp = compareHybrid(a.stamp, b.stamp) || a.stamp.node - b.stamp.node;
  if (byStamp !== 0) return byStamp;
  const [left, right] = [valueText(a.value), valueText(b.value)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

import type { CheckResult } from "../checks.ts";
import type { RunView } from "../metrics/metric.ts";
import type { Claim, ClaimResult } from "./claim.ts";
export interface JudgedRun {
  readonly view: RunView;
  readonly checks: readonly CheckResult[];
  readonly done: boolean;
  readonly shouldStop?: () => boolean;
}
export function judgeClaims(claims: readonly Claim[], _run: JudgedRun): ClaimResult[] {
  return claims.map((claim) => ({ ...claim, verdict: "unknown", found: "not judged" }));
}

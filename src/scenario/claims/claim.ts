import { ok, type Result } from "../../base/index.ts";
import type { Verdict } from "../scenario.ts";

export interface Claim {
  readonly say: string;
  readonly expect: string;
}
export interface ClaimResult extends Claim {
  readonly verdict: Verdict;
  readonly found: string;
}
export function parseClaim(say: string, expect: string, _known: unknown): Result<Claim, { problem: string }> {
  return ok({ say, expect });
}

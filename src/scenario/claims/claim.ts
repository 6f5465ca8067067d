import { err, ok, type Result } from "../../base/index.ts";
import type { Verdict } from "../scenario.ts";
import type { Expression, ExpressionProblem } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import type { KnownNames } from "./questions.ts";

/** What a lesson asserts, in words and as an expression over the result. */
export interface Claim {
  readonly say: string;
  readonly expect: string;
  readonly expression: Expression;
}

export interface ClaimResult {
  readonly say: string;
  readonly expect: string;
  readonly verdict: Verdict;
  /** What the run gave for each question in the expression. */
  readonly found: string;
}

export function parseClaim(say: string, expect: string, known: KnownNames): Result<Claim, ExpressionProblem> {
  const expression = parseExpression(expect, known);
  return expression.ok ? ok({ say, expect, expression: expression.value }) : err(expression.error);
}

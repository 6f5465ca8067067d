import { formatDuration } from "../../base/index.ts";
import { answers, type JudgedRun } from "./answers.ts";
import type { Claim, ClaimResult } from "./claim.ts";
import type { Expression, Operator } from "./expression.ts";
import type { QuestionName } from "./questions.ts";

/** Executes a claim over a run that is over. `unknown` when an answer it depends on is. */
export function judgeClaim({ say, expect, expression }: Claim, run: JudgedRun): ClaimResult {
  const found: string[] = [];
  const value = evaluate(expression, run, found);
  const verdict = value === undefined ? "unknown" : value === true ? "valid" : "invalid";
  return { say, expect, verdict, found: Array.from(new Set(found)).join(", ") };
}

/** `null` is none; undefined is unknown. */
type Value = boolean | number | string | null | undefined;

function evaluate(expression: Expression, run: JudgedRun, found: string[]): Value {
  switch (expression.is) {
    case "literal":
      return expression.value;
    case "call": {
      const { call, kind } = expression;
      const answer = answers[call.name as QuestionName](call, run);
      found.push(
        `${call.text} is ${"unknown" in answer ? `unknown: ${answer.unknown}` : describe(answer.value, kind)}`,
      );
      return "unknown" in answer ? undefined : answer.value;
    }
    case "not": {
      const value = evaluate(expression.of, run, found);
      return value === undefined ? undefined : value !== true;
    }
    case "negate": {
      const value = evaluate(expression.of, run, found);
      return typeof value === "number" ? -value : value;
    }
    case "binary":
      return binary(
        expression.operator,
        evaluate(expression.left, run, found),
        evaluate(expression.right, run, found),
      );
  }
}

function binary(operator: Operator, left: Value, right: Value): Value {
  if (operator === "and")
    return left === false || right === false
      ? false
      : left === undefined || right === undefined
        ? undefined
        : left === true && right === true;
  if (operator === "or")
    return left === true || right === true
      ? true
      : left === undefined || right === undefined
        ? undefined
        : false;
  if (left === undefined || right === undefined) return undefined;
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  return typeof left === "number" && typeof right === "number"
    ? NUMERIC[operator](left, right)
    : whereNone(operator);
}

/** Nothing is more or less than none, and a sum with it is none. */
function whereNone(operator: Operator): Value {
  return ["<", "<=", ">", ">="].includes(operator) ? false : null;
}

const NUMERIC: Readonly<
  Record<Exclude<Operator, "and" | "or" | "==" | "!=">, (left: number, right: number) => Value>
> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};

function describe(value: boolean | number | string | null, kind: Expression["kind"]): string {
  if (value === null) return "none";
  if (typeof value !== "number") return String(value);
  if (kind === "duration") return formatDuration(Math.round(value));
  return kind === "rate" ? `${round(value * 1e6)}/s` : String(round(value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

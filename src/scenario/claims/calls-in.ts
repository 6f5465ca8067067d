import type { Call, Expression } from "./expression.ts";

/** The questions that an expression asks. */
export function callsIn(expression: Expression): Call[] {
  switch (expression.is) {
    case "literal":
      return [];
    case "call":
      return [expression.call];
    case "not":
    case "negate":
      return callsIn(expression.of);
    case "binary":
      return [...callsIn(expression.left), ...callsIn(expression.right)];
  }
}

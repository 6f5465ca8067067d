import type { Claim } from "./claim.ts";
import type { Expression } from "./expression.ts";
import { questions } from "./questions.ts";

/**
 * The names of checks that claims ask for. A claim may ask for a level that the document's `checks` do not name: a lesson
 * tells what does not hold without the run being bad for it.
 */
export function checksAskedFor(claims: readonly Claim[]): string[] {
  return claims.flatMap(({ expression }) => namesIn(expression));
}

function namesIn(expression: Expression): string[] {
  switch (expression.is) {
    case "literal":
      return [];
    case "call": {
      const { name, args } = expression.call;
      return args.filter((_, index) => questions[name]!.args[index] === "check");
    }
    case "not":
    case "negate":
      return namesIn(expression.of);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
  }
}

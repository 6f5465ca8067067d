import { callsIn } from "./calls-in.ts";
import type { Claim } from "./claim.ts";
import { questions } from "./questions.ts";

/**
 * The names of checks that claims ask for. A claim may ask for a level that the document's `checks` do not name: a lesson
 * tells what does not hold without the run being bad for it.
 */
export function checksAskedFor(claims: readonly Claim[]): string[] {
  return claims
    .flatMap(({ expression }) => callsIn(expression))
    .flatMap(({ name, args }) => args.filter((_, index) => questions[name]!.args[index] === "check"));
}

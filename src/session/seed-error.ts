import { seedProblem, type InputError } from "../base/index.ts";

/** What is wrong with a seed that comes from outside of a document. */
export function seedError(seed: string): InputError | undefined {
  const problem = seedProblem(seed);
  return problem === undefined ? undefined : { file: "the seed", line: 0, column: 0, problem };
}

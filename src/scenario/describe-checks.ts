import { OBJECT_LEVELS, TRANSACTION_LEVELS } from "../checkers/index.ts";
import { CONVERGENCE } from "./checks.ts";
import { CONVERGENCE_SAYS } from "./convergence-says.ts";
import { programs } from "./programs.ts";

/** What each check says, for the reference: those over histories, and each program's invariants. */
export function describeChecks(): readonly (readonly [name: string, says: string])[] {
  const objects = OBJECT_LEVELS.map(({ name, definition }) => [name, definition] as const);
  const transactions = TRANSACTION_LEVELS.map(
    ({ name, definition }) => [name, `Of transactions. ${definition}`] as const,
  );
  const invariants = Object.entries(programs).flatMap(([name, { program }]) =>
    (program.invariants ?? []).map(
      (invariant) => [`${name}/${invariant.name}`, `${invariant.says} (${invariant.source})`] as const,
    ),
  );
  return [...objects, ...transactions, [CONVERGENCE, CONVERGENCE_SAYS], ...invariants];
}

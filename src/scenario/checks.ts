import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Verdict } from "./scenario.ts";

/** What a check found. */
export interface CheckResult {
  /** `linearizable`, `raft/election-safety`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** One sentence: why, or which budget ran out. */
  readonly why: string;
  /** Where to look: the event that shows it. */
  readonly event?: number;
  /** Indexes of history entries that make up the witness. */
  readonly witness?: readonly number[];
}

/** What each check over the history of any store claims, in one sentence. A new one is a line here and in `run-check`. */
export const historyChecks = {
  linearizable: "Every operation took effect at one moment between its invocation and its completion.",
};

/** All names that `checks` may hold for a program; with its aliases. */
function checkNamesOf(program: string | undefined): string[] {
  const invariants = invariantNames(program);
  return [...Object.keys(historyChecks), ...invariants, ...(invariants.length === 0 ? [] : [`${program}/*`])];
}

/** What each check says, for the reference: those over histories, and each program's invariants. */
export function describeChecks(): readonly (readonly [name: string, says: string])[] {
  const overHistories = Object.entries(historyChecks);
  const invariants = Object.entries(programs).flatMap(([name, { program }]) =>
    (program.invariants ?? []).map(
      (invariant) => [`${name}/${invariant.name}`, `${invariant.says} (${invariant.source})`] as const,
    ),
  );
  return [...overHistories, ...invariants];
}

/** The checks that a document names, aliases spelt out; without any, all that apply. */
export function expandChecks(
  wanted: readonly string[] | undefined,
  program: string | undefined,
  hasClients: boolean,
): { readonly names: readonly string[]; readonly problems: readonly Problem[] } {
  const invariants = invariantNames(program);
  if (wanted === undefined)
    return { names: [...(hasClients ? Object.keys(historyChecks) : []), ...invariants], problems: [] };
  const accepted = checkNamesOf(program);
  const names = wanted.flatMap((name) => (name === `${program}/*` ? invariants : [name]));
  const problems = wanted.flatMap((name, index) =>
    accepted.includes(name) || program === undefined
      ? []
      : [unknownAt(["checks", index], "check", name, accepted)],
  );
  return { names: Array.from(new Set(names)), problems };
}

function invariantNames(program: string | undefined): string[] {
  if (program === undefined) return [];
  return (programs[program]!.program.invariants ?? []).map(({ name }) => `${program}/${name}`);
}

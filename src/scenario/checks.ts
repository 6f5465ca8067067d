import { LEVEL_NAMES, type Family } from "../checkers/index.ts";
import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Verdict } from "./scenario.ts";

/** That replicas agree in the end. */
export const CONVERGENCE = "convergence";

/** What a check found. */
export interface CheckResult {
  /** `linearizable`, `raft/election-safety`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Why, or which budget ran out. */
  readonly why: string;
  /** Where to look: the event that shows it. */
  readonly event?: number;
  /** Indexes of history entries that make up the witness. */
  readonly witness?: readonly number[];
}

/** What the history of one kind of workload can be held against. */
interface JudgedBy {
  /** Undefined when it has no consistency levels. */
  readonly family: Family | undefined;
  /** The model of the objects under the keys. */
  readonly model: string;
  /** What is checked when a document names nothing. */
  readonly unlessNamed: readonly string[];
}

/** By the name of a workload's kind; one that is not here has no consistency levels. */
const judgedBy: Readonly<Record<string, JudgedBy>> = {
  "key-value": { family: "objects", model: "key-value", unlessNamed: ["linearizable"] },
  "write-then-read": { family: "objects", model: "key-value", unlessNamed: [] },
  transactions: { family: "transactions", model: "list-append", unlessNamed: ["strict-serializable"] },
};

/** What has no sequential history to be held against can still be asked whether its replicas agree in the end. */
const WITHOUT_LEVELS: JudgedBy = { family: undefined, model: "key-value", unlessNamed: [CONVERGENCE] };

/** For a document without a workload, what the first kind has: then `checks` may still name levels. */
export function judgementOf(kind = "key-value"): JudgedBy {
  return judgedBy[kind] ?? WITHOUT_LEVELS;
}

/** The names of the levels that a workload's history can be held against. */
export function levelNamesOf(kind: string | undefined): readonly string[] {
  const { family } = judgementOf(kind);
  return family === undefined ? [] : LEVEL_NAMES[family];
}

/** The names of checks that any program's run can be put to, given its kind of workload. */
export function checksOfRuns(kind: string | undefined): readonly string[] {
  return [...levelNamesOf(kind), CONVERGENCE];
}

/** All names that `checks` may hold for a program and a kind of workload; with aliases. */
function checkNamesOf(program: string | undefined, kind: string | undefined): string[] {
  const invariants = invariantNames(program);
  return [...checksOfRuns(kind), ...invariants, ...(invariants.length === 0 ? [] : [`${program}/*`])];
}

/** The checks that a document names, aliases spelt out; without any, all that apply. */
export function expandChecks(
  wanted: readonly string[] | undefined,
  program: string | undefined,
  /** Of the workload; undefined when there is none. */
  kind: string | undefined,
): { readonly names: readonly string[]; readonly problems: readonly Problem[] } {
  const invariants = invariantNames(program);
  if (wanted === undefined)
    return {
      names: [...(kind === undefined ? [] : judgementOf(kind).unlessNamed), ...invariants],
      problems: [],
    };
  const accepted = checkNamesOf(program, kind);
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

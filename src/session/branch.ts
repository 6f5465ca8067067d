import type { BranchInfo, Change, RunInfo } from "./api.ts";
import type { Recipe } from "./change.ts";
import type { Timeline } from "./timeline.ts";

/** One line of the tree: a recipe, how it came from its parent's, and what is computed and told of its run. */
export interface Branch extends Recipe {
  readonly id: number;
  name: string;
  /** Its name was given by the reader: an amendment keeps it. */
  isNamed: boolean;
  readonly parent: number | undefined;
  /** From the parent's recipe to this one. */
  readonly changes: readonly Change[];
  readonly what: string;
  readonly subject: string | undefined;
  readonly divergeUs: number;
  /** Where undo and redo lead. */
  readonly before: number | undefined;
  after: number | undefined;
  /** Amended by a later branch: not in the tree, unless it is shown. */
  isReplaced: boolean;
  /** Values in force that a command line can set. */
  readonly set: RunInfo["set"];
  readonly isEdited: boolean;
  timeline: Timeline | undefined;
  /** Events that were computed when the timeline was let go: `timelineOf` computes as many again. */
  reached: number;
  done: boolean;
  fingerprint: string | undefined;
  /** What the caller has been told of. */
  sent: { records: number; notes: number; history: number; violations: number };
  /** When it was last used, in turns. */
  usedAt: number;
}

export function newBranch(
  recipe: Recipe,
): Pick<
  Branch,
  | "scenario"
  | "seed"
  | "isNamed"
  | "after"
  | "isReplaced"
  | "timeline"
  | "reached"
  | "done"
  | "fingerprint"
  | "sent"
  | "usedAt"
> {
  return {
    scenario: recipe.scenario,
    seed: recipe.seed,
    isNamed: false,
    after: undefined,
    isReplaced: false,
    timeline: undefined,
    reached: 0,
    done: false,
    fingerprint: undefined,
    sent: { records: 0, notes: 0, history: 0, violations: 0 },
    usedAt: 0,
  };
}

/** What the caller knows already of a branch that begins like `from`. The few violations are told again. */
export function sharedWith(
  { sent }: Branch,
  { events, notes, history }: Timeline["frontier"],
): Branch["sent"] {
  const records = Math.min(sent.records, events);
  if (records === 0) return { records: 0, notes: 0, history: 0, violations: 0 };
  return {
    records,
    notes: Math.min(sent.notes, notes.length),
    history: Math.min(sent.history, history.length),
    violations: 0,
  };
}

export function isSameRecipe(a: Recipe, b: Recipe): boolean {
  return a.seed === b.seed && a.scenario.text === b.scenario.text;
}

export function withValue(
  set: RunInfo["set"],
  { path, value }: { path: string; value: string },
): RunInfo["set"] {
  return [...set.filter(([name]) => name !== path), [path, value]];
}

export function infoOf(branch: Branch): BranchInfo {
  const { id, name, parent, seed, what, done, fingerprint, timeline } = branch;
  return {
    id,
    name,
    ...(parent === undefined ? {} : { parent }),
    divergeUs: branch.divergeUs,
    seed,
    what,
    computedUs: done ? branch.scenario.untilUs : (timeline?.frontier.nowUs ?? 0),
    done,
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

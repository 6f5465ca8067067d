import { err, ok, type InputError, type Result } from "../base/index.ts";
import { compile, divergeUs } from "../scenario/index.ts";
import type { BranchInfo, Change, RunInfo, SavedBranch } from "./api.ts";
import type * as changes from "./change.ts";
import type { Recipe } from "./change.ts";
import { infoOf, isSameRecipe, newBranch, sharedWith, withValue, type Branch } from "./branch.ts";
import { Timeline } from "./timeline.ts";

/** Events that are kept of branches not in use: about 250 MB. */
const MOST_KEPT_EVENTS = 2_000_000;
/** A tree is for people to look at, and a link to one must open soon. */
const MOST_BRANCHES = 100;
/** Versions that only undo leads back to. */
const MOST_REPLACED = 300;

/** What changes do, and what they are called: loaded with the first of them, and handed in. */
export type Changing = typeof changes;

/** How a session keeps what it computes; tests set it low. */
export interface Keeping {
  /** Events between two checkpoints, at first. */
  readonly interval?: number;
  readonly mostKeptEvents?: number;
}

/**
 * The tree of branches. Nothing in it is ever changed by an edit: an edit adds a branch. What is computed of a branch
 * is kept as long as there is room, and computed anew when it is wanted again.
 *
 *   main ────────●────────────▶
 *                └ crash n3 at 2.1s ──▶          amended: the same fault at 2.4s, a branch of its own;
 *                └ crash n3 at 2.4s ──▶          the first is replaced, and only undo leads back to it
 */
export class Branches {
  readonly all = new Map<number, Branch>();
  shown: Branch;
  #next = 1;
  #turn = 0;

  readonly #keeping: Keeping;

  constructor(recipe: Recipe, set: RunInfo["set"], keeping: Keeping) {
    this.#keeping = keeping;
    this.shown = {
      ...newBranch(recipe),
      id: 0,
      name: "main",
      parent: undefined,
      changes: [],
      what: "",
      subject: undefined,
      divergeUs: 0,
      before: undefined,
      set,
      isEdited: false,
    };
    this.all.set(0, this.shown);
  }

  get main(): Branch {
    return this.all.get(0)!;
  }

  get(id: number): Branch | undefined {
    return this.all.get(id);
  }

  /**
   * Shows the branch that `change` makes of the shown one; what is sent of it begins like branch `keepFrom`. A change that
   * changes nothing makes none, and one that takes back what made the branch leads to its parent.
   */
  edit(
    change: Change,
    { applyChange, changeText, compose, subjectOf }: Changing,
  ): Result<{ readonly branch: Branch; readonly keepFrom: number }, readonly InputError[]> {
    const from = this.shown;
    const changed = applyChange(from, change);
    if (!changed.ok) return changed;
    const subject = subjectOf(change, from.scenario);
    const isSameThing = subject !== undefined && from.subject === subject;
    const amends = isSameThing && from.parent !== undefined && !this.#hasChildren(from.id);
    if (!amends && this.listed(this.shown).length >= MOST_BRANCHES) return err([tooMany]);
    const parent = amends ? this.get(from.parent)! : from;
    if (isSameRecipe(changed.value, from)) return ok({ branch: from, keepFrom: from.id });
    if (isSameRecipe(changed.value, parent)) {
      this.#takeBack(from, parent);
      return ok({ branch: parent, keepFrom: parent.id });
    }
    const branch = this.#add(changed.value, {
      parent,
      changes: amends ? compose(from.changes, change) : [change],
      what: changeText(change, from, changed.value),
      subject,
      before: from.id,
      set: change.do === "set" ? withValue(from.set, change) : from.set,
      isEdited: from.isEdited || (change.do !== "set" && change.do !== "seed"),
    });
    if (amends) this.#replace(from, branch);
    parent.isReplaced = false;
    from.after = branch.id;
    branch.timeline = this.timelineOf(from).branch(
      compile(branch.scenario, branch.seed),
      branch.seed,
      divergeUs(from, branch),
    );
    branch.sent = sharedWith(from, branch.timeline.frontier);
    this.show(branch);
    return ok({ branch, keepFrom: from.id });
  }

  /** A branch as it was saved: computed when it is shown. */
  addSaved(
    parent: Branch,
    { name, changes }: Pick<SavedBranch, "name" | "changes">,
    { applyChange, changeText, subjectOf }: Changing,
  ): Result<Branch, readonly InputError[]> {
    if (this.listed(this.shown).length >= MOST_BRANCHES) return err([tooMany]);
    let recipe: Recipe = parent;
    let what = "";
    let subject: string | undefined;
    let { set, isEdited } = parent;
    for (const change of changes) {
      const changed = applyChange(recipe, change);
      if (!changed.ok) return changed;
      subject = subjectOf(change, recipe.scenario);
      what = changeText(change, recipe, changed.value);
      if (change.do === "set") set = withValue(set, change);
      else if (change.do !== "seed") isEdited = true;
      recipe = changed.value;
    }
    const branch = this.#add(recipe, { parent, changes, what, subject, before: parent.id, set, isEdited });
    branch.isNamed = name !== branch.name;
    branch.name = name;
    return ok(branch);
  }

  show(branch: Branch): void {
    this.shown = branch;
    this.#touch(branch);
  }

  rename(branch: Branch, name: string): void {
    branch.name = name;
    branch.isNamed = true;
  }

  /** What is computed of a branch. What was let go is computed again, as far as it had come. */
  timelineOf(branch: Branch): Timeline {
    this.#touch(branch);
    if (branch.timeline !== undefined) return branch.timeline;
    const spec = compile(branch.scenario, branch.seed);
    const timeline = Timeline.start(spec, branch.seed, this.#keeping.interval);
    branch.timeline = timeline;
    if (branch.done) while (!timeline.advance(AGAIN));
    else timeline.advance(branch.reached);
    return timeline;
  }

  /** Forgets a branch, its amended versions and all that sprang from it; the shown one is then its parent. */
  remove(branch: Branch): void {
    if (branch.parent === undefined) return;
    const gone = new Set([branch.id]);
    // Children come after their parents.
    for (const other of this.all.values()) {
      if (other.parent !== undefined && gone.has(other.parent)) gone.add(other.id);
    }
    for (const version of this.#versionsBefore(branch)) {
      if (version !== this.shown) gone.add(version.id);
      else version.isReplaced = false;
    }
    if (gone.has(this.shown.id)) this.show(this.get(branch.parent)!);
    for (const id of gone) this.all.delete(id);
  }

  infos(): BranchInfo[] {
    return this.listed(this.shown).map((branch) => infoOf(branch));
  }

  /** The tree as a reader sees it; `also` is in it in any case, and so is the shown branch. */
  listed(also: Branch): Branch[] {
    return Array.from(this.all.values()).filter(
      (branch) => !branch.isReplaced || branch === this.shown || branch === also,
    );
  }

  /** Where undo leads: past what is no more. */
  before(branch: Branch): Branch | undefined {
    const before = branch.before === undefined ? undefined : this.get(branch.before);
    return before ?? (branch.parent === undefined ? undefined : this.get(branch.parent));
  }

  after(branch: Branch): Branch | undefined {
    return branch.after === undefined ? undefined : this.get(branch.after);
  }

  /** An amendment led back to where the branch had begun: there is nothing left of it but what undo finds. */
  #takeBack(from: Branch, parent: Branch): void {
    from.isReplaced = true;
    parent.isReplaced = false;
    parent.after = from.id;
    this.show(parent);
  }

  /** `branch` takes the place of `from` in the tree. The oldest of very many versions go. */
  #replace(from: Branch, branch: Branch): void {
    from.isReplaced = true;
    if (from.isNamed) this.rename(branch, from.name);
    const replaced = Array.from(this.all.values()).filter((other) => other.isReplaced);
    for (const old of replaced.slice(0, Math.max(0, replaced.length - MOST_REPLACED)))
      this.all.delete(old.id);
  }

  /** What a branch amended, newest first. */
  #versionsBefore(branch: Branch): Branch[] {
    const versions: Branch[] = [];
    let at = branch.before === undefined ? undefined : this.get(branch.before);
    while (at !== undefined && at.isReplaced && at.parent === branch.parent) {
      versions.push(at);
      at = at.before === undefined ? undefined : this.get(at.before);
    }
    return versions;
  }

  #hasChildren(id: number): boolean {
    return Array.from(this.all.values()).some((branch) => branch.parent === id);
  }

  #add(
    recipe: Recipe,
    facts: Pick<Branch, "changes" | "what" | "subject" | "before" | "set" | "isEdited"> & {
      readonly parent: Branch;
    },
  ): Branch {
    const { parent, ...rest } = facts;
    const branch: Branch = {
      ...newBranch(recipe),
      ...rest,
      id: this.#next++,
      parent: parent.id,
      name: this.#freeName(facts.what),
      divergeUs: divergeUs(parent, recipe),
    };
    this.all.set(branch.id, branch);
    return branch;
  }

  #freeName(wanted: string): string {
    const names = new Set(this.infos().map(({ name }) => name));
    let name = wanted;
    for (let count = 2; names.has(name); count++) name = `${wanted} (${count})`;
    return name;
  }

  /**
   * Marks a branch as used, and lets go what was computed of those that were not used for longest. The one used last
   * beside the shown one stays: it is being compared.
   */
  #touch(branch: Branch): void {
    branch.usedAt = ++this.#turn;
    const others = Array.from(this.all.values())
      .filter((other) => other !== this.shown && other.timeline !== undefined)
      .sort((a, b) => b.usedAt - a.usedAt)
      .slice(1);
    let kept = 0;
    for (const other of others) {
      kept += other.timeline!.events;
      if (kept <= (this.#keeping.mostKeptEvents ?? MOST_KEPT_EVENTS)) continue;
      other.reached = other.timeline!.events;
      other.timeline = undefined;
    }
  }
}

/** Events that are computed again at a time. */
const AGAIN = 100_000;

const tooMany: InputError = {
  file: "the branches",
  line: 0,
  column: 0,
  problem: `there are ${MOST_BRANCHES} branches already: delete a branch, or open the scenario anew`,
};

import { err, ok, type InputError, type Result } from "../base/index.ts";
import { parseScenario, ENGINE } from "../scenario/index.ts";
import type { SavedRun, ScenarioSource } from "./api.ts";
import type { Branch } from "./branch.ts";
import { Branches, type Changing, type Keeping } from "./branches.ts";
import { seedError } from "./seed-error.ts";

/** What was opened: the source of `main`. */
export interface Opened {
  readonly source: ScenarioSource;
  readonly branches: Branches;
  readonly notice?: string;
}

export function openSource(
  source: ScenarioSource,
  keeping: Keeping = {},
): Result<Opened, readonly InputError[]> {
  const set = source.set ?? [];
  const parsed = parseScenario(source.text, source.file, { set });
  if (!parsed.ok) return parsed;
  const scenario = parsed.value;
  const seed = source.seed ?? scenario.seed;
  const wrong = seedError(seed);
  if (wrong !== undefined) return err([wrong]);
  return ok({ source, branches: new Branches({ scenario, seed }, set, keeping) });
}

/** Opens a saved tree. One branch that cannot be read is an error of the whole: half a tree would say other things. */
export function openSaved(
  saved: SavedRun,
  changing: Changing,
  keeping: Keeping = {},
): Result<Opened, readonly InputError[]> {
  const { file, text, seed, set } = saved;
  const opened = openSource({ file, text, seed, set }, keeping);
  if (!opened.ok) return opened;
  const { branches } = opened.value;
  const made: Branch[] = [branches.main];
  for (const branch of saved.branches) {
    const added = branches.addSaved(made[branch.parent] ?? branches.main, branch, changing);
    if (!added.ok) return added;
    made.push(added.value);
  }
  branches.show(made[saved.shown] ?? branches.main);
  const isOther = saved.engine !== ENGINE;
  return ok(isOther ? { ...opened.value, notice: otherEngine(saved.engine) } : opened.value);
}

function otherEngine(engine: string): string {
  return `This run was saved by engine ${engine}; here it is computed by engine ${ENGINE}, which may give another run.`;
}

/** `shown` is the branch to be shown where this is opened. */
export function saveTree({ source, branches }: Opened, shown = branches.shown): SavedRun {
  const tree = branches.listed(shown);
  const placeOf = new Map(tree.map(({ id }, place) => [id, place]));
  const { main } = branches;
  return {
    lightcone: "run",
    version: 1,
    engine: ENGINE,
    file: source.file,
    text: source.text,
    seed: main.seed,
    set: source.set ?? [],
    branches: tree.slice(1).map(({ id, name }) => {
      const branch = branches.get(id)!;
      return { name, parent: placeOf.get(branch.parent!)!, changes: branch.changes };
    }),
    shown: placeOf.get(shown.id)!,
    ...(shown.fingerprint === undefined ? {} : { fingerprint: shown.fingerprint }),
  };
}

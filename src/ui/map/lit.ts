import type { LevelResult } from "../../checkers/index.ts";
import type { CheckView } from "../../session/index.ts";
import { idOf, MAP_MODELS, strongerOf, weakerOf, type MapModel } from "./hierarchy.ts";
import type { RunLevels } from "./levels-store.ts";

/** How a model is lit: what this run has to say of it. */
export type Status = "holds" | "violated" | "unknown" | "waiting" | "idle";

export interface Lit {
  readonly status: Status;
  /** Why, in whole sentences. */
  readonly why: string;
  readonly result?: LevelResult;
  /** The id of the model from which it follows; absent when it was judged itself. */
  readonly follows?: string;
}

export type LitModels = Readonly<Record<string, Lit>>;

const STATUS = { valid: "holds", invalid: "violated", unknown: "unknown" } as const;

/** The word for each, beside its mark. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  holds: "holds",
  violated: "violated",
  unknown: "unknown",
  waiting: "being judged",
  idle: "not judged",
};

/** All models of the map, lit. `convergence` is the check of the run's end, where the scenario has it made. */
export function lightModels(
  levels: RunLevels | undefined,
  convergence: CheckView | undefined,
): Readonly<Record<string, Lit>> {
  const lit: Record<string, Lit> = {};
  for (const model of MAP_MODELS) lit[model.id] = lightModel(model, levels, convergence);
  // From operations to transactions of one operation each: only what is broken spreads there.
  if (lit["linearizable"]?.status === "violated")
    for (const id of strongerOf("linearizable"))
      lit[id] = {
        status: "violated",
        follows: "linearizable",
        why: "Operations are transactions of one operation each: were the run strict serializable, it would be linearizable.",
      };
  for (const id of Object.keys(lit)) lit[id] = followingWeaker(id, lit);
  return lit;
}

/** Also what was judged itself follows from what is weaker and violated. */
function followingWeaker(id: string, lit: LitModels): Lit {
  const one = lit[id]!;
  if (one.status !== "violated" || one.follows !== undefined) return one;
  const weaker = weakerOf(id).find((other) => lit[other]?.status === "violated");
  return weaker === undefined ? one : { ...one, follows: weaker };
}

function lightModel(
  { id, name, family }: MapModel,
  levels: RunLevels | undefined,
  convergence: CheckView | undefined,
): Lit {
  if (family === "end") return lightConvergence(convergence);
  if (levels === undefined)
    return {
      status: "idle",
      why: "Nothing is known of it: the run has no such operations, or none that were judged yet.",
    };
  if (levels.family !== family)
    return {
      status: "idle",
      why:
        family === "transactions"
          ? "This history has no transactions: each of its operations stands alone."
          : "This history consists of transactions, not of single operations.",
    };
  const result = levels.results[name];
  if (result === undefined)
    return levels.phase === "judging"
      ? { status: "waiting", why: "It has not been its turn yet." }
      : { status: "idle", why: "Judging ended before it was its turn." };
  const { verdict, why, follows } = result;
  return {
    status: STATUS[verdict],
    why,
    result,
    ...(follows === undefined || follows === id ? {} : { follows: idOf({ family, name: follows }) }),
  };
}

function lightConvergence(check: CheckView | undefined): Lit {
  return check === undefined
    ? { status: "idle", why: "It is not among the checks of this scenario." }
    : { status: STATUS[check.verdict], why: check.why };
}

/** The model whose witness shows that this one is violated: itself, or the one from which it follows. */
export function witnessedBy(id: string, lit: LitModels): string {
  const follows = lit[id]?.follows;
  const isEnd = follows === undefined || lit[id]?.result?.witness !== undefined;
  return isEnd ? id : witnessedBy(follows, lit);
}

/**
 * What a reader sees first: where the map changes from broken to kept, which is a violated model of which none weaker
 * is; else the strongest that holds.
 */
export function mostTelling(lit: LitModels): string {
  const has = (id: string, status: Status): boolean => lit[id]!.status === status;
  const ids = MAP_MODELS.map(({ id }) => id);
  return (
    ids.find((id) => has(id, "violated") && weakerOf(id).every((weaker) => !has(weaker, "violated"))) ??
    ids.find((id) => has(id, "holds")) ??
    ids.find((id) => has(id, "waiting") || has(id, "unknown")) ??
    "linearizable"
  );
}

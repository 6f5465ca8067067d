import { OBJECT_LEVELS, TRANSACTION_LEVELS, type ConsistencyLevel } from "../../checkers/index.ts";

/** A model as the map shows it. */
export interface MapModel extends Pick<ConsistencyLevel, "name" | "title" | "definition" | "source"> {
  /** Unique on the whole map: `linearizable`, `transactions.causal`. */
  readonly id: string;
  /** `end`: it is about how the run ends, and none of the others implies it. */
  readonly family: ConsistencyLevel["family"] | "end";
}

/** Two models of which each history that satisfies the one satisfies the other. */
export interface MapEdge {
  readonly stronger: string;
  readonly weaker: string;
}

/** The id of a level on the map. Both families know a model called causal. */
export function idOf({ family, name }: Pick<ConsistencyLevel, "family" | "name">): string {
  return family === "objects" ? name : `transactions.${name}`;
}

/** About the end of a run, not about its order. */
const convergence: MapModel = {
  id: "convergence",
  name: "convergence",
  title: "Convergence",
  family: "end",
  definition:
    "Once nothing is written and nothing is broken any more, all replicas come to hold the same. When that is, and what is read until then, it leaves open.",
  source: "Terry et al., SOSP 1995; Vogels, CACM 2009",
};

const levels: readonly ConsistencyLevel[] = [...TRANSACTION_LEVELS, ...OBJECT_LEVELS];

/** Every model of the map, family by family, the strongest first. */
export const MAP_MODELS: readonly MapModel[] = [
  ...levels.map((level) => ({ ...level, id: idOf(level) })),
  convergence,
];

/** The one edge from family to family: a transaction of one operation on one object is an operation. */
const across: MapEdge = { stronger: "transactions.strict-serializable", weaker: "linearizable" };

/** Which model implies which, without what follows from others. */
export const MAP_EDGES: readonly MapEdge[] = [
  ...levels.flatMap((level) =>
    level.implies.map((weaker) => ({
      stronger: idOf(level),
      weaker: idOf({ family: level.family, name: weaker }),
    })),
  ),
  across,
];

export function findMapModel(id: string): MapModel | undefined {
  return MAP_MODELS.find((model) => model.id === id);
}

/**
 * By the name that the command line gives it, which in both families may be the same: first that of the run's family; or
 * by its id, or by both family and name: `objects.causal`.
 */
export function findNamedModel(name: string, family: MapModel["family"] | undefined): MapModel | undefined {
  return (
    MAP_MODELS.find((model) => model.family === family && model.name === name) ??
    findMapModel(name) ??
    MAP_MODELS.find((model) => `${model.family}.${model.name}` === name) ??
    MAP_MODELS.find((model) => model.name === name)
  );
}

/** The id, or what names the model where the run's family has another of that name. */
export function nameInAddress(id: string, family: MapModel["family"] | undefined): string {
  if (findNamedModel(id, family)?.id === id) return id;
  const { family: own, name } = findMapModel(id)!;
  return `${own}.${name}`;
}

/** The next weaker ones, or the next stronger ones. */
export const weakerOf = (id: string): string[] =>
  MAP_EDGES.filter(({ stronger }) => stronger === id).map(({ weaker }) => weaker);
export const strongerOf = (id: string): string[] =>
  MAP_EDGES.filter(({ weaker }) => weaker === id).map(({ stronger }) => stronger);

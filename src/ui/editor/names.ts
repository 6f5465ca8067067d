import { knownPaths, type JsonSchema } from "../../session/index.ts";
import type { Place } from "./place.ts";

/** Words that stand for nodes in faults, as the engine knows them (a test compares the two). */
export const SELECTORS: Readonly<Record<string, string>> = {
  leader: "whoever leads when the fault strikes",
  follower: "the first that follows",
  followers: "all that follow",
  random: "one that is up, drawn from the seed",
  all: "every replica",
};
const LINK_ENDS: Readonly<Record<string, string>> = {
  replicas: "every replica",
  clients: "every client",
  all: "replicas and clients",
};

/** A name that a document gives to something, and what it is. */
export interface Name {
  readonly name: string;
  readonly what: string;
}

/** The names that may stand as a value at a place where the schema asks for one. */
export function namesFor(root: JsonSchema, { path, data }: Place, schema: JsonSchema): readonly Name[] {
  const [section, second] = path;
  const key = path.findLast((part) => typeof part === "string");
  if (section === "params" && key === "path")
    return knownPaths(root, data).map((name) => ({ name, what: "a setting" }));
  const nodes = [...replicasOf(data), ...clientsOf(data)];
  if (schema.title !== "a name") return speaksOfNodes(schema) ? replicasOf(data) : [];
  if (section === "faults")
    return [
      ...nodes,
      ...words(SELECTORS),
      ...(key === "partition" ? [{ name: "rest", what: "whoever is left" }] : []),
    ];
  if (section === "network" && second === "links") return [...nodes, ...regionsOf(data), ...words(LINK_ENDS)];
  if (section === "workload") return key === "client" ? clientsOf(data) : [];
  if (section === "cluster") return key === "nodes" ? [] : replicasOf(data);
  return section === "network" || section === "view" ? nodes : [];
}

/** The names that may be keys of a map at a place. */
export function keyNamesFor({ path, data }: Place): readonly Name[] {
  const [section, second] = path;
  if (path.length !== 2) return [];
  if (section === "workload") return clientsOf(data);
  if (section !== "cluster") return [];
  return second === "nodeOptions" ? replicasOf(data) : [...replicasOf(data), ...clientsOf(data)];
}

function speaksOfNodes({ description = "", type, enum: values }: JsonSchema): boolean {
  return type === "string" && values === undefined && /\b(replica|node)\b/.test(description);
}

export const replicasOf = (data: unknown): Name[] =>
  named(field(field(data, "cluster"), "nodes") ?? 3, "n", "a replica");

function clientsOf(data: unknown): Name[] {
  const workload = field(data, "workload");
  return workload === undefined ? [] : named(field(workload, "clients") ?? 1, "c", "a client");
}

function regionsOf(data: unknown): Name[] {
  const regions = field(field(data, "network"), "regions");
  return Object.keys(isRecord(regions) ? regions : {}).map((name) => ({ name, what: "a region" }));
}

/** More are not offered: nobody reads so many. */
const MOST_NAMES = 50;

function named(value: unknown, letter: string, what: string): Name[] {
  const names = Array.isArray(value)
    ? value.filter((name) => typeof name === "string")
    : Array.from({ length: Math.min(Number(value) || 0, MOST_NAMES) }, (_, index) => `${letter}${index + 1}`);
  return names.slice(0, MOST_NAMES).map((name) => ({ name, what }));
}

function words(meanings: Readonly<Record<string, string>>): Name[] {
  return Object.entries(meanings).map(([name, what]) => ({ name, what }));
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

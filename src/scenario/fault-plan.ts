import type { Fault, Operation, PlannedFault } from "../cluster/index.ts";
import { drawUs, type Distribution, type RandomStream } from "../kernel/index.ts";
import { workloads } from "../workloads/index.ts";
import type { FaultEntry } from "./fault-schema.ts";
import type { Path } from "./place-of-path.ts";

/** A fault of the plan, and which entry of the document it comes from. */
export interface PlannedEntry extends PlannedFault {
  /** The entry's place in `faults`. */
  readonly entry: number;
  /** It is there to be seen and does not strike. */
  readonly muted: boolean;
}

/**
 * The faults of a document in order, those that repeat spelt out; times that are distributions are drawn here, once, also for
 * what is muted, so that muting shifts nobody else's luck.
 */
export function planFaults(
  entries: readonly FaultEntry[],
  untilUs: number,
  random: RandomStream,
): PlannedEntry[] {
  return entries.flatMap((one, entry) => {
    const { at, every, until, muted } = one;
    const planned = { entry, muted, fault: toFault(one) };
    const firstUs = drawUs(at, random);
    if (every === undefined) return [{ ...planned, atUs: firstUs }];
    const repeated: PlannedEntry[] = [];
    const endUs = Math.min(until ?? untilUs, untilUs);
    for (let atUs = firstUs; atUs < endUs; atUs += every) repeated.push({ ...planned, atUs });
    return repeated;
  });
}

/** A plan has no more faults than this: the cluster keeps ranks for so many. */
export const MOST_FAULTS = 32_000;

/** How often an entry strikes at most. */
export function countStrikes({ at, every, until }: FaultEntry, untilUs: number): number {
  if (every === undefined) return 1;
  return Math.max(0, Math.ceil((Math.min(until ?? untilUs, untilUs) - earliestUs(at)) / every));
}

/** The earliest time that a distribution can give, µs. */
export function earliestUs(at: Distribution): number {
  switch (at.kind) {
    case "constant":
      return Math.round(at.us);
    case "uniform":
      return at.lowUs;
    case "pareto":
      return at.scaleUs;
    case "percentiles":
      return at.points[0]![1];
    case "mix":
      return at.parts.reduce((least, [, part]) => Math.min(least, earliestUs(part)), Infinity);
    case "sum":
      return at.parts.reduce((total, part) => total + earliestUs(part), 0);
    case "exponential":
    case "normal":
    case "lognormal":
      return 0;
  }
}

/** A document's form of a fault as the cluster's. */
function toFault(entry: FaultEntry): Fault {
  const forUs = "for" in entry && entry.for !== undefined ? { forUs: entry.for } : {};
  if ("crash" in entry) return { do: "crash", nodes: entry.crash, ...forUs };
  if ("restart" in entry) return { do: "restart", nodes: entry.restart };
  if ("pause" in entry) return { do: "pause", nodes: entry.pause, ...forUs };
  if ("resume" in entry) return { do: "resume", nodes: entry.resume };
  if ("isolate" in entry) return { do: "isolate", nodes: entry.isolate, ...forUs };
  if ("partition" in entry) return { do: "partition", groups: entry.partition, ...forUs };
  if ("cut" in entry) return { do: "cut", ...entry.cut, ...forUs };
  if ("heal" in entry) return { do: "heal", what: entry.heal };
  if ("slow" in entry) return { do: "slow", ...entry.slow, factor: entry.factor, addUs: entry.add, ...forUs };
  if ("lossy" in entry) return { do: "lossy", ...entry.lossy, probability: entry.probability, ...forUs };
  if ("duplicate" in entry)
    return { do: "duplicate", ...entry.duplicate, probability: entry.probability, ...forUs };
  if ("reorder" in entry)
    return { do: "reorder", ...entry.reorder, probability: entry.probability, ...forUs };
  if ("clock-step" in entry) return { do: "clock-step", nodes: entry["clock-step"], byUs: entry.by };
  if ("clock-drift" in entry)
    return { do: "clock-drift", nodes: entry["clock-drift"], ppm: entry.by, ...forUs };
  if ("disk-stall" in entry) return { do: "disk-stall", nodes: entry["disk-stall"], forUs: entry.for };
  if ("disk-lose" in entry) return { do: "disk-lose", nodes: entry["disk-lose"], ...forUs };
  if ("slow-node" in entry) {
    return { do: "slow-node", nodes: entry["slow-node"], costUs: entry.add, factor: entry.factor, ...forUs };
  }
  if ("ask" in entry) return { do: "ask", nodes: entry.ask, request: entry.to, about: entry.about ?? [] };
  if ("operation" in entry) return { do: "operation", nodes: [entry.operation], ...toOperation(entry.do) };
  if ("drop-message" in entry) return { do: "drop-message", ...entry["drop-message"], ...messageOf(entry) };
  return { do: "delay-message", ...entry["delay-message"], byUs: entry.by, ...messageOf(entry) };
}

function messageOf({ sent, type, nth }: Extract<FaultEntry, { sent: number }>): {
  sentUs: number;
  type?: string;
  nth?: number;
} {
  return {
    sentUs: sent,
    ...(type === undefined ? {} : { type }),
    ...(nth === undefined ? {} : { nth }),
  };
}

/** Of whichever workload has it: that the document's own does is checked elsewhere. */
function toOperation(form: object): Operation {
  const [key] = Object.keys(form);
  return workloads.find(({ operations }) => Object.hasOwn(operations, key!))!.toOperation(form);
}

/** A node's name or word in a fault, and where it stands below the entry. */
export interface NamedNode {
  readonly name: string;
  readonly at: Path;
  /** What happens can happen to replicas only. */
  readonly onlyReplicas: boolean;
  /** A word that stands for a node is not enough. */
  readonly onlyNames: boolean;
}

const FOR_REPLICAS = ["crash", "restart", "disk-stall", "disk-lose", "ask", "about", "isolate"];
const FOR_ALL = ["pause", "resume", "clock-step", "clock-drift", "slow-node"];
const FOR_LINKS = ["cut", "slow", "lossy", "duplicate", "reorder"];
const FOR_MESSAGES = ["drop-message", "delay-message"];

/** Every node that an entry names, with its place. */
export function nodesNamedBy(entry: FaultEntry): NamedNode[] {
  const record = entry as unknown as Record<string, unknown>;
  const found: NamedNode[] = [];
  for (const key of Object.keys(record)) {
    const isForReplicas = FOR_REPLICAS.includes(key);
    if (isForReplicas || FOR_ALL.includes(key))
      found.push(...inSelector(record[key] as readonly string[], [key], { onlyReplicas: isForReplicas }));
    const onlyNames = FOR_MESSAGES.includes(key);
    if (FOR_LINKS.includes(key) || onlyNames) {
      const { from, to } = record[key] as { from: readonly string[]; to: readonly string[] };
      found.push(...inSelector(from, [key, 0], { onlyNames }), ...inSelector(to, [key, 1], { onlyNames }));
    }
    if (key === "partition" && Array.isArray(record[key])) {
      (record[key] as string[][]).forEach((group, index) => found.push(...inSelector(group, [key, index])));
    }
  }
  return found;
}

function inSelector(
  names: readonly string[],
  path: Path,
  { onlyReplicas = false, onlyNames = false }: Partial<NamedNode> = {},
): NamedNode[] {
  return names.map((one, index) => ({ name: one, at: [...path, index], onlyReplicas, onlyNames }));
}

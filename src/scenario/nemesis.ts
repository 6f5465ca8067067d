import type { Fault, PlannedFault } from "../cluster/index.ts";
import { drawUs, meanUs, type RandomStream } from "../kernel/index.ts";
import type { Nemesis, NemesisKind } from "./fault-schema.ts";

/** Unless the document says otherwise, nothing is struck in the last 5 s: the system may show that it recovers. */
const QUIET_US = 5_000_000;
/** A nemesis that would strike more often on average is refused. */
export const MOST_STRIKES = 10_000;
/** Where luck ends: no draw of an accepted nemesis comes near, save of gaps with a mean that says nothing. */
const STOP_AFTER = 2 * MOST_STRIKES;

/** How often a nemesis strikes on average. */
export function expectStrikes(nemesis: Nemesis, untilUs: number): number {
  const gapUs = Math.max(1, meanUs(nemesis.every));
  return Math.max(0, (endOf(nemesis, untilUs) - nemesis.from) / gapUs);
}

function endOf(nemesis: Nemesis, untilUs: number): number {
  return nemesis.until ?? Math.max(0, untilUs - (nemesis.quiet ?? QUIET_US));
}

/**
 * The faults of a nemesis: drawn one after the other, each with its kind, nodes and length, all healed, resumed and
 * restarted when it stops. Nodes are chosen here, save the leader, who is whoever leads when the fault strikes.
 */
export function planNemesis(
  nemesis: Nemesis,
  replicas: readonly string[],
  untilUs: number,
  random: RandomStream,
): PlannedFault[] {
  const endUs = endOf(nemesis, untilUs);
  const planned: PlannedFault[] = [];
  let atUs = nemesis.from;
  while (planned.length < STOP_AFTER) {
    atUs += Math.max(1, drawUs(nemesis.every, random));
    if (atUs >= endUs) break;
    const kind = nemesis.kinds[Math.floor(random() * nemesis.kinds.length)]!;
    const forUs = Math.min(Math.max(1, drawUs(nemesis.for, random)), endUs - atUs);
    planned.push({ atUs, fault: drawFault(kind, replicas, forUs, random) });
  }
  return [...planned, ...quiet(endUs, untilUs)];
}

/** Slow nodes, drifts and disks have no cure of their own: each strike's length ends them by then at the latest. */
function quiet(endUs: number, untilUs: number): PlannedFault[] {
  if (endUs >= untilUs) return [];
  const all = ["all"];
  const faults: Fault[] = [
    { do: "heal", what: "all" },
    { do: "resume", nodes: all },
    { do: "restart", nodes: all },
  ];
  return faults.map((fault) => ({ atUs: endUs, fault }));
}

function drawFault(
  kind: NemesisKind,
  replicas: readonly string[],
  forUs: number,
  random: RandomStream,
): Fault {
  const one = (): string => replicas[Math.floor(random() * replicas.length)]!;
  const everyone = { from: ["all"], to: ["all"] };
  switch (kind) {
    case "crash":
    case "pause":
    case "isolate":
      return { do: kind, nodes: [one()], forUs };
    case "crash-leader":
      return { do: "crash", nodes: ["leader"], forUs };
    case "pause-leader":
      return { do: "pause", nodes: ["leader"], forUs };
    case "isolate-leader":
      return { do: "isolate", nodes: ["leader"], forUs };
    case "partition":
      return { do: "partition", groups: drawHalves(replicas, random), forUs };
    case "bridge":
    case "majority-ring":
      return { do: "partition", groups: kind, forUs };
    case "cut":
      return { do: "cut", ...drawLink(replicas, random), forUs };
    case "slow":
      return {
        do: "slow",
        from: [one()],
        to: ["all"],
        factor: 1 + Math.floor(random() * 20),
        addUs: 0,
        forUs,
      };
    case "lossy":
    case "duplicate":
    case "reorder":
      return { do: kind, ...everyone, probability: Math.round(random() * 50) / 100, forUs };
    case "clock-step":
      return { do: "clock-step", nodes: [one()], byUs: Math.round((random() - 0.5) * 2_000_000) };
    case "clock-drift":
      return { do: "clock-drift", nodes: [one()], ppm: Math.round((random() - 0.5) * 200_000), forUs };
    case "disk-stall":
      return { do: "disk-stall", nodes: [one()], forUs };
    case "slow-node":
      return { do: "slow-node", nodes: [one()], costUs: Math.floor(random() * 5_000), factor: 1, forUs };
  }
}

/** A directed link between two replicas; of one replica, none. */
function drawLink(replicas: readonly string[], random: RandomStream): { from: string[]; to: string[] } {
  const from = Math.floor(random() * replicas.length);
  const further = 1 + Math.floor(random() * (replicas.length - 1));
  return { from: [replicas[from]!], to: [replicas[(from + further) % replicas.length]!] };
}

/** A shuffled row of the replicas, cut somewhere: each side has at least one. */
function drawHalves(replicas: readonly string[], random: RandomStream): string[][] {
  const row = replicas.slice();
  for (let index = row.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [row[index], row[other]] = [row[other]!, row[index]!];
  }
  const cut = 1 + Math.floor(random() * Math.max(1, row.length - 1));
  return [row.slice(0, cut), row.slice(cut)];
}

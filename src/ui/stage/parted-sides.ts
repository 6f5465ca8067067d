import type { StageInput } from "./stage-layout.ts";

/** The sides of one partition in force: nodes in none of them reach all of them. */
type Partition = readonly (readonly number[])[];

export interface PartedSides {
  /** Replicas that reach each other and nobody on another side; all of them when no wall stands. */
  readonly sides: readonly (readonly number[])[];
  /** Replicas that reach some who cannot reach each other: they stand on no side. */
  readonly bridges: readonly number[];
}

/** Whether a partition in force puts two nodes on different sides. */
function isCut(a: number, b: number, partitions: readonly Partition[]): boolean {
  return partitions.some((sides) => {
    const [sideA, sideB] = [a, b].map((node) => sides.findIndex((side) => side.includes(node)));
    return sideA !== sideB && sideA !== -1 && sideB !== -1;
  });
}

/** Which replicas stand together, and which in between. */
export function partedSides(replicas: readonly number[], partitions: readonly Partition[]): PartedSides {
  if (partitions.length === 0) return { sides: [replicas], bridges: [] };
  const reached = new Map(
    replicas.map((node) => [node, replicas.filter((other) => !isCut(node, other, partitions))]),
  );
  const sides = new Map<string, number[]>();
  const bridges: number[] = [];
  for (const node of replicas) {
    const near = reached.get(node)!;
    if (near.some((a) => near.some((b) => isCut(a, b, partitions)))) {
      bridges.push(node);
      continue;
    }
    // Two that reach each other without being a bridge reach the same nodes.
    const key = near.join();
    sides.set(key, [...(sides.get(key) ?? []), node]);
  }
  return sides.size < 2 ? { sides: [replicas], bridges: [] } : { sides: [...sides.values()], bridges };
}

/** Who counts with a side: its own nodes, and the bridges that all of them reach. */
export function bridgesOf(
  side: readonly number[],
  bridges: readonly number[],
  partitions: readonly Partition[],
): number[] {
  return bridges.filter((bridge) => !side.some((node) => isCut(node, bridge, partitions)));
}

/** Which clients the first partition in force puts beside the first side, and which beside the others. */
export function clientSides(
  clients: readonly number[],
  sides: readonly (readonly number[])[],
  partitions: readonly Partition[],
): StageInput["clientsOf"] {
  const first = new Set<number>();
  const others = new Set<number>();
  for (const client of clients) {
    const side = partitions.flat().find((nodes) => nodes.includes(client));
    if (side === undefined) continue;
    if (sides[0]?.some((replica) => side.includes(replica)) === true) first.add(client);
    else others.add(client);
  }
  return { first, others };
}

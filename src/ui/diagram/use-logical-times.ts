import { useRetry } from "../parts/use-retry.ts";
import { useFilter } from "../state/filter-store.ts";
import { useRun } from "../state/run-store.ts";
import { timesNow } from "./times-now.ts";

/** How many events of each node, by its name, happen before an event or are it. */
type NamedVector = readonly (readonly [name: string, count: number])[];

/** The logical times of an event, while the reader wants to see any; no vector for what is no event of a node. */
export function useLogicalTimes(
  event: number,
): { readonly lamport: number; readonly vector: NamedVector | undefined } | undefined {
  const isWanted = useFilter((state) => state.timestamps !== "none");
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const now =
    isWanted && info !== undefined && data !== undefined ? timesNow(data, info.nodes.length) : undefined;
  useRetry(now?.isComplete === false);
  if (now === undefined || info === undefined) return undefined;
  const vector = now.times
    .vector(event)
    ?.map((count, node) => [info.nodes[node]?.name ?? "", count] as const);
  return { lamport: now.times.lamport(event), vector };
}

/** `n1 217, n2 47, c1 2` */
export function namedVector(vector: NamedVector): string {
  return vector.map(([name, count]) => `${name} ${count}`).join(", ");
}

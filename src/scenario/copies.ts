import type { Cluster, NodeId } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";

/** What one replica that is up holds of each key, by what its program says. */
export interface Copy {
  readonly id: NodeId;
  readonly name: string;
  readonly contents: ReadonlyMap<string, Value>;
}

/** Of all replicas that are up and keep one, as they are at this moment. */
export function copiesOf({ nodes }: Cluster): Copy[] {
  return nodes.flatMap(({ id, name, isReplica, status, program, state }) => {
    const contents = isReplica && status === "up" ? program.contents?.(state) : undefined;
    return contents === undefined ? [] : [{ id, name, contents }];
  });
}

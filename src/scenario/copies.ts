import type { Cluster, NodeId } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";

/** What one replica that is up holds of each key, by what its program says. */
export interface Copy {
  readonly id: NodeId;
  readonly name: string;
  readonly contents: ReadonlyMap<string, Value>;
  /** It is to hold this key, whether it does or not. */
  readonly keeps: (key: string) => boolean;
}

/** Of all replicas that are up and keep one, as they are at this moment. */
export function copiesOf({ nodes }: Cluster): Copy[] {
  return nodes.flatMap(({ id, name, isReplica, status, program, state }) => {
    const contents = isReplica && status === "up" ? program.contents?.(state) : undefined;
    const keeps = (key: string): boolean => program.keeps?.(state, key) ?? true;
    return contents === undefined ? [] : [{ id, name, contents, keeps }];
  });
}

/** The copies of one key: those that are to hold it, and those that hold it all the same. */
export function copiesWith(copies: readonly Copy[], key: string): Copy[] {
  return copies.filter(({ contents, keeps }) => contents.has(key) || keeps(key));
}

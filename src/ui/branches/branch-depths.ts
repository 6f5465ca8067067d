import type { TreeBranch } from "./branch-tree.ts";

/** The tree as a list: each branch under the one that it was made from, with how deep it lies. */
export function inTreeOrder<T extends TreeBranch>(
  branches: readonly T[],
): readonly { readonly branch: T; readonly depth: number }[] {
  const ids = new Set(branches.map(({ id }) => id));
  const list: { branch: T; depth: number }[] = [];
  const add = (branch: T, depth: number): void => {
    list.push({ branch, depth });
    for (const child of branches) if (child.parent === branch.id) add(child, depth + 1);
  };
  for (const branch of branches) if (branch.parent === undefined || !ids.has(branch.parent)) add(branch, 0);
  return list;
}

/** What the tree of branches is drawn from. */
export interface TreeBranch {
  readonly id: number;
  readonly parent?: number;
  /** Until then it is its parent's run, µs. */
  readonly divergeUs: number;
}

/** One line of the tree as seen from the shown branch, whose own line is row −1. */
export interface BranchRow<T extends TreeBranch> {
  readonly branch: T;
  /** Where it leaves the row that it springs from: before that it is the same run. */
  readonly startUs: number;
  readonly fromRow: number;
}

/**
 * The other branches as seen from the shown one: wherever a branch was made, it is drawn to leave the shown run where
 * it differs from it. Of branches that leave the same row the one that leaves it last stands nearest, so that no line
 * crosses another.
 */
export function branchRows<T extends TreeBranch>(
  branches: readonly T[],
  shown: number,
  untilUs: number,
): BranchRow<T>[] {
  const lines = linesOf(branches, shown, untilUs);
  const rows: BranchRow<T>[] = [];
  const add = (line: Line<T>, row: number): void => {
    const leaving = lines.filter((other) => other.leaves === line);
    leaving.sort((a, b) => b.startUs - a.startUs || a.branch.id - b.branch.id);
    for (const other of leaving) {
      rows.push({ branch: other.branch, startUs: other.startUs, fromRow: row });
      add(other, rows.length - 1);
    }
  };
  const root = lines[0];
  if (root !== undefined) add(root, -1);
  return rows;
}

interface Line<T> {
  readonly branch: T;
  readonly startUs: number;
  readonly leaves: Line<T> | undefined;
}

/**
 * Every branch with where it leaves which line, the shown one first. A line begins where it differs from the shown run:
 * what differs from its neighbour in the tree before that leaves the line that the neighbour left.
 */
function linesOf<T extends TreeBranch>(
  branches: readonly T[],
  shown: number,
  untilUs: number,
): readonly Line<T>[] {
  const links = linksOf(branches);
  const root = branches.find(({ id }) => id === shown);
  if (root === undefined) return [];
  const lines: Line<T>[] = [{ branch: root, startUs: 0, leaves: undefined }];
  const known = new Set([shown]);
  for (const near of lines) {
    for (const { branch, partUs } of links.get(near.branch.id) ?? []) {
      if (known.has(branch.id)) continue;
      known.add(branch.id);
      const startUs = Math.min(partUs, untilUs);
      let leaves: Line<T> = near;
      while (leaves.startUs > startUs && leaves.leaves !== undefined) leaves = leaves.leaves;
      lines.push({ branch, startUs, leaves });
    }
  }
  return lines;
}

interface Link<T> {
  readonly branch: T;
  readonly partUs: number;
}

/** Parent and child are neighbours alike; one whose parent is not among them springs from the first branch. */
function linksOf<T extends TreeBranch>(branches: readonly T[]): Map<number, Link<T>[]> {
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
  const links = new Map<number, Link<T>[]>(branches.map(({ id }) => [id, []]));
  for (const branch of branches) {
    const parent = branch === branches[0] ? undefined : (byId.get(branch.parent ?? -1) ?? branches[0]);
    if (parent === undefined) continue;
    links.get(branch.id)!.push({ branch: parent, partUs: branch.divergeUs });
    links.get(parent.id)!.push({ branch, partUs: branch.divergeUs });
  }
  return links;
}

/**
 * The branches that there is room for: the shown one, `main`, the `wanted` one and the newest; in their order. What sprang from a hidden
 * branch is hung on its nearest ancestor that is not.
 */
export function visibleBranches<T extends TreeBranch>(
  branches: readonly T[],
  shown: number,
  room: number,
  wanted = -1,
): T[] {
  const first = branches[0];
  const isMust = (branch: T): boolean => branch === first || branch.id === shown || branch.id === wanted;
  const others = branches.filter((branch) => !isMust(branch));
  const taken = branches.filter((branch) => isMust(branch) && branch.id !== shown).length;
  const newest = new Set(others.slice(Math.max(0, others.length - Math.max(0, room - taken))));
  const isVisible = (branch: T): boolean => isMust(branch) || newest.has(branch);
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
  return branches.filter(isVisible).map((branch) => hung(branch, byId, isVisible));
}

function hung<T extends TreeBranch>(
  branch: T,
  byId: ReadonlyMap<number, T>,
  isVisible: (branch: T) => boolean,
): T {
  let { divergeUs } = branch;
  let parent = byId.get(branch.parent ?? -1);
  while (parent !== undefined && !isVisible(parent)) {
    divergeUs = Math.min(divergeUs, parent.divergeUs);
    parent = byId.get(parent.parent ?? -1);
  }
  return parent === undefined ? branch : { ...branch, parent: parent.id, divergeUs };
}

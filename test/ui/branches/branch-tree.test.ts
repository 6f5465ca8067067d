import { expect, test } from "vitest";
import { branchRows, visibleBranches, type TreeBranch } from "../../../src/ui/branches/branch-tree.ts";

const main: TreeBranch = { id: 0, divergeUs: 0 };
const early: TreeBranch = { id: 1, parent: 0, divergeUs: 1_000 };
const late: TreeBranch = { id: 2, parent: 0, divergeUs: 4_000 };
const grandchild: TreeBranch = { id: 3, parent: 1, divergeUs: 3_000 };

const rowsOf = (branches: readonly TreeBranch[], shown: number): (readonly number[])[] =>
  branchRows(branches, shown, 10_000).map(({ branch, startUs, fromRow }) => [branch.id, startUs, fromRow]);

test("branches leave main where they differ from it, the last to leave nearest", () => {
  expect(rowsOf([main, early, late, grandchild], 0)).toEqual([
    [2, 4_000, -1],
    [1, 1_000, -1],
    [3, 3_000, 1],
  ]);
});

test("seen from a branch, main leaves it", () => {
  expect(rowsOf([main, early, late], 1)).toEqual([
    [0, 1_000, -1],
    [2, 4_000, 0],
  ]);
});

test("an edit before its parent's own makes a line that leaves main, not its parent", () => {
  const before: TreeBranch = { id: 3, parent: 1, divergeUs: 500 };
  expect(rowsOf([main, early, before], 0)).toEqual([
    [1, 1_000, -1],
    [3, 500, -1],
  ]);
  expect(rowsOf([main, early, before], 3)).toEqual([
    [1, 500, -1],
    [0, 1_000, 0],
  ]);
});

test("an edit that changes nothing leaves at the end", () => {
  expect(rowsOf([main, { id: 1, parent: 0, divergeUs: Infinity }], 0)).toEqual([[1, 10_000, -1]]);
});

test("no two lines cross: a line's fall meets only rows that begin later", () => {
  let seed = 7;
  const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 200; round++) {
    const branches: TreeBranch[] = [main];
    for (let id = 1; id < 9; id++) branches.push({ id, parent: draw(id), divergeUs: draw(9_000) });
    const rows = branchRows(branches, draw(9), 10_000);
    expect(rows).toHaveLength(8);
    rows.forEach(({ startUs, fromRow }, index) => {
      expect(rows[fromRow]?.startUs ?? 0).toBeLessThanOrEqual(startUs);
      const between = rows.slice(fromRow + 1, index);
      for (const row of between) expect(row.startUs).toBeGreaterThanOrEqual(startUs);
    });
  }
});

test("the shown branch, main and the newest are visible; what hung on a hidden one hangs on its ancestor", () => {
  const branches = [main, early, late, grandchild];
  expect(visibleBranches(branches, 0, 1)).toEqual([main, { ...grandchild, parent: 0, divergeUs: 1_000 }]);
  expect(visibleBranches(branches, 2, 2).map(({ id }) => id)).toEqual([0, 2, 3]);
  expect(visibleBranches(branches, 0, 9)).toEqual(branches);
});

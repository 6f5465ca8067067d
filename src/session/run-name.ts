import type { BranchInfo } from "./api.ts";

type NamedBranch = Pick<BranchInfo, "id" | "name">;

/** Letters of a name that are kept: with branch, seed and ending every file system takes it. */
const MOST_LETTERS = 80;

/**
 * What the scenario of an edited run is saved as: `a-leader-is-cut-off.crash-n3-at-2-s.yaml`. After the scenario, so
 * that it is found again among others; after the branch, so that another branch's does not overwrite it. No folder,
 * since browsers save without one.
 */
export function editedFileName(file: string, branch: number, branches: readonly NamedBranch[]): string {
  const scenario = stemOf(file)
    .replace(/\.edited$/, "")
    .slice(0, MOST_LETTERS);
  return `${scenario}.${branch === 0 ? "edited" : branchName(branch, branches)}.yaml`;
}

/** How every file made of a run begins, by its scenario's file: `a-leader-is-cut-off.crash-n3-at-2-s.seed-42`. */
export function runName(fileName: string, seed: string): string {
  return `${plain(stemOf(fileName), 2 * MOST_LETTERS)}.seed-${plain(seed)}`;
}

/** Of branches whose names are alike to a file system each gets its number. */
function branchName(branch: number, branches: readonly NamedBranch[]): string {
  const name = plain(branches.find(({ id }) => id === branch)?.name ?? "branch");
  const isAlone = branches.every((other) => other.id === branch || plain(other.name) !== name);
  return isAlone ? name : `${name.slice(0, MOST_LETTERS - 4)}-${branch}`;
}

function stemOf(file: string): string {
  return file.replace(/^.*[\\/]/, "").replace(/\.(ya?ml|json)$/i, "");
}

/** What every file system takes. */
function plain(text: string, most = MOST_LETTERS): string {
  const words = text.replaceAll(/[^\w.-]+/g, "-").slice(0, most);
  return words.replaceAll(/^-|-$/g, "") || "run";
}

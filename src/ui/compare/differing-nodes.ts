import type { Frame, NodeFrame } from "../../session/index.ts";

/** The nodes whose state differs between two frames: what they are, what they hold, what is on their disks. */
export function differingNodes(a: Frame, b: Frame): number[] {
  const count = Math.max(a.nodes.length, b.nodes.length);
  return Array.from({ length: count }, (_, node) => node).filter(
    (node) => stateText(a.nodes[node]) !== stateText(b.nodes[node]),
  );
}

function stateText(node: NodeFrame | undefined): string {
  if (node === undefined) return "";
  const { status, role, term, rows, log, disk } = node;
  return JSON.stringify([status, role, term, rows, log, disk.cells, disk.files]);
}

/** One row of a node in both runs; undefined where a run has no such row. */
export interface RowPair {
  readonly label: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/** The rows that differ, in A's order, B's own behind; and how many are alike. */
export function differingRows(
  a: NodeFrame,
  b: NodeFrame,
): { readonly rows: readonly RowPair[]; readonly same: number } {
  const [left, right] = [rowsOf(a), rowsOf(b)];
  const labels = [...new Set([...left.keys(), ...right.keys()])];
  const pairs = labels.map((label) => ({ label, a: left.get(label), b: right.get(label) }));
  const rows = pairs.filter((pair) => pair.a !== pair.b);
  return { rows, same: pairs.length - rows.length };
}

function rowsOf({ status, role, rows, disk }: NodeFrame): Map<string, string> {
  return new Map([
    ["status", status],
    ...(role === undefined ? [] : [["role", role] as const]),
    ...rows,
    ...disk.cells.map(([label, value]) => [`disk: ${label}`, value] as const),
    ...disk.files.map(([file, length]) => [`disk: ${file}`, `${length} entries`] as const),
  ]);
}

import { valueText, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import { newestOf, type Copy } from "./copies.ts";
import type { QuorumState } from "./state.ts";

type Row = readonly [label: string, value: string];

/** No more keys and hints than fit. */
const MOST_KEYS = 16;

/** A node for the inspector: what it holds, what it keeps for others, whom it takes for unreachable, its clock. */
export function describe(state: QuorumState, names: NodeNames): NodeDescription {
  const { options, suspects, pending, storage } = state;
  const rows: Row[] = [["quorum", `n ${options.n}, r ${options.r}, w ${options.w}`]];
  if (options.versions === "lamport") rows.push(["Lamport clock", String(state.clock)]);
  if (suspects.size > 0) rows.push(["unreachable", Array.from(suspects, names).join(" ")]);
  if (pending.size > 0) rows.push(["coordinates", operationsText(pending.size)]);
  if (storage.outbox.length > 0) rows.push(["waiting for the disk", `${storage.outbox.length} messages`]);
  return { rows: [...rows, ...hintRows(state, names), ...keyRows(state, names)] };
}

export function describeCell(cell: string, value: unknown): string {
  if (typeof value === "number") return String(value);
  return value === null ? `${cell}: handed over` : valuesText(value as Copy);
}

function hintRows(state: QuorumState, names: NodeNames): Row[] {
  const rows: Row[] = [];
  for (const [owner, kept] of state.hints) {
    for (const [key, copy] of kept) {
      if (rows.length === MOST_KEYS) return rows;
      rows.push([`hint for ${names(owner)}`, `${key} ${copyText(copy, state, names)}`]);
    }
  }
  return rows;
}

function keyRows(state: QuorumState, names: NodeNames): Row[] {
  const rows: Row[] = [];
  for (const [key, copy] of state.copies) {
    if (rows.length === MOST_KEYS) return [...rows, ["…", `${state.copies.size} keys in all`]];
    rows.push([`key ${key}`, copyText(copy, state, names)]);
  }
  return rows;
}

/** The value and what orders it: its clock's time and its coordinator, or all that it has seen of each coordinator. */
function copyText(copy: Copy, { options, placement }: QuorumState, names: NodeNames): string {
  const nameOf = (coordinator: number): string => names(coordinator % placement.nodes.length);
  const { time, coordinator } = newestOf(copy);
  if (options.versions === "vector") {
    const seen = copy.seen.flatMap((count, other) => (count === 0 ? [] : `${nameOf(other)}:${count}`));
    return `${valuesText(copy)}, has seen ${seen.join(" ")}`;
  }
  const at = options.versions === "lamport" ? String(time) : `${time / 1_000_000} s`;
  return `${valuesText(copy)}, by ${nameOf(coordinator)} at ${at}`;
}

function valuesText({ versions }: Copy): string {
  return versions.map(({ value }) => valueText(value)).join(" and ");
}

function operationsText(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}

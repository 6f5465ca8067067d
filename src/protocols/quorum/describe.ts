import { valueText, type NodeDescription, type NodeNames } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";
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
  return { rows: [...rows, ...hintRows(state, names), ...keyRows(state)] };
}

export function describeCell(_cell: string, value: unknown): string {
  if (value === null) return "handed over";
  return typeof value === "number" ? String(value) : copyText(value as Copy);
}

/** `7 at 12`: the value, and the time that orders it; or its versions, and the vector that they are dots of. */
function copyText({ versions, seen }: Copy): string {
  if (seen.length === 0)
    return versions.map(({ value, time }) => `${valueText(value)} at ${time}`).join(", ");
  return `${versions.map(({ value }) => valueText(value)).join(" and ")}, has seen [${seen.join(" ")}]`;
}

function hintRows({ hints }: QuorumState, names: NodeNames): Row[] {
  const rows: Row[] = [];
  for (const [owner, kept] of hints) {
    for (const [key, copy] of kept) {
      if (rows.length === MOST_KEYS) return rows;
      rows.push([`hint for ${names(owner)}`, `${key} ${copyText(copy)}`]);
    }
  }
  return rows;
}

function keyRows({ copies }: QuorumState): Row[] {
  const rows: Row[] = [];
  for (const [key, copy] of copies) {
    if (rows.length === MOST_KEYS) return [...rows, ["…", `${copies.size} keys in all`]];
    rows.push([`key ${key}`, copyText(copy)]);
  }
  return rows;
}

function operationsText(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}

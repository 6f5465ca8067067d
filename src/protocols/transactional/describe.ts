import { transactionText, type NodeDescription } from "../../cluster/index.ts";
import { describeLock } from "../locks/lock-table.ts";
import { describeVersions } from "../multi-version/versions.ts";
import type { Transaction, TransactionalState } from "./state.ts";

type Row = readonly [label: string, value: string];

const MOST_ROWS = 12;

/** A node for the inspector: what is committed, what is under way, who holds which lock. */
export function describe(state: TransactionalState): NodeDescription {
  if (!state.isPrimary)
    return { role: "spare", term: 0, rows: [["data", "none: passes requests on to the primary"]] };
  const keys = Array.from(state.versions, ([key, versions]): Row => [
    `key ${key}`,
    describeVersions(versions),
  ]);
  const transactions = Array.from(state.active.values(), transactionRow);
  const locks = Array.from(state.locks.locks.keys(), (key): Row => [
    `lock ${key}`,
    describeLock(state.locks, key, (owner) => `T${owner}`),
  ]);
  const { isolation } = state.options;
  return {
    role: "primary",
    term: 0,
    rows: [
      ["isolation", isolation],
      ["committed", `${state.clock}, aborted ${state.aborts}`],
      ...transactions.slice(0, MOST_ROWS),
      ...locks.slice(0, MOST_ROWS),
      ...keys.slice(0, MOST_ROWS),
    ],
  };
}

function transactionRow({ number, results, steps, snapshot, status }: Transaction): Row {
  const done = results.length === 0 ? "begins" : transactionText(results, true);
  const where = status === "running" ? `${results.length} of ${steps.length}` : status;
  return [`T${number}`, `${done}; ${where}, from snapshot ${snapshot}`];
}

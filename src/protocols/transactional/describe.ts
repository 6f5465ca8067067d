import {
  CLIENT_MESSAGES,
  transactionText,
  valueText,
  type ClientReply,
  type ClientRequest,
  type NodeDescription,
} from "../../cluster/index.ts";
import { describeLock } from "../locks/lock-table.ts";
import type { EndingRecord, Transaction, TransactionalState, Version } from "./state.ts";

type Row = readonly [label: string, value: string];

export const MESSAGES = CLIENT_MESSAGES;

const MOST_ROWS = 12;

/** A node for the inspector: what is committed, what is under way, who holds which lock. */
export function describe(state: TransactionalState): NodeDescription {
  if (!state.isPrimary)
    return { role: "spare", term: 0, rows: [["data", "none: sends clients to the primary"]] };
  const keys = Array.from(state.versions, ([key, versions]): Row => [`key ${key}`, versionsText(versions)]);
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

/** `5 at 3, 4 at 2`: the newest version first. */
function versionsText(versions: readonly Version[]): string {
  return versions
    .slice(-3)
    .reverse()
    .map(({ timestamp, value }) => `${valueText(value)} at ${timestamp}`)
    .join(", ");
}

function transactionRow({ number, results, steps, snapshot, status }: Transaction): Row {
  const done = results.length === 0 ? "begins" : transactionText(results, true);
  const where = status === "running" ? `${results.length} of ${steps.length}` : status;
  return [`T${number}`, `${done}; ${where}, from snapshot ${snapshot}`];
}

export function describeMessage(message: ClientRequest | ClientReply): string {
  if (message.kind === "Response") return message.error ?? message.outcome;
  return message.key === "" ? transactionText(message.value, false) : `${message.f} ${message.key}`;
}

export function describeEnding(value: unknown): string {
  const { writes, value: answer } = value as EndingRecord;
  if (answer === undefined) return "aborted";
  return `commits ${writes.map(([key, written]) => `${key} ${valueText(written)}`).join(", ")}`;
}

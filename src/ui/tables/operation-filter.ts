import type { RunInfo } from "../../session/index.ts";
import { operationText, outcomeAt, type Operation } from "../run/operations.ts";

/** Words for outcomes as the table has them. */
const OUTCOMES: Readonly<Record<string, ReturnType<typeof outcomeAt>>> = {
  ok: "ok",
  fail: "fail",
  info: "info",
  unknown: "info",
  waits: "open",
};

export interface OperationFilter {
  /** The outcome asked for: it depends on how far the run was played. */
  readonly outcomes: readonly ReturnType<typeof outcomeAt>[];
  /** Whether every other word is found in its client or in what it asks. */
  readonly isMatch: (operation: Operation) => boolean;
}

/** Undefined when there is nothing to filter by. */
export function operationFilter(info: RunInfo, search: string): OperationFilter | undefined {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const outcomes = words.flatMap((word) => OUTCOMES[word] ?? []);
  const others = words.filter((word) => OUTCOMES[word] === undefined);
  const clients = info.nodes.map(({ name }) => name.toLowerCase());
  const isMatch = (operation: Operation): boolean => {
    const text = operationText(operation, "open").toLowerCase();
    return others.every((word) => clients[operation.node] === word || text.includes(word));
  };
  return { outcomes, isMatch };
}

import type { Context } from "../../cluster/index.ts";
import { giveUp, partWithNumber } from "./shard-locks.ts";
import { report } from "./shard-prepare.ts";
import type { Coordinated, SpannerState } from "./state.ts";
import { abort, waitOut } from "./two-phase-commit.ts";

/**
 * `give-up`: a transaction takes too long at its coordinator; `lease`: at a shard where it is not prepared;
 * `inquiry`: a prepared one hears nothing; `commit-wait`: a timestamp has passed by this node's clock.
 */
export const TIMERS = ["give-up", "lease", "inquiry", "commit-wait"];

export function onTimer(state: SpannerState, name: string, ctx: Context, number: number): void {
  switch (name) {
    case "give-up":
      onGiveUp(state, number, ctx);
      return;
    case "lease":
      onLease(state, number, ctx);
      return;
    case "inquiry":
      onInquiry(state, number, ctx);
      return;
    default:
      onCommitWait(state, number, ctx);
  }
}

function onGiveUp(state: SpannerState, number: number, ctx: Context): void {
  if (state.readers.delete(number)) return;
  const transaction = withNumber(state, number);
  if (transaction !== undefined) abort(state, transaction, "it took too long", ctx);
}

function onLease(state: SpannerState, number: number, ctx: Context): void {
  const part = partWithNumber(state, number);
  if (part !== undefined) giveUp(state, part, "it took too long at a shard", ctx);
}

function onInquiry(state: SpannerState, number: number, ctx: Context): void {
  const part = partWithNumber(state, number);
  if (part !== undefined) report(state, part, ctx);
}

function onCommitWait(state: SpannerState, number: number, ctx: Context): void {
  const transaction = withNumber(state, number);
  if (transaction !== undefined) waitOut(state, transaction, ctx);
}

function withNumber({ coordinated }: SpannerState, number: number): Coordinated | undefined {
  for (const transaction of coordinated.values()) if (transaction.number === number) return transaction;
  return undefined;
}

import { drawUs, keyText, type Context, type MicroOperation } from "../../cluster/index.ts";
import { acquire, type Grant } from "../locks/lock-table.ts";
import { abort, commit } from "./endings.ts";
import { lockOf, valueSeen } from "./isolation.ts";
import { appended } from "../multi-version/requests.ts";
import type { Transaction, TransactionalState } from "./state.ts";

/** The next step takes its time; a transaction without another one commits. */
export function armStep(state: TransactionalState, transaction: Transaction, ctx: Context): void {
  transaction.status = "running";
  if (transaction.results.length === transaction.steps.length) {
    resume(state, commit(state, transaction, ctx), ctx);
    return;
  }
  ctx.setTimer(
    "step",
    drawUs(state.options.step, () => ctx.random()),
    transaction.number,
  );
}

/** A step is due: at once, or when its lock is granted. Younger holders give way, unless they have ended meanwhile (wound-wait). */
export function takeStep(state: TransactionalState, transaction: Transaction, ctx: Context): void {
  const step = nextStep(transaction);
  const mode = lockOf(state, step);
  if (mode === undefined) {
    carryOut(state, transaction, ctx);
    return;
  }
  const { granted, wounded } = acquire(state.locks, keyText(step[1]), transaction.number, mode);
  if (granted) {
    carryOut(state, transaction, ctx);
    return;
  }
  transaction.status = "waiting";
  for (const number of wounded) {
    const holder = state.active.get(number);
    if (holder?.status === "running" || holder?.status === "waiting")
      resume(state, abort(state, holder, `T${transaction.number} is older`, ctx), ctx);
  }
}

/** Those whose locks came go on. */
export function resume(state: TransactionalState, grants: readonly Grant[], ctx: Context): void {
  for (const { owner } of grants) carryOut(state, state.active.get(owner)!, ctx);
}

function carryOut(state: TransactionalState, transaction: Transaction, ctx: Context): void {
  transaction.results.push(resultOf(state, transaction, nextStep(transaction)));
  armStep(state, transaction, ctx);
}

/** An append reads the list and writes a longer one. */
function resultOf(
  state: TransactionalState,
  transaction: Transaction,
  [f, name, value]: MicroOperation,
): MicroOperation {
  const key = keyText(name);
  if (f === "r") return ["r", name, valueSeen(state, transaction, key)];
  transaction.writes.set(key, f === "w" ? value : appended(valueSeen(state, transaction, key), value));
  return [f, name, value];
}

function nextStep({ steps, results }: Transaction): MicroOperation {
  return steps[results.length]!;
}

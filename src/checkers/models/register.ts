import { valueText, type Operation, type Value } from "../../history/index.ts";
import type { Misfit, Model } from "../model.ts";
import { describeText } from "../describe.ts";
import { decideUniqueWrites } from "./unique-writes.ts";

const READS = ["read", "get"];
const WRITES = ["write", "put"];

/** A register that can be read and written. It holds nil at first. Values are compared as a whole. */
export const register = createRegister("register", "read and write one value", false);

/** A register with compare-and-set: `cas [expected new]` writes `new` if the register holds `expected`. */
export const casRegister = createRegister("cas-register", "read, write and compare-and-set one value", true);

/** The state is the canonical text of the value that the register holds. */
function createRegister(name: string, about: string, hasCas: boolean): Model<string> {
  const operations = [...READS, ...WRITES, ...(hasCas ? ["cas"] : [])];
  return {
    name,
    about,
    noun: "the register",
    operations,
    misfit,
    init: "null",
    step,
    key: (state) => state,
    describe: describeText,
    isObserver: (operation) => isRead(operation) || isMismatch(operation),
    narrow,
    decide: (partition) => decideUniqueWrites(partition, "null", { isRead, isWrite, textOf: valueText }),
    findUseful,
    overwrites: isWrite,
    texts: {
      seen: (operation) => (operation.f === "cas" ? expectedBy(operation) : needs(operation)),
      written: leaves,
      appends: () => false,
    },
    holding: { held: (state) => state, needs, leaves },
  };
}

function isRead(operation: Operation): boolean {
  return READS.includes(operation.f);
}

function isWrite(operation: Operation): boolean {
  return WRITES.includes(operation.f);
}

function isMismatch(operation: Operation): boolean {
  return operation.f === "cas" && operation.type === "fail";
}

/** A failed cas needs any value but the one it expected, which is nothing to wait for. */
function needs(operation: Operation): string | undefined {
  if (isRead(operation)) return valueText(operation.output);
  return operation.f === "cas" && operation.type === "ok" ? expectedBy(operation) : undefined;
}

function leaves(operation: Operation): string | undefined {
  if (isWrite(operation)) return valueText(operation.input);
  return operation.f === "cas" && operation.type !== "fail" ? newBy(operation) : undefined;
}

function expectedBy(cas: Operation): string {
  return valueText((cas.input as readonly Value[])[0]!);
}

function newBy(cas: Operation): string {
  return valueText((cas.input as readonly Value[])[1]!);
}

function misfit(operation: Operation): Misfit | undefined {
  if (operation.f !== "cas" || (Array.isArray(operation.input) && operation.input.length === 2))
    return undefined;
  return {
    part: "input",
    problem: "a cas takes a pair of expected and new value",
    accepted: ["[expected, new]"],
  };
}

function step(state: string, operation: Operation): string | undefined {
  if (isRead(operation)) return state === valueText(operation.output) ? state : undefined;
  if (isWrite(operation)) return valueText(operation.input);
  const holds = state === expectedBy(operation);
  if (operation.type === "fail") return holds ? undefined : state;
  return holds ? newBy(operation) : undefined;
}

/** The values that some operation asks for: what a read returned, what a cas expected. */
function findObserved(operations: readonly Operation[]): Set<string> {
  const observed = new Set<string>();
  for (const operation of operations) {
    if (isRead(operation)) observed.add(valueText(operation.output));
    else if (operation.f === "cas") observed.add(expectedBy(operation));
  }
  return observed;
}

/**
 * Values that nobody asks for are one and the same: no read returns them and no cas expects them, so no
 * operation answers differently on two of them.
 */
function narrow(operations: readonly Operation[]): Model<string> {
  const observed = findObserved(operations);
  const merge = (text: string): string => (observed.has(text) ? text : "unobserved");
  const merged = (operation: Operation): string | undefined => {
    const left = leaves(operation);
    return left === undefined ? undefined : merge(left);
  };
  return {
    ...casRegister,
    step(state, operation) {
      const next = step(state, operation);
      return next === undefined ? undefined : merge(next);
    },
    action(operation) {
      const mismatch = isMismatch(operation) ? expectedBy(operation) : "";
      const needed = operation.f === "cas" ? expectedBy(operation) : needs(operation);
      return `${mismatch} ${needed ?? ""} ${merged(operation) ?? ""}`;
    },
    holding: { held: (state) => state, needs, leaves: merged },
  };
}

/**
 * An unknown write (or cas) of a value that nobody asks for is left out, unless some cas failed. Proof: take an
 * order that contains it. Until the next write no operation can take effect that asks for the value held, save
 * a failed cas; so the next operation in the order overwrites it, or there is none. Taking it out changes
 * no answer. A failed cas is glad of any value but the one it expected, so then all are kept.
 */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  if (operations.some(isMismatch)) return () => true;
  const observed = findObserved(operations);
  return (info) => observed.has(leaves(info)!);
}

import type { Value } from "../../cluster/index.ts";
import {
  applyToText,
  charactersOf,
  deletionAt,
  EMPTY_TEXT,
  insertionAt,
  mergeTexts,
  textOf,
} from "../crdt/fugue.ts";
import { addTo, EMPTY_G_COUNTER, mergeGCounters, totalOf } from "../crdt/g-counter.ts";
import { latestOf, type LwwRegister } from "../crdt/lww-register.ts";
import {
  applyToSet,
  elementsOf,
  EMPTY_OR_SET,
  mergeOrSets,
  removalOf,
  type OrSet,
  type SetEffect,
} from "../crdt/or-set.ts";
import { balanceOf, changeBy, EMPTY_PN_COUNTER, mergePnCounters } from "../crdt/pn-counter.ts";
import { createDataType, type DataType } from "./data-type.ts";

const lwwRegister = createDataType<LwwRegister, LwwRegister>({
  empty: null,
  isCausal: false,
  prepare: (_content, { f, value }, origin) =>
    f === "write" ? { effect: { value, stamp: origin.stamp() } } : undefined,
  effect: latestOf,
  merge: latestOf,
  valueOf: (content) => content?.value ?? null,
  stampOf: (content) => content?.stamp,
});

const gCounter = createDataType({
  empty: EMPTY_G_COUNTER,
  isCausal: false,
  prepare(_content, { f, value }, { node }) {
    return f === "add" && isAmount(value) && value >= 0 ? { effect: { node, amount: value } } : undefined;
  },
  effect: addTo,
  merge: mergeGCounters,
  valueOf: totalOf,
});

const pnCounter = createDataType({
  empty: EMPTY_PN_COUNTER,
  isCausal: false,
  prepare(_content, { f, value }, { node }) {
    return f === "add" && isAmount(value) ? { effect: { node, amount: value } } : undefined;
  },
  effect: changeBy,
  merge: mergePnCounters,
  valueOf: balanceOf,
});

const orSet = createDataType<OrSet, SetEffect>({
  empty: EMPTY_OR_SET,
  isCausal: true,
  prepare(content, { f, value }, { node, count }) {
    if (f === "add") return { effect: { do: "add", element: value, node, count } };
    return f === "remove" ? { effect: removalOf(content, value) } : undefined;
  },
  effect: applyToSet,
  merge: mergeOrSets,
  valueOf: elementsOf,
});

const text = createDataType({
  empty: EMPTY_TEXT,
  isCausal: true,
  prepare(content, { f, value }, { node, count }) {
    const [position, what] = Array.isArray(value) ? (value as readonly Value[]) : [];
    if (!isPlace(position)) return undefined;
    if (f === "insert" && typeof what === "string")
      return { effect: insertionAt(content, position, what, `${node}.${count}`) };
    if (f !== "delete" || !isPlace(what)) return undefined;
    const effect = deletionAt(content, position, what);
    return { effect, answer: charactersOf(content, effect.ids) };
  },
  effect: applyToText,
  merge: mergeTexts,
  valueOf: textOf,
});

/** By what a scenario writes under `data`. */
export const DATA_TYPES = {
  "lww-register": lwwRegister,
  "g-counter": gCounter,
  "pn-counter": pnCounter,
  "or-set": orSet,
  text,
} as const satisfies Readonly<Record<string, DataType>>;

export type DataName = keyof typeof DATA_TYPES;

function isAmount(value: Value): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function isPlace(value: Value | undefined): value is number {
  return value !== undefined && isAmount(value) && value >= 0;
}

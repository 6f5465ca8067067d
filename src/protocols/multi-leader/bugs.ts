import type { GCounter } from "../crdt/g-counter.ts";
import type { LwwRegister } from "../crdt/lww-register.ts";
import { memberOf, withMember, type OrSet, type SetEffect } from "../crdt/or-set.ts";
import type { PnCounter } from "../crdt/pn-counter.ts";
import { compareHybrid } from "../timestamps/hybrid.ts";
import { entryOf } from "../timestamps/vector.ts";
import { valueText } from "../../cluster/index.ts";
import type { DataType } from "./data-type.ts";
import { DATA_TYPES, type DataName } from "./data-types.ts";

/** Deliberate mistakes, each in one rule of a data type; a check that does not find them is no check. */
export const BUGS = ["none", "merge-by-sum", "remove-by-value", "tie-by-arrival", "no-causal-order"] as const;

export type Bug = (typeof BUGS)[number];

/** The data type, with its mistake if it has one. */
export function dataTypeOf(data: DataName, bug: Bug): DataType {
  const type: DataType = DATA_TYPES[data];
  return bug === "none" ? type : { ...type, ...mistakes[bug][data] };
}

/** Which data types a mistake is one of. */
export function dataTypesWith(bug: Exclude<Bug, "none">): readonly string[] {
  return Object.keys(mistakes[bug]);
}

type Mistakes = Partial<Record<DataName, Rules<unknown, unknown>>>;

const mistakes: Readonly<Record<Exclude<Bug, "none">, Mistakes>> = {
  "merge-by-sum": {
    "g-counter": mistake<GCounter>({ merge: sum }),
    "pn-counter": mistake<PnCounter>({
      merge: (a, b) => ({ added: sum(a.added, b.added), taken: sum(a.taken, b.taken) }),
    }),
  },
  "remove-by-value": { "or-set": mistake<OrSet, SetEffect>({ effect: removeByValue }) },
  "tie-by-arrival": {
    "lww-register": mistake<LwwRegister, LwwRegister>({ effect: lastArrived, merge: lastArrived }),
  },
  "no-causal-order": { "or-set": { isCausal: false }, text: { isCausal: false } },
};

/** Counts what a peer has told before once more. */
function sum(a: GCounter, b: GCounter): GCounter {
  return Array.from(
    { length: Math.max(a.length, b.length) },
    (_, node) => entryOf(a, node) + entryOf(b, node),
  );
}

/** Takes away additions that the remover has not seen. */
function removeByValue(set: OrSet, effect: SetEffect): OrSet {
  if (effect.do === "add") return DATA_TYPES["or-set"].effect(set, effect) as OrSet;
  const text = valueText(effect.element);
  if (memberOf(set, text) === undefined) return set;
  return { ...set, members: withMember(set.members, { element: effect.element, text, tags: [] }) };
}

/** Of two assignments of one time, every replica keeps another one. */
function lastArrived(held: LwwRegister, arrived: LwwRegister): LwwRegister {
  if (held === null || arrived === null) return held ?? arrived;
  return compareHybrid(arrived.stamp, held.stamp) < 0 ? held : arrived;
}

/** The rules that a mistake may be in. */
type Rules<Content, Effect> = Partial<Pick<DataType<Content, Effect>, "effect" | "merge" | "isCausal">>;

function mistake<Content, Effect = unknown>(rules: Rules<Content, Effect>): Rules<unknown, unknown> {
  return rules;
}

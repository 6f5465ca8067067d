import type { Operation, Value } from "../history/index.ts";
import type { TransactionStyle } from "./transactions/misfit.ts";

/**
 * A model is a sequential specification: what one copy of the object, asked one thing at a time, would
 * answer. Operations on different keys are independent, so a model describes the object under one key.
 *
 * A model is asked about operations that are `ok` (their answer is known), about a `cas` that is `fail` without
 * an error (it found another value than it expected) and about `info` ones (the answer is not known, and
 * the question is what they do if they take effect now). States are immutable.
 */
export interface Model<State> {
  readonly name: string;
  /** One line for people who choose a model. */
  readonly about: string;
  /** What the object is called in a sentence when it has no key: "the register". */
  readonly noun: string;
  /** The names of operations it knows. */
  readonly operations: readonly string[];
  /** Why an operation is not one of this model's, or undefined. Asked before anything else, so that `step` may rely on it. */
  misfit(operation: Operation): Misfit | undefined;
  /** How transactions over several such objects are written; left out when there are none. */
  readonly transactions?: TransactionStyle;

  readonly init: State;
  /** The state after the operation took effect, or undefined when it cannot take effect (with this answer) here. */
  step(state: State, operation: Operation): State | undefined;
  /** Law: equal states have equal keys, different states different ones. */
  key(state: State): string;
  /** The state as people read it. */
  describe(state: State): string;
  /** True when the operation leaves every state in which it can take effect as it was. */
  isObserver(operation: Operation): boolean;

  /**
   * Of objects whose state is a text that can be seen: what levels weaker than linearizability, which ask who read from
   * whom, need to know. Without it they cannot be judged, unless a stronger level holds. `init` is the text at first.
   */
  readonly texts?: TextAccess;

  /**
   * For speed; none of these may change a verdict.
   *
   * `narrow` answers a model with the same verdict on exactly these operations and fewer states: those that no
   * operation can tell apart are made one.
   */
  narrow?(operations: readonly Operation[]): Model<unknown>;
  /**
   * A quick decision, where the model has one for these operations (all of one key, in any state of completion):
   * is what stands in the first `entries` entries of the history linearizable?
   */
  decide?(operations: readonly Operation[]): ((entries: number) => boolean) | undefined;
  /** The test by which unknown operations that can never help to explain what others saw are left out. */
  findUseful?(operations: readonly Operation[]): (info: Operation) => boolean;
  /** Equal for operations that step alike from every state. Left out: name, type, input and output. */
  action?(operation: Operation): string;
  /** True when the state after the operation does not depend on the one before. */
  overwrites?(operation: Operation): boolean;
  /** False only when no row of operations that do not overwrite leads from `state` to what `observer` saw. */
  canLeadTo?(state: State, observer: Operation): boolean;
  /** For an object that holds one value at a time: what it holds, what must be held for an operation, what one leaves. */
  readonly holding?: {
    held(state: State): string;
    needs(operation: Operation): string | undefined;
    leaves(operation: Operation): string | undefined;
  };
}

/** What operations see and leave of an object that is one text. Asked about `ok` operations and unknown ones. */
export interface TextAccess {
  /** The text that the operation found; undefined for one that only writes. */
  seen(operation: Operation): string | undefined;
  /** The text that it writes, in place of what there was or after it; undefined for one that only reads. */
  written(operation: Operation): string | undefined;
  appends(operation: Operation): boolean;
}

/** A model whose states nobody outside it looks into. */
export type AnyModel = Model<unknown>;

/** Which value of an operation has the wrong form, and what forms are accepted. */
export interface Misfit {
  readonly part: "f" | "input" | "output";
  readonly problem: string;
  readonly accepted: readonly string[];
  /** The part of that value which is wrong; left out, all of it. */
  readonly found?: Value;
}

import type { Operation, Value } from "../../history/index.ts";
import type { Model } from "../model.ts";

/** What an appendable object's operations are, and how their values become text that can be compared by prefix. */
interface Appendable {
  isObserver(operation: Operation): boolean;
  overwrites(operation: Operation): boolean;
  /** The texts of what was seen and of what is written: appending a value must be appending its text. */
  seen(output: Value): string;
  written(input: Value): string;
}

/**
 * The state of an object that grows at its end, as what it may still become: the first `length` characters of
 * the sorted observations `low … high − 1`, which all begin alike.
 *
 * `low = high` stands for every state that begins no observation: nothing that is appended makes it one, so
 * no observer can tell two such states apart, and only an overwriting operation leads out. The states
 * are therefore exactly the places in the tree of observed prefixes, and one more; and a state takes three
 * integers instead of the whole text.
 */
interface Prefix {
  readonly low: number;
  readonly high: number;
  readonly length: number;
}

const LOST: Prefix = { low: 0, high: 0, length: 0 };

/** A model with the same answers as `model` on these operations, whose states are observed prefixes. */
export function narrowToPrefixes<State>(
  model: Model<State>,
  operations: readonly Operation[],
  appendable: Appendable,
): Model<unknown> {
  const seen = operations.filter(appendable.isObserver).map((operation) => appendable.seen(operation.output));
  const texts = [...new Set(seen)].sort(compareText);
  const places = new Map(texts.map((text, place) => [text, place]));
  const placeOf = new Map(
    operations
      .filter(appendable.isObserver)
      .map((operation, index) => [operation, places.get(seen[index]!)!]),
  );
  const empty: Prefix = texts.length === 0 ? LOST : { low: 0, high: texts.length, length: 0 };

  const narrowed: Model<Prefix> = {
    ...(model as unknown as Model<Prefix>),
    init: empty,
    step(state, operation) {
      const place = placeOf.get(operation);
      if (place !== undefined) return state.low === place && isWhole(texts, state) ? state : undefined;
      return extend(
        texts,
        appendable.overwrites(operation) ? empty : state,
        appendable.written(operation.input),
      );
    },
    key: (state) => (state.low === state.high ? "lost" : `${state.low}:${state.length}`),
    canLeadTo(state, observer) {
      const place = placeOf.get(observer)!;
      return state.low <= place && place < state.high;
    },
  };
  return narrowed;
}

/** By UTF-16 units, as `<` does on every engine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isWhole(texts: readonly string[], state: Prefix): boolean {
  return state.low < state.high && texts[state.low]!.length === state.length;
}

/** The observations among `low … high − 1` that go on with `text` after `length` characters. */
function extend(texts: readonly string[], state: Prefix, text: string): Prefix {
  const { low, high, length } = state;
  const end = length + text.length;
  const first = firstWhere(low, high, (index) => texts[index]!.slice(length, end) >= text);
  const last = firstWhere(first, high, (index) => texts[index]!.slice(length, end) > text);
  return first === last ? LOST : { low: first, high: last, length: end };
}

/** The first index in `low … high − 1` for which a test holds that never turns false again, or `high`. */
function firstWhere(low: number, high: number, holds: (index: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

import type { Context, Value } from "../../cluster/index.ts";
import { dataTypeOf } from "./bugs.ts";
import { hear } from "./clock.ts";
import type { DataType } from "./data-type.ts";
import type { MultiLeaderState } from "./state.ts";

export function typeOf({ options: { data, bug } }: MultiLeaderState): DataType {
  return dataTypeOf(data, bug);
}

/** What a key holds here; the type's empty content before anything reached it. */
export function contentOf(state: MultiLeaderState, key: string): unknown {
  return state.contents.get(key) ?? typeOf(state).empty;
}

export function valueOf(state: MultiLeaderState, key: string): Value {
  return typeOf(state).valueOf(contentOf(state, key));
}

/** Of all keys that hold something. */
export function valuesOfKeys(state: MultiLeaderState): ReadonlyMap<string, Value> {
  return new Map(Array.from(state.contents.keys(), (key) => [key, valueOf(state, key)]));
}

/** The clock hears of what a key has come to by updates of others. */
export function hearOf(state: MultiLeaderState, key: string, ctx: Context): void {
  const stamp = typeOf(state).stampOf?.(contentOf(state, key));
  if (stamp !== undefined) state.clock = hear(state.options.clock, state.clock, stamp, ctx.localTime());
}

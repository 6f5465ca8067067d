import type { Value } from "../../cluster/index.ts";
import { includes, merge as join, type VectorClock } from "../timestamps/vector.ts";
import { newestOf, type Copy } from "./copies.ts";

/**
 * What a session has seen of a key, which its client carries from answer to request: Dynamo's context (§4.4). A write
 * supersedes it, and a read waits for an answer that knows as much.
 */
export interface KeyContext {
  readonly time: number;
  readonly coordinator: number;
  readonly seen: VectorClock;
}

const NOTHING: KeyContext = { time: 0, coordinator: -1, seen: [] };

export function contextOf(token: Value | undefined, key: string): KeyContext {
  if (token === undefined || token === null) return NOTHING;
  return (token as unknown as Readonly<Record<string, KeyContext>>)[key] ?? NOTHING;
}

/** True when whoever reads `copy` goes back behind nothing that the session has seen. */
export function knowsContext(copy: Copy | undefined, context: KeyContext): boolean {
  if (context === NOTHING) return true;
  if (copy === undefined) return false;
  if (context.seen.length > 0) return includes(copy.seen, context.seen);
  const { time, coordinator } = newestOf(copy);
  return time > context.time || (time === context.time && coordinator >= context.coordinator);
}

/** The token after an answer about `key` that was, or was made of, `copy`; none for a client that keeps none. */
export function tokenAfter(token: Value | undefined, key: string, copy: Copy | undefined): { token?: Value } {
  if (token === undefined) return {};
  const before = (token ?? {}) as Readonly<Record<string, Value>>;
  if (copy === undefined) return { token: before };
  const { time, coordinator } = newestOf(copy);
  const { seen } = contextOf(token, key);
  const context = { time, coordinator, seen: seen.length === 0 ? copy.seen : join(seen, copy.seen) };
  return { token: { ...before, [key]: context } };
}

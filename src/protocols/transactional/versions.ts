import type { Value } from "../../cluster/index.ts";
import type { Versions } from "./state.ts";

/** What a key holds in the newest version, or in the newest one up to a timestamp; null before its first one. */
export function committedValue(versions: Versions, key: string, upTo = Infinity): Value {
  const list = versions.get(key);
  if (list === undefined) return null;
  for (let at = list.length - 1; at >= 0; at--) if (list[at]!.timestamp <= upTo) return list[at]!.value;
  return null;
}

/** The timestamp of a key's newest version, 0 before its first one. */
export function newestTimestamp(versions: Versions, key: string): number {
  return versions.get(key)?.at(-1)?.timestamp ?? 0;
}

/** Adds a version; those that no snapshot from `oldest` on can see are dropped. */
export function addVersion(
  versions: Versions,
  key: string,
  version: { timestamp: number; value: Value },
  oldest: number,
): void {
  const list = versions.get(key);
  if (list === undefined) {
    versions.set(key, [version]);
    return;
  }
  list.push(version);
  let seen = 0;
  while (seen + 1 < list.length && list[seen + 1]!.timestamp <= oldest) seen++;
  list.splice(0, seen);
}

export function newestValues(versions: Versions): ReadonlyMap<string, Value> {
  return new Map(Array.from(versions, ([key, list]) => [key, list.at(-1)!.value] as const));
}

import { valueText, type Value } from "../../cluster/index.ts";

/** By key, its committed versions, oldest first; those that nobody can ask for any more are left out. */
export type Versions = Map<string, Version[]>;

export interface Version {
  readonly timestamp: number;
  readonly value: Value;
}

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
export function addVersion(versions: Versions, key: string, version: Version, oldest: number): void {
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

/** `5 at 3, 4 at 2`: the newest first. */
export function describeVersions(list: readonly Version[]): string {
  return list
    .slice(-3)
    .reverse()
    .map(({ timestamp, value }) => `${valueText(value)} at ${timestamp}`)
    .join(", ");
}

import type { ObservedHistory } from "./observed-history.ts";

/**
 * The four session guarantees ask whether a value that was read is **older** than a write w to its key. It certainly is when it is
 * the initial value, or was written before w by w's own process; nothing else is certain for everybody without a common clock. (What
 * w's process had read before is older for that process, and for
 * whoever follows its reads: see read your writes and writes follow reads. PRAM lets others see the two the other way round.)
 *
 * Of a text that was appended to: when w is missing in it, or an earlier write of w's process to the key, though it begins with the
 * initial value or holds a write that the process made before the missing one.
 *
 * Answers the newest write of that process, up to rank `limit`, that the version which the reader saw is older than; undefined
 * when it is older than none of them.
 */
export function findOlder(
  { layout, versions, reads }: ObservedHistory,
  reader: number,
  process: number,
  limit: number,
): number | undefined {
  const version = reads[reader]!;
  if (limit < 0 || versions.oldFrom(version, process) > limit) return undefined;
  return layout.writesOf(process, layout.key[reader]!)[versions.newestMissing(version, process, limit)];
}

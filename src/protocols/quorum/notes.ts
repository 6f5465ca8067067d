import { valueText, type Context } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";

/** A write whose client had not seen all that its coordinator holds. */
export function noteSiblings(key: string, { versions }: Copy, ctx: Context): void {
  if (versions.length === 1) return;
  ctx.note(
    "conflict",
    `${key}: a write stands beside others, keeps ${valuesText(versions)}`,
    versions.length,
  );
}

/** Two writes that did not know of each other meet at this replica. */
export function noteConflict(
  held: Copy | undefined,
  arrived: Copy,
  key: string,
  merged: Copy,
  ctx: Context,
): void {
  if (held === undefined || merged === arrived) return;
  const lost = merged.versions.length === 1 ? ", the last write wins" : "";
  ctx.note(
    "conflict",
    `${key}: concurrent writes, keeps ${valuesText(merged.versions)}${lost}`,
    merged.versions.length,
  );
}

function valuesText(versions: Copy["versions"]): string {
  return versions.map(({ value }) => valueText(value)).join(" and ");
}

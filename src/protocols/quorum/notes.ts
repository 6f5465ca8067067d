import { valueText, type Context } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";

/** Two writes that did not know of each other meet at this replica. */
export function noteConflict(
  held: Copy | undefined,
  arrived: Copy,
  key: string,
  merged: Copy,
  ctx: Context,
): void {
  if (held === undefined || merged === arrived) return;
  const kept = merged.versions.map(({ value }) => valueText(value)).join(" and ");
  const lost = merged.versions.length === 1 ? ", the last write wins" : "";
  ctx.note("conflict", `${key}: concurrent writes, keeps ${kept}${lost}`, merged.versions.length);
}

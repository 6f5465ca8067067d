import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { ENGINE, type Advance, type Run } from "../scenario/index.ts";
import { exportParts, type ExportFacts, type ExportFormat } from "../session/index.ts";
import type { Target } from "./target.ts";

/**
 * What an export is made from. A run that a budget or `--until` ended before its document did gets no fingerprint: what
 * reopens it goes on to the document's end.
 */
export function factsOf({ cluster, scenario, seed }: Run, outcome: Advance): ExportFacts {
  const isWhole = outcome === "done" && cluster.spec.untilUs === scenario.untilUs;
  const fingerprint = isWhole ? { fingerprint: cluster.fingerprint() } : {};
  return { cluster, trace: cluster.kernel.trace, scenario, seed, engine: ENGINE, ...fingerprint };
}

/** To the target, or to stdout, at the pace of whoever reads it. Waits between parts, so that signals get through. */
export async function writeExport(
  target: Target | undefined,
  format: ExportFormat,
  facts: ExportFacts,
): Promise<void> {
  for (const part of exportParts(format, facts)) {
    if (target !== undefined) target.write(part);
    else if (!process.stdout.write(part)) await once(process.stdout, "drain");
    await setImmediate();
  }
  target?.finish();
}

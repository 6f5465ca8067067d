import { valuesOf } from "../../base/index.ts";
import { toOperations, valueText, type Operation } from "../../history/index.ts";
import type { ExportFacts } from "./facts.ts";
import { LANE, line, processOf, type SliceLine } from "./trace-event.ts";

/** Clients' operations as async slices, and how many are open. One without an answer stays open to the end. */
export function* operationSlices({ cluster }: ExportFacts): Generator<SliceLine> {
  const entries = valuesOf(cluster.history);
  const byEntry = new Map<number, Operation>();
  for (const operation of toOperations(entries)) {
    byEntry.set(operation.invokeEntry, operation);
    if (operation.completeEntry >= 0) byEntry.set(operation.completeEntry, operation);
  }
  let open = 0;
  for (const [place, { event, timeUs: ts, node, type }] of entries.entries()) {
    const operation = byEntry.get(place);
    if (operation === undefined) continue;
    const pid = processOf(node);
    const at = { pid, tid: LANE.events + pid, ts };
    const slice = { ...at, id: operation.index, name: operation.f, cat: "operation" };
    open += type === "invoke" ? 1 : -1;
    const count = line({ ph: "C", pid: 1, ts, name: "open operations", args: { operations: open } });
    yield {
      event,
      text: line({ ph: type === "invoke" ? "b" : "e", ...slice, args: argsOf(operation, type) }) + count,
    };
  }
}

function argsOf(operation: Operation, type: string): Record<string, unknown> {
  if (type === "invoke") {
    const { process, key, input } = operation;
    return { process, ...(key === undefined ? {} : { key }), input: valueText(input) };
  }
  const { output, error } = operation;
  const answer = type === "ok" ? { output: valueText(output) } : {};
  return { outcome: type, ...answer, ...(error === undefined ? {} : { error }) };
}

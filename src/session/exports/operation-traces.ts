import { valuesOf } from "../../base/index.ts";
import { EventKind, type RecordedEntry } from "../../cluster/index.ts";
import { toOperations, type Operation } from "../../history/index.ts";
import { NO_CAUSE } from "../../kernel/index.ts";
import type { ExportFacts } from "./facts.ts";
import { isMessage } from "./record-lists.ts";

/** A client's operation, with the events of the trace at which it began and ended. */
export interface TracedOperation extends Operation {
  readonly node: number;
  readonly invokeEvent: number;
  /** Infinity for one that was never answered. */
  readonly completeEvent: number;
}

/**
 * To which trace every record belongs, in the sense of distributed tracing.
 *
 * A record that begins an operation roots a trace; what its messages bring about, and theirs in turn, belongs to it, as
 * do disk writes that complete. A timer does not hand an operation on, or every heartbeat of a leader would belong to
 * the first request it ever had: it roots a trace of its own, except at the client while the operation is open, where
 * it is the operation's own timeout or retry.
 */
export interface OperationTraces {
  readonly operations: readonly TracedOperation[];
  /** For each record the one that roots its trace. */
  readonly root: Uint32Array;
  /** For each record the message during whose handling it happened, or its root. */
  readonly parent: Uint32Array;
}

export function traceOperations(facts: ExportFacts): OperationTraces {
  const { trace } = facts;
  const operations = tracedOperations(facts);
  const begunAt = new Map(operations.map((operation) => [operation.invokeEvent, operation]));
  const root = new Uint32Array(trace.length);
  const parent = new Uint32Array(trace.length);
  for (let index = 0; index < trace.length; index++) {
    const cause = trace.cause(index);
    const goesOn =
      !begunAt.has(index) && cause !== NO_CAUSE && isHandedOn(facts, index, begunAt.get(root[cause]!));
    root[index] = goesOn ? root[cause]! : index;
    parent[index] = goesOn && !isMessage(trace.kind(index)) ? parent[cause]! : index;
  }
  return { operations, root, parent };
}

function isHandedOn({ trace }: ExportFacts, index: number, operation: TracedOperation | undefined): boolean {
  const kind = trace.kind(index);
  if (kind !== EventKind.timer) return kind !== EventKind.fault && kind !== EventKind.start;
  return operation !== undefined && operation.node === trace.node(index) && index <= operation.completeEvent;
}

function tracedOperations({ cluster }: ExportFacts): TracedOperation[] {
  const entries: readonly RecordedEntry[] = valuesOf(cluster.history);
  return toOperations(entries).map((operation) => {
    const { node, event } = entries[operation.invokeEntry]!;
    const completeEvent = entries[operation.completeEntry]?.event ?? Infinity;
    return { ...operation, node, invokeEvent: event, completeEvent };
  });
}

import { createDigest, formatDigest, mixString } from "../../base/index.ts";
import { EventKind, isDrop } from "../../cluster/index.ts";
import { valueText } from "../../history/index.ts";
import { NO_CAUSE, NO_NODE } from "../../kernel/index.ts";
import { eventText } from "../words.ts";
import { CARRIED_NAME } from "./carried-run.ts";
import { savedRunOf, type ExportFacts } from "./facts.ts";
import { lastingFaults } from "./fault-spans.ts";
import { kindName } from "./kind-name.ts";
import { traceOperations, type OperationTraces, type TracedOperation } from "./operation-traces.ts";
import { groupRecords, isMessage, type RecordLists } from "./record-lists.ts";

/** 2000-01-01T00:00:00Z: virtual time 0, for a span's time of 0 would mean "unknown". Unix time, seconds. */
const EPOCH_SECONDS = 946_684_800;

/** `SpanKind` of the protocol. */
const SPAN_KIND = { internal: 1, client: 3, producer: 4 } as const;
const STATUS_ERROR = 2;

type Attributes = readonly (readonly [key: string, value: string | number])[];

interface Span {
  readonly root: number;
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly kind: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly attributes: Attributes;
  readonly problem?: string;
}

/**
 * OTLP/JSON, one `ExportTraceServiceRequest`: a resource a node (`service.name`), a trace a client operation. Its spans
 * are the operation, at its client, and every message it led to, at the sender, from sending to arrival; parents follow
 * the causes. What no operation led to, such as an election, is a trace of its own, rooted in the timer or fault it
 * began with. Ids follow from the run: the same run gives the same file.
 */
export function* otlpPieces(facts: ExportFacts): Generator<string> {
  const { cluster, trace } = facts;
  const traces = traceOperations(facts);
  const prefix = traceIdPrefix(facts);
  const bySender = groupRecords(trace, cluster.nodes.length, (index) =>
    isMessage(trace.kind(index)) && trace.cause(index) !== NO_CAUSE ? trace.peer(index) : -1,
  );
  const roots = findBackgroundRoots(facts, traces);
  yield '{"resourceSpans":[\n';
  yield* resource(
    facts,
    "lightcone",
    [[CARRIED_NAME, JSON.stringify(savedRunOf(facts))]],
    prefix,
    faultSpans(facts),
  );
  for (const { id, name } of cluster.nodes) {
    yield ",\n";
    yield* resource(facts, name, [], prefix, nodeSpans(facts, traces, bySender, roots, id));
  }
  yield "\n]}\n";
}

function* resource(
  { engine, scenario, seed }: ExportFacts,
  service: string,
  more: Attributes,
  prefix: string,
  spans: Iterable<Span>,
): Generator<string> {
  const attributes = attributesText([
    ["service.name", service],
    ["service.namespace", "lightcone"],
    ["lightcone.scenario", scenario.file],
    ["lightcone.seed", seed],
    ...more,
  ]);
  const scope = JSON.stringify({ name: "lightcone", version: engine.replace(/^.*\//, "") });
  yield `{"resource":{"attributes":${attributes}},"scopeSpans":[{"scope":${scope},"spans":[`;
  let separator = "\n";
  for (const span of spans) {
    yield separator + spanText(span, prefix);
    separator = ",\n";
  }
  yield "\n]}]}";
}

/** Faults as spans at the simulator itself: one that lasted has its length, the others have none. */
function* faultSpans(facts: ExportFacts): Generator<Span> {
  const { trace, cluster } = facts;
  const ends = new Map(lastingFaults(facts).map(({ event, endUs }) => [event, endUs]));
  for (let index = 0; index < trace.length; index++) {
    if (trace.kind(index) !== EventKind.fault) continue;
    const name = eventText(cluster, trace, index);
    const endUs = ends.get(index) ?? trace.timeUs(index);
    yield { ...instant(facts, index), endUs, name, attributes: [["lightcone.event", index]] };
  }
}

function* nodeSpans(
  facts: ExportFacts,
  traces: OperationTraces,
  bySender: RecordLists,
  roots: Uint8Array,
  node: number,
): Generator<Span> {
  const { trace, cluster } = facts;
  for (const operation of traces.operations)
    if (operation.node === node) yield operationSpan(facts, operation);
  for (let index = 0; index < trace.length; index++) {
    if (roots[index] === 0 || trace.node(index) !== node) continue;
    const name = `${kindName(trace.kind(index))} ${cluster.tagNames[trace.tag(index)] ?? ""}`.trim();
    yield { ...instant(facts, index), name, attributes: [["lightcone.event", index]] };
  }
  const isOperation = new Set(traces.operations.map(({ invokeEvent }) => invokeEvent));
  for (let place = 0; place < bySender.count(node); place++)
    yield messageSpan(facts, traces, isOperation, bySender.at(node, place));
}

/** One that a fault issued is below the fault. */
function operationSpan({ cluster, trace }: ExportFacts, operation: TracedOperation): Span {
  const { index, f, key, process, input, output, type, error, invokeEvent, invokeUs, completeUs } = operation;
  const unanswered = operation.completeEntry < 0 ? "not answered before the end" : undefined;
  const problem = unanswered ?? (type === "ok" ? undefined : (error ?? type));
  return {
    root: invokeEvent,
    id: operationId(invokeEvent),
    ...(trace.kind(invokeEvent) === EventKind.fault ? { parent: eventId(invokeEvent) } : {}),
    name: key === undefined ? f : `${f} ${key}`,
    kind: SPAN_KIND.client,
    startUs: invokeUs!,
    endUs: completeUs ?? cluster.nowUs,
    attributes: [
      ["lightcone.event", invokeEvent],
      ["lightcone.operation", index],
      ["lightcone.process", process],
      ["lightcone.input", valueText(input)],
      ...(type === "ok" ? ([["lightcone.output", valueText(output)]] as const) : []),
    ],
    ...(problem === undefined ? {} : { problem }),
  };
}

function messageSpan(
  { cluster, trace }: ExportFacts,
  { root, parent }: OperationTraces,
  operations: ReadonlySet<number>,
  index: number,
): Span {
  const cause = trace.cause(index);
  const above = parent[cause]!;
  const kind = trace.kind(index);
  return {
    root: root[index]!,
    id: eventId(index),
    parent: operations.has(above) ? operationId(above) : eventId(above),
    name: cluster.tagNames[trace.tag(index)]!,
    kind: SPAN_KIND.producer,
    startUs: trace.timeUs(cause),
    endUs: trace.timeUs(index),
    attributes: [
      ["lightcone.event", index],
      ["lightcone.to", cluster.nameOf(trace.node(index))],
    ],
    ...(isDrop(kind) ? { problem: kindName(kind) } : {}),
  };
}

/** Records that root a trace without being an operation, and led to a message: the others tell nothing. */
function findBackgroundRoots({ trace }: ExportFacts, { operations, root }: OperationTraces): Uint8Array {
  const roots = new Uint8Array(trace.length);
  for (let index = 0; index < trace.length; index++)
    if (isMessage(trace.kind(index)) && trace.node(root[index]!) !== NO_NODE) roots[root[index]!] = 1;
  for (const { invokeEvent } of operations) roots[invokeEvent] = 0;
  return roots;
}

function instant({ trace }: ExportFacts, index: number): Omit<Span, "name" | "attributes"> {
  const timeUs = trace.timeUs(index);
  return { root: index, id: eventId(index), kind: SPAN_KIND.internal, startUs: timeUs, endUs: timeUs };
}

function spanText(
  { root, id, parent, name, kind, startUs, endUs, attributes, problem }: Span,
  prefix: string,
): string {
  const above = parent === undefined ? "" : `"parentSpanId":"${parent}",`;
  const status =
    problem === undefined ? "" : `,"status":{"code":${STATUS_ERROR},"message":${JSON.stringify(problem)}}`;
  return (
    `{"traceId":"${prefix}${hex(root, 16)}","spanId":"${id}",${above}"name":${JSON.stringify(name)},"kind":${kind},` +
    `"startTimeUnixNano":"${unixNano(startUs)}","endTimeUnixNano":"${unixNano(endUs)}",` +
    `"attributes":${attributesText(attributes)}${status}}`
  );
}

function attributesText(attributes: Attributes): string {
  const texts = attributes.map(([key, value]) => {
    const typed = typeof value === "number" ? { intValue: String(value) } : { stringValue: value };
    return JSON.stringify({ key, value: typed });
  });
  return `[${texts.join(",")}]`;
}

/** Nanoseconds are more than a number holds exactly: seconds and the rest are written one behind the other. */
function unixNano(timeUs: number): string {
  const us = timeUs % 1e6;
  return `${EPOCH_SECONDS + (timeUs - us) / 1e6}${String(us).padStart(6, "0")}000`;
}

/** 16 digits that tell this run's traces from another's. */
function traceIdPrefix({ scenario, seed, engine }: ExportFacts): string {
  const digest = createDigest();
  for (const text of [engine, scenario.text, seed]) mixString(digest, text);
  const digits = formatDigest(digest);
  return /^0+$/.test(digits) ? "1".padStart(16, "0") : digits;
}

/** Span ids are never 0; an operation's begins with another digit than an event's. */
function eventId(index: number): string {
  return hex(index + 1, 16);
}

function operationId(invokeEvent: number): string {
  return `a${hex(invokeEvent + 1, 15)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

import { EventKind, isDrop, type FaultPayload } from "../../cluster/index.ts";
import { NO_CAUSE } from "../../kernel/index.ts";
import { messageText } from "../words.ts";
import { CARRIED_NAME } from "./carried-run.ts";
import { savedRunOf, type ExportFacts } from "./facts.ts";
import { faultSlices } from "./fault-spans.ts";
import { kindName } from "./kind-name.ts";
import { operationSlices } from "./operation-slices.ts";
import { isMessage, messagesByCause, type RecordLists } from "./record-lists.ts";
import { roleSlices } from "./role-slices.ts";
import { LANE, line, processOf, type SliceLine } from "./trace-event.ts";

/**
 * Chrome's trace event format, as Perfetto, chrome://tracing and Speedscope read it: `ts` and `dur` in µs, which is
 * the unit of virtual time.
 *
 * - a process a node, with threads for its events, its role, and messages that were lost on their way to it;
 * - an event is a slice of 1 µs: it takes no time, but an arrow needs a slice at each end;
 * - a message is a flow (`s` at its sending, `f` at its arrival), a client's operation an async slice (`b`, `e`);
 * - faults and broken invariants are instants, and a fault that lasted an async slice besides; messages under way and open operations are counters.
 */
export function* perfettoLines(facts: ExportFacts): Generator<string> {
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData(facts))},"traceEvents":[\n`;
  yield nameLines(facts);
  const sent = messagesByCause(facts.trace);
  const aside = [operationSlices(facts), roleSlices(facts), faultSlices(facts), violationInstants(facts)].map(
    lookAhead,
  );
  const counter = new FlightCounter();
  for (let index = 0; index < facts.trace.length; index++) {
    yield counter.before(facts.trace.timeUs(index)) + recordLines(facts, sent, index);
    counter.add(sent.count(index) - (endsFlight(facts, index) ? 1 : 0));
    for (const lines of aside) yield* lines(index);
  }
  for (const lines of aside) yield* lines(Infinity);
  yield `${counter.before(Infinity)}{"ph":"M","name":"process_sort_index","pid":1,"args":{"sort_index":0}}\n]}\n`;
}

function otherData(facts: ExportFacts): Record<string, string> {
  const saved = savedRunOf(facts);
  return {
    [CARRIED_NAME]: JSON.stringify(saved),
    scenario: facts.scenario.file,
    title: facts.scenario.title,
    seed: facts.seed,
    engine: facts.engine,
    ...(facts.fingerprint === undefined ? {} : { fingerprint: facts.fingerprint }),
    durations: "an event takes no time; it is drawn 1 µs long so that arrows find it",
  };
}

function nameLines({ cluster, scenario }: ExportFacts): string {
  const processes = [
    [1, scenario.title] as const,
    ...cluster.nodes.map(({ id, name }) => [processOf(id), name] as const),
  ];
  const names = processes.flatMap(([pid, name]) => [
    line({ ph: "M", name: "process_name", pid, args: { name } }),
    line({ ph: "M", name: "process_sort_index", pid, args: { sort_index: pid } }),
    ...Object.entries(pid === 1 ? { faults: LANE.events } : LANE).map(([lane, first]) =>
      line({ ph: "M", name: "thread_name", pid, tid: first + pid, args: { name: lane } }),
    ),
  ]);
  return names.join("");
}

/**
 * The slice of a record, the arrows that begin at it, and the one that ends there. Written field by field: there are
 * millions, and an object for each took most of the time.
 */
function recordLines(facts: ExportFacts, sent: RecordLists, index: number): string {
  const kind = facts.trace.kind(index);
  const place = placeText(facts, index);
  const name = JSON.stringify(nameOf(facts, index));
  const args = argsText(facts, index);
  if (kind === EventKind.fault)
    return `{"ph":"i","s":"g",${place},"name":${name},"cat":"fault","args":${args}},\n`;
  let lines = `{"ph":"X",${place},"dur":1,"name":${name},"cat":"${kindName(kind)}","args":${args}},\n`;
  for (let at = 0; at < sent.count(index); at++) lines += arrow(facts, sent.at(index, at), '"ph":"s"', place);
  if (isMessage(kind) && isDrawn(facts, index)) lines += arrow(facts, index, '"ph":"f","bp":"e"', place);
  return lines;
}

function argsText({ cluster, trace }: ExportFacts, index: number): string {
  if (!isMessage(trace.kind(index))) return `{"event":${index}}`;
  const from = JSON.stringify(cluster.nameOf(trace.peer(index)));
  const detail = messageText(cluster, trace.peer(index), trace.payload(index));
  return `{"event":${index},"from":${from}${detail === "" ? "" : `,"says":${JSON.stringify(detail)}`}}`;
}

function arrow(facts: ExportFacts, message: number, end: string, place: string): string {
  return `{${end},${place},"cat":"message","name":${JSON.stringify(tagName(facts, message))},"id":${message}},\n`;
}

function endsFlight({ trace }: ExportFacts, index: number): boolean {
  return isMessage(trace.kind(index)) && trace.cause(index) !== NO_CAUSE;
}

/** A message that a fault sent has no slice to begin at. */
function isDrawn({ trace }: ExportFacts, message: number): boolean {
  const cause = trace.cause(message);
  return cause !== NO_CAUSE && trace.kind(cause) !== EventKind.fault;
}

function placeText({ trace }: ExportFacts, index: number): string {
  const pid = processOf(trace.node(index));
  const tid = (isDrop(trace.kind(index)) ? LANE.lost : LANE.events) + pid;
  return `"pid":${pid},"tid":${tid},"ts":${trace.timeUs(index)}`;
}

function nameOf(facts: ExportFacts, index: number): string {
  const kind = facts.trace.kind(index);
  if (kind === EventKind.fault)
    return (facts.trace.payload(index) as FaultPayload | undefined)?.text ?? "fault";
  return tagName(facts, index) || kindName(kind);
}

function tagName({ cluster, trace }: ExportFacts, index: number): string {
  return cluster.tagNames[trace.tag(index)] ?? "";
}

function* violationInstants({ cluster }: ExportFacts): Generator<SliceLine> {
  for (const { event, timeUs, invariant, message, node } of cluster.violations) {
    const pid = processOf(node);
    const at = { pid, tid: LANE.events + pid, ts: timeUs };
    yield {
      event,
      text: line({ ph: "i", s: "g", ...at, name: invariant, cat: "violation", args: { message } }),
    };
  }
}

/** Turns lines in the order of events into a function that gives those of events up to one. */
function lookAhead(lines: Generator<SliceLine>): (event: number) => Generator<string> {
  let next = lines.next();
  return function* (event) {
    while (next.done !== true && next.value.event <= event) {
      yield next.value.text;
      next = lines.next();
    }
  };
}

/** How many messages are under way, written where time moves on and the count is another. */
class FlightCounter {
  #count = 0;
  #written = 0;
  #timeUs = 0;

  add(change: number): void {
    this.#count += change;
  }

  before(timeUs: number): string {
    if (timeUs === this.#timeUs) return "";
    const ts = this.#timeUs;
    this.#timeUs = timeUs;
    if (this.#count === this.#written) return "";
    this.#written = this.#count;
    return line({ ph: "C", pid: 1, ts, name: "messages under way", args: { messages: this.#count } });
  }
}

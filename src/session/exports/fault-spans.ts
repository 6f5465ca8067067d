import { valuesOf } from "../../base/index.ts";
import type { FaultPayload, Note } from "../../cluster/index.ts";
import type { ExportFacts } from "./facts.ts";
import { LANE, line, type SliceLine } from "./trace-event.ts";

type Fault = NonNullable<FaultPayload["planned"]>["fault"];

/** A fault that lasted, to where it was lifted or to the end of what is computed. */
export interface FaultSpan {
  readonly id: number;
  readonly text: string;
  readonly event: number;
  readonly startUs: number;
  /** The event that ended it, or the last one before it was over. */
  endEvent: number;
  endUs: number;
}

/** A fault and what ends it besides its time and a heal: its nodes are up again. */
interface OpenFault extends FaultSpan {
  readonly waitsFor: Set<number>;
}

/** What happens at one moment. */
const INSTANT: ReadonlySet<Fault["do"]> = new Set<Fault["do"]>([
  "heal",
  "restart",
  "resume",
  "clock-step",
  "ask",
  "operation",
  "drop-message",
  "delay-message",
]);

/** What strikes nodes: one that found none, such as no leader, did nothing. */
const OF_NODES: ReadonlySet<Fault["do"]> = new Set<Fault["do"]>([
  "crash",
  "pause",
  "clock-drift",
  "disk-stall",
  "disk-lose",
  "slow-node",
]);

/**
 * The faults that lasted, in the order in which they struck: until the plan or a heal ended them, until the nodes that
 * they took down or paused were up again, else to the end.
 */
export function lastingFaults(facts: ExportFacts): FaultSpan[] {
  const spans: FaultSpan[] = [];
  const open = new Set<OpenFault>();
  for (const note of valuesOf(facts.cluster.notes)) {
    const begun = note.kind === "fault" ? begin(facts, note) : undefined;
    if (begun !== undefined) {
      spans.push(begun);
      open.add(begun);
    }
    for (const fault of open) {
      if (!isEnd(note, fault) || note.event > fault.endEvent) continue;
      fault.endEvent = note.event;
      fault.endUs = note.timeUs;
      open.delete(fault);
    }
  }
  return spans;
}

/** The fault as it lasts when nothing ends it early; undefined for one that does not last. */
function begin(facts: ExportFacts, { event, timeUs: startUs, text, value: id }: Note): OpenFault | undefined {
  const { cluster, trace } = facts;
  const fault = (trace.payload(event) as FaultPayload | undefined)?.planned?.fault;
  if (fault === undefined || INSTANT.has(fault.do)) return undefined;
  const nodes = namedIn(text, facts);
  if (OF_NODES.has(fault.do) && nodes.length === 0) return undefined;
  const endUs = Math.min(cluster.nowUs, fault.do === "disk-stall" ? startUs + fault.forUs : Infinity);
  const endEvent = endUs < cluster.nowUs ? trace.firstAfter(endUs) - 1 : cluster.events;
  const waitsFor = new Set(fault.do === "crash" || fault.do === "pause" ? nodes : []);
  return { id, text, event, startUs, endEvent, endUs, waitsFor };
}

function isEnd(note: Note, { id, waitsFor }: OpenFault): boolean {
  if (note.kind === "fault-end") return note.value === id;
  if (note.kind !== "status" || note.text !== "up") return false;
  return waitsFor.delete(note.node) && waitsFor.size === 0;
}

/** The nodes that a fault's text names; words such as `leader` are followed by those that were meant. */
function namedIn(text: string, { cluster }: ExportFacts): number[] {
  const words = new Set(text.match(/[\w.-]+/g));
  return cluster.nodes.filter(({ name }) => words.has(name)).map(({ id }) => id);
}

/** Faults that lasted as async slices of the cluster's process. */
export function* faultSlices(facts: ExportFacts): Generator<SliceLine> {
  const edges = lastingFaults(facts).flatMap(({ id, text, event, startUs, endEvent, endUs }) => {
    const slice = { pid: 1, tid: LANE.events + 1, id: `fault ${id}`, name: text, cat: "fault" };
    return [
      { event, text: line({ ph: "b", ...slice, ts: startUs }) },
      { event: endEvent, text: line({ ph: "e", ...slice, ts: endUs }) },
    ];
  });
  yield* edges.toSorted((a, b) => a.event - b.event);
}

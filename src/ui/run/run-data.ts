import type { Progress, RunInfo, ViolationInfo } from "../../session/index.ts";
import { Columns } from "./columns.ts";
import { EventClasses } from "./event-classes.ts";
import { FaultSpans } from "./fault-spans.ts";
import { isMessage, NO_CAUSE } from "./kinds.ts";
import { LaneIndex } from "./lane-index.ts";
import { momentOf, violationMoment, type Moment } from "./moments.ts";
import { NodeHistory } from "./node-history.ts";
import { Operations } from "./operations.ts";

/** Flights that are looked at to learn how long messages usually travel. */
const SAMPLE = 512;

/**
 * All that the page knows of one run, in indexes that grow with it: appending costs in proportion to what is new,
 * reading never in proportion to the run. One object for as long as the run is open; `version` of the run
 * store says that it changed.
 */
export class RunData {
  readonly columns = new Columns();
  readonly lanes: LaneIndex;
  readonly classes: EventClasses;
  readonly nodes: NodeHistory;
  readonly faults: FaultSpans;
  readonly operations = new Operations();
  readonly moments: Moment[] = [];
  readonly violations: ViolationInfo[] = [];
  /** The longest time a message was under way. */
  longestFlightUs = 0;
  /** How long a message usually travels: the scale of everything that is drawn over time. */
  usualFlightUs = 5_000;
  #flights = 0;
  readonly #sample: number[] = [];
  #isSampling = true;
  readonly #nameOf: (node: number) => string;

  constructor(info: RunInfo) {
    const names = info.nodes.map((node) => node.name);
    this.lanes = new LaneIndex(names.length);
    this.classes = new EventClasses(names.length, info.tags.length);
    this.nodes = new NodeHistory(names.length);
    this.faults = new FaultSpans(names);
    this.#nameOf = (node) => names[node] ?? "";
  }

  append(progress: Progress): void {
    this.columns.append(progress.columns);
    this.lanes.extend(this.columns);
    this.classes.extend(this.columns);
    this.#measureFlights();
    for (const note of progress.notes) {
      this.nodes.add(note);
      this.faults.add(note);
      const moment = momentOf(note, this.#nameOf);
      if (moment !== undefined) this.moments.push(moment);
    }
    for (const entry of progress.history) this.operations.add(entry);
    for (const violation of progress.violations) this.#addViolation(violation);
  }

  /** Keeps the prefix that a changed run shares with this one. */
  keep(info: RunInfo): void {
    const event = info.keepRecords;
    this.columns.truncate(event);
    this.lanes.truncate(event);
    this.classes.truncate(event);
    this.nodes.truncate(event);
    this.faults.truncate(event);
    this.operations.truncate(info.keepHistory);
    dropFrom(this.moments, event);
    dropFrom(this.violations, event);
    this.#flights = Math.min(this.#flights, event);
  }

  #measureFlights(): void {
    const { columns } = this;
    for (let record = this.#flights; record < columns.length; record++) {
      const cause = columns.cause[record]!;
      if (cause === NO_CAUSE || !isMessage(columns.kind[record]!)) continue;
      const lengthUs = columns.timeUs[record]! - columns.timeUs[cause]!;
      if (lengthUs > this.longestFlightUs) this.longestFlightUs = lengthUs;
      if (this.#sample.length < SAMPLE) this.#sample.push(lengthUs);
    }
    if (this.#isSampling) this.usualFlightUs = Math.max(1, middleOf(this.#sample) ?? this.usualFlightUs);
    this.#isSampling = this.#sample.length < SAMPLE;
    this.#flights = columns.length;
  }

  #addViolation(violation: ViolationInfo): void {
    const isKnown = this.violations.some(
      ({ event, invariant }) => event === violation.event && invariant === violation.invariant,
    );
    if (isKnown) return;
    this.violations.push(violation);
    this.moments.push(violationMoment(violation));
    this.moments.sort((a, b) => a.event - b.event);
  }
}

function middleOf(values: readonly number[]): number | undefined {
  return values.slice().sort((a, b) => a - b)[values.length >> 1];
}

/** Both lists are in order of their events. */
function dropFrom(list: { readonly event: number }[], event: number): void {
  while (list.length > 0 && list[list.length - 1]!.event >= event) list.pop();
}

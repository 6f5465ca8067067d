import { countLeading } from "../../base/index.ts";
import type { Progress, RunInfo, ViolationInfo } from "../../session/index.ts";
import { Columns } from "./columns.ts";
import { EventClasses } from "./event-classes.ts";
import { FaultSpans } from "./fault-spans.ts";
import { isMessage, NO_CAUSE } from "./kinds.ts";
import { LaneIndex } from "./lane-index.ts";
import { Moments } from "./moments.ts";
import { NodeHistory } from "./node-history.ts";
import { Operations } from "./operations.ts";
import type { Note, RecordedEntry } from "./progress.ts";

/** What one answer of the engine tells of a run. */
export type Known = Pick<Progress, "columns" | "notes" | "history" | "violations">;

/** Records that are taken over at once: a few milliseconds of work. */
const PORTION = 20_000;

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
  readonly moments: Moments;
  readonly violations: ViolationInfo[] = [];
  /** As they came: what a branch that begins like this run takes over. */
  readonly #notes: Note[] = [];
  readonly #history: RecordedEntry[] = [];
  /** The longest time a message was under way. */
  longestFlightUs = 0;
  /** How long a message usually travels: the scale of everything that is drawn over time. */
  usualFlightUs = 5_000;
  #flights = 0;
  readonly #sample: number[] = [];
  #isSampling = true;

  constructor(info: RunInfo) {
    const names = info.nodes.map((node) => node.name);
    this.lanes = new LaneIndex(names.length);
    this.classes = new EventClasses(names.length, info.tags.length);
    this.nodes = new NodeHistory(
      names.length,
      info.nodes.map((node) => node.termWord),
    );
    this.faults = new FaultSpans(names);
    this.moments = new Moments(
      (node) => names[node] ?? "",
      (index) => this.operations.all[index],
      info.moments,
    );
  }

  /** What clients saw, as it was recorded; grows in place. */
  get history(): readonly RecordedEntry[] {
    return this.#history;
  }

  append(progress: Known): void {
    this.columns.append(progress.columns);
    this.lanes.extend(this.columns);
    this.classes.extend(this.columns);
    this.#measureFlights();
    for (const note of progress.notes) {
      this.#notes.push(note);
      this.nodes.add(note);
      this.faults.add(note);
      this.moments.addNote(note);
    }
    this.faults.extend(this.columns);
    for (const entry of progress.history) {
      this.#history.push(entry);
      const completed = this.operations.add(entry);
      if (completed !== undefined) this.moments.addCompletion(completed);
    }
    for (const violation of progress.violations) this.#addViolation(violation);
  }

  /**
   * The first records of this run in portions, to be appended to another that begins alike. The other run's engine
   * sends its violations again.
   */
  *beginning(records: number, notes: number, history: number): Generator<Known> {
    let noted = 0;
    let entered = 0;
    for (let from = 0; from < records; from += PORTION) {
      const end = Math.min(records, from + PORTION);
      const isLast = end === records;
      const firstNote = noted;
      const firstEntry = entered;
      noted = isLast ? notes : Math.min(notes, countBefore(this.#notes, end));
      entered = isLast ? history : Math.min(history, countBefore(this.#history, end));
      yield {
        columns: this.columns.slice(from, end),
        notes: this.#notes.slice(firstNote, noted),
        history: this.#history.slice(firstEntry, entered),
        violations: [],
      };
    }
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
    this.moments.addViolation(violation);
  }
}

function middleOf(values: readonly number[]): number | undefined {
  return values.slice().sort((a, b) => a - b)[values.length >> 1];
}

/** How many of a list in the order of its events come before record `event`. */
function countBefore(list: readonly { readonly event: number }[], event: number): number {
  return countLeading(list.length, (index) => list[index]!.event < event);
}

import type { RunInfo, TagInfo } from "../../session/index.ts";
import { isDrop, isMessage, NO_CAUSE } from "../run/kinds.ts";
import { quantile } from "../run/link-records.ts";
import type { Outcome } from "../run/operations.ts";
import type { RunData } from "../run/run-data.ts";
import { BinCounter, binOf, timeBins, type TimeBins } from "./time-bins.ts";

export type MessageFamily = Exclude<TagInfo["family"], "timer">;
export const MESSAGE_FAMILIES: readonly MessageFamily[] = ["append", "vote", "client", "other"];
export type Completion = Exclude<Outcome, "open">;

/** Records between two looks at the clock. */
const SLICE = 8_192;

/**
 * What the charts of a run show, bin by bin. It grows with the run; its size does not, but for one number an
 * operation: the quantiles are exact.
 */
export class RunBins {
  readonly bins: TimeBins;
  /** Messages by when they were sent. One that is on its way at the run's end is not known to have been. */
  readonly sent: Readonly<Record<MessageFamily, BinCounter>>;
  readonly lost: BinCounter;
  readonly completed: Readonly<Record<Completion, BinCounter>>;
  readonly #ended: BinCounter;
  readonly #latencies: number[][];
  /** Index of the operation that took longest, of those that were completed in a bin; −1: none. */
  readonly #slowest: Int32Array;
  readonly #slowestUs: Float64Array;
  readonly #termIn: Float64Array;
  readonly #termEvent: Int32Array;
  readonly #data: RunData;
  readonly #families: readonly TagInfo["family"][];
  readonly #nodes: number;
  readonly #phasesRead: number[];
  #records = 0;
  #completions = 0;
  #isSorted = true;

  constructor(info: RunInfo, data: RunData) {
    this.bins = timeBins(info.untilUs);
    const { count } = this.bins;
    const counter = (): BinCounter => new BinCounter(count);
    this.sent = { append: counter(), vote: counter(), client: counter(), other: counter() };
    this.completed = { ok: counter(), fail: counter(), info: counter() };
    this.lost = counter();
    this.#ended = counter();
    this.#latencies = Array.from({ length: count }, () => []);
    this.#slowest = new Int32Array(count).fill(-1);
    this.#slowestUs = new Float64Array(count);
    this.#termIn = new Float64Array(count);
    this.#termEvent = new Int32Array(count).fill(-1);
    this.#data = data;
    this.#families = info.tags.map(({ family }) => family);
    this.#nodes = info.nodes.length;
    this.#phasesRead = new Array<number>(this.#nodes).fill(0);
  }

  /** Takes in what the run has more; stops early when `isLate` says so. True once all is counted. */
  extend(isLate: () => boolean): boolean {
    const { columns, moments } = this.#data;
    const completions = moments.count("operation");
    while (this.#records < columns.length) {
      if (isLate()) return false;
      const end = Math.min(columns.length, this.#records + SLICE);
      while (this.#records < end) this.#addRecord(this.#records++);
    }
    while (this.#completions < completions) {
      if (isLate()) return false;
      const end = Math.min(completions, this.#completions + SLICE);
      while (this.#completions < end) this.#addCompletion(moments.valueAt("operation", this.#completions++));
    }
    for (let node = 0; node < this.#nodes; node++) this.#addPhases(node);
    return true;
  }

  /** How much of what is known of the run is counted: 0 … 1. */
  get progress(): number {
    const { columns, moments } = this.#data;
    const all = columns.length + moments.count("operation");
    return all === 0 ? 1 : (this.#records + this.#completions) / all;
  }

  /** The latency below which a share of a bin's operations stayed, µs; null without any. */
  latency(bin: number, share: number): number | null {
    if (!this.#isSorted) for (const list of this.#latencies) list.sort((a, b) => a - b);
    this.#isSorted = true;
    return quantile(this.#latencies[bin]!, share) ?? null;
  }

  slowestOperation(bin: number): number {
    return this.#slowest[bin]!;
  }

  /** Messages on their way at the end of each bin. */
  inFlight(): Float64Array {
    const counts = new Float64Array(this.bins.count);
    let sum = 0;
    for (let bin = 0; bin < counts.length; bin++) {
      for (const family of MESSAGE_FAMILIES) sum += this.sent[family].counts[bin]!;
      sum -= this.#ended.counts[bin]!;
      counts[bin] = sum;
    }
    return counts;
  }

  /** The highest term that anybody was in by the end of each bin. */
  terms(): Float64Array {
    const terms = new Float64Array(this.bins.count);
    let highest = 0;
    for (let bin = 0; bin < terms.length; bin++) {
      highest = Math.max(highest, this.#termIn[bin]!);
      terms[bin] = highest;
    }
    return terms;
  }

  /** Who came to lead last, by the end of a bin: `n3 leads`. */
  leader(bin: number): string {
    const { moments } = this.#data;
    const endUs = (bin + 1) * this.bins.widthUs;
    let rank = moments.rankAfter("leader", endUs) - 1;
    // What happens at its very end belongs to the next.
    while ((moments.at("leader", rank)?.timeUs ?? -Infinity) >= endUs) rank--;
    return moments.at("leader", rank)?.text ?? "";
  }

  /** The last change of role in a bin; −1: none. */
  roleEvent(bin: number): number {
    return this.#termEvent[bin]!;
  }

  #addRecord(record: number): void {
    const { columns } = this.#data;
    const kind = columns.kind[record]!;
    if (!isMessage(kind)) return;
    const cause = columns.cause[record]!;
    const family = this.#families[columns.tag[record]!] ?? "other";
    const sentUs = cause === NO_CAUSE ? 0 : columns.timeUs[cause]!;
    const ends = binOf(this.bins, columns.timeUs[record]!);
    const counter = family === "timer" ? this.sent.other : this.sent[family];
    counter.add(binOf(this.bins, sentUs), cause === NO_CAUSE ? record : cause);
    this.#ended.add(ends, record);
    if (isDrop(kind)) this.lost.add(ends, record);
  }

  #addCompletion(index: number): void {
    const { completeUs, invokeUs, completeEvent, outcome } = this.#data.operations.all[index]!;
    if (outcome === "open") return;
    const bin = binOf(this.bins, completeUs);
    const tookUs = completeUs - invokeUs;
    this.completed[outcome].add(bin, completeEvent);
    this.#latencies[bin]!.push(tookUs);
    this.#isSorted = false;
    if (this.#slowest[bin]! >= 0 && tookUs <= this.#slowestUs[bin]!) return;
    this.#slowest[bin] = index;
    this.#slowestUs[bin] = tookUs;
  }

  #addPhases(node: number): void {
    const phases = this.#data.nodes.phases(node);
    for (let at = this.#phasesRead[node]!; at < phases.length; at++) {
      const { timeUs, term, event } = phases[at]!;
      const bin = binOf(this.bins, timeUs);
      this.#termIn[bin] = Math.max(this.#termIn[bin]!, term);
      this.#termEvent[bin] = Math.max(this.#termEvent[bin]!, event);
    }
    this.#phasesRead[node] = phases.length;
  }
}

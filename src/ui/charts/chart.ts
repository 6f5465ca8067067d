import { countText, durationText } from "../format/time.ts";
import { goToEvent } from "../state/go-to.ts";
import { runNow } from "../state/run-store.ts";
import { MESSAGE_FAMILIES, type Completion, type MessageFamily, type RunBins } from "./run-bins.ts";
import type { BinCounter } from "./time-bins.ts";

/** One line of a chart. The dash doubles the colour. */
export interface Series {
  readonly label: string;
  /** A token: `--leader`. */
  readonly color: string;
  readonly dash?: readonly number[];
  /** The value at each bin; null where there is none. */
  readonly values: ArrayLike<number | null>;
}

/** A quantity over the run's time. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly series: readonly Series[];
  /** Holds between two bins what held before. */
  readonly isStepped?: boolean;
  readonly text: (value: number) => string;
  /** What else is said of a bin. */
  readonly note?: (bin: number) => string;
  /** To the event behind a bin's value; false when there is none. */
  readonly goTo: (bin: number) => boolean;
}

/** All charts that this run has something for. */
export function chartsOf(bins: RunBins): Chart[] {
  return [
    latency(bins),
    completions(bins),
    messages(bins),
    onTheirWay(bins),
    losses(bins),
    terms(bins),
  ].filter((chart) => chart.series.length > 0);
}

function latency(bins: RunBins): Chart {
  const all = Array.from({ length: bins.bins.count }, (_, bin) => bin);
  const isEmpty = Object.values(bins.completed).every(({ total }) => total === 0);
  const at = (share: number): (number | null)[] => all.map((bin) => bins.latency(bin, share));
  return {
    id: "latency",
    title: "Latency of operations",
    series: isEmpty
      ? []
      : [
          { label: "p50", color: "--ink-2", values: at(0.5) },
          { label: "p99", color: "--ink", dash: [5, 3], values: at(0.99) },
        ],
    text: (us) => (us === 0 ? "0" : durationText(us)),
    goTo: (bin) => goToOperation(bins.slowestOperation(bin)),
  };
}

const COMPLETIONS: Readonly<Record<Completion, Pick<Series, "label" | "color" | "dash">>> = {
  ok: { label: "ok", color: "--ok" },
  fail: { label: "fail", color: "--fail", dash: [5, 3] },
  info: { label: "unknown", color: "--info", dash: [2, 2] },
};

function completions(bins: RunBins): Chart {
  const kinds = (Object.keys(COMPLETIONS) as Completion[]).filter((kind) => bins.completed[kind].total > 0);
  return {
    id: "completions",
    title: "Operations completed per second",
    series: kinds.map((kind) => ({ ...COMPLETIONS[kind], values: perSecond(bins, bins.completed[kind]) })),
    text: rateText,
    // What went wrong in a bin explains more than what went right.
    goTo: (bin) => goToFirst(bin, bins.completed.fail, bins.completed.info, bins.completed.ok),
  };
}

const FAMILIES: Readonly<Record<MessageFamily, Pick<Series, "label" | "color" | "dash">>> = {
  append: { label: "append", color: "--msg-append" },
  vote: { label: "vote", color: "--msg-vote", dash: [7, 3] },
  client: { label: "client", color: "--msg-client", dash: [2, 2] },
  other: { label: "other", color: "--ink-3" },
};

function messages(bins: RunBins): Chart {
  const families = MESSAGE_FAMILIES.filter((family) => bins.sent[family].total > 0);
  const counters = families.map((family) => bins.sent[family]);
  return {
    id: "messages",
    title: "Messages sent per second",
    series: families.map((family) => ({ ...FAMILIES[family], values: perSecond(bins, bins.sent[family]) })),
    text: rateText,
    goTo: (bin) => goToFirst(bin, ...counters),
  };
}

function onTheirWay(bins: RunBins): Chart {
  const values = bins.inFlight();
  return {
    id: "on-their-way",
    title: "Messages on their way",
    series: values.some((value) => value > 0) ? [{ label: "messages", color: "--ink-2", values }] : [],
    text: countText,
    goTo: (bin) => goToTime((bin + 1) * bins.bins.widthUs),
  };
}

function losses(bins: RunBins): Chart {
  const { lost } = bins;
  return {
    id: "losses",
    title: "Messages dropped per second",
    series: lost.total === 0 ? [] : [{ label: "dropped", color: "--fault", values: perSecond(bins, lost) }],
    text: rateText,
    goTo: (bin) => goToFirst(bin, lost),
  };
}

function terms(bins: RunBins): Chart {
  const values = bins.terms();
  return {
    id: "terms",
    title: "Highest term",
    note: (bin) => bins.leader(bin),
    series: values.some((value) => value > 0) ? [{ label: "term", color: "--ink", values }] : [],
    isStepped: true,
    text: countText,
    goTo: (bin) => goToEventOf(bins.roleEvent(bin)) || goToTime((bin + 1) * bins.bins.widthUs),
  };
}

function perSecond({ bins }: RunBins, { counts }: BinCounter): Float64Array {
  return counts.map((count) => (count * 1e6) / bins.widthUs);
}

function rateText(value: number): string {
  return `${value >= 100 ? countText(value) : Number(value.toPrecision(3))}/s`;
}

function goToFirst(bin: number, ...counters: readonly BinCounter[]): boolean {
  const events = counters.map((counter) => counter.firstEvent(bin));
  return goToEventOf(events.find((event) => event >= 0) ?? -1);
}

function goToEventOf(event: number): boolean {
  if (event >= 0) goToEvent(event);
  return event >= 0;
}

/** To when its client was told: until then it was slow, then it was known. */
function goToOperation(index: number): boolean {
  const operation = runNow().data?.operations.all[index];
  if (operation === undefined) return false;
  goToEvent(operation.completeEvent, { kind: "operation", index });
  return true;
}

function goToTime(us: number): boolean {
  const event = runNow().data?.columns.lastAt(us) ?? -1;
  return goToEventOf(event);
}

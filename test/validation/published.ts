import type { SweepRow } from "../../src/experiments/index.ts";
import { mean, quantile } from "./statistics.ts";
import type { Sweep } from "./sweeps.ts";

/**
 * Published numbers, each with the sweep that must reproduce it.
 *
 * Sources: Ongaro & Ousterhout 2014, section 9.3 and its Figure 16; Ongaro's thesis (2014), chapter 9 and its
 * simulator AvailSim; Bailis, Venkataraman, Franklin, Hellerstein & Stoica, "Probabilistically Bounded Staleness for
 * Practical Partial Quorums", VLDB 2012. Every number comes from a scenario under scenarios/validation that anybody can open.
 */
export interface Published {
  readonly what: string;
  readonly source: string;
  readonly sweep: Sweep;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Low and high bounds of what is accepted. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** The tolerance in words. */
  readonly tolerance: string;
  measure(rows: readonly SweepRow[]): number;
}

type Settings = Sweep["set"];

const folder = "scenarios/validation";

export const published: readonly Published[] = [
  splitVote(4, 0.01),
  splitVote(4, 0.1),
  splitVote(4, 0.2),
  splitVote(3, 0.2),
  availSim(0, { mean: 429.9, median: 409.5, p99: 836 }),
  availSim(1, { mean: 468.6, median: 423.3, p99: 1029 }),
  figure16("150ms..155ms", "8s", { p10: 119, p25: 154, p50: 287, p75: 435, p90: 609 }, { p75: 20, p90: 20 }),
  figure16("150ms..200ms", "3s", { p10: 111, p25: 125, p50: 147, p75: 167, p90: 194 }),
  figure16("12ms..24ms", "1200ms", { p10: 20, p25: 24, p50: 30, p75: 42, p90: 53 }),
  nobodyElected(),
  termRise(true),
  termRise(false),
  commitLatency(),
  boundedStaleness("ssd", 1, 1, [0.66, 0.66]),
  boundedStaleness("ssd", 1, 2, [0.66, 1.63]),
  boundedStaleness("ssd", 2, 1, [1.63, 0.65]),
  boundedStaleness("ssd", 2, 2, [1.62, 1.64]),
  boundedStaleness("ssd", 3, 1, [4.14, 0.65]),
  boundedStaleness("ssd", 1, 3, [0.65, 4.09]),
  boundedStaleness("disk", 1, 1, [0.66, 10.99]),
  boundedStaleness("disk", 1, 2, [0.65, 20.97]),
  boundedStaleness("disk", 2, 1, [1.63, 10.9]),
  boundedStaleness("disk", 2, 2, [1.64, 20.96]),
  boundedStaleness("disk", 3, 1, [4.12, 10.89]),
  boundedStaleness("disk", 1, 3, [0.65, 112.65]),
  freshAfter("ssd", "0s", 0.974),
  freshAfter("disk", "0s", 0.439),
  freshAfter("disk", "10ms", 0.925),
];

/** Thesis, section 9.2: s of 5 servers up, one-way latency l as a share of the timeout range of 150 ms. */
function splitVote(up: number, share: number): Published {
  const set: Settings = [
    ["down", String(5 - up)],
    ["latency", `${share * 150}ms`],
  ];
  return {
    what: `split vote, ${up} of 5 up, latency ${share} of the range`,
    source: "thesis 9.2",
    sweep: { file: `${folder}/split-vote.yaml`, set: [...set, ["run.until", "1s"]], seeds: 20_000 },
    figures: [
      {
        name: "P(split)",
        unit: "%",
        ...within(100 * splitProbability(5, up, share), 0.7, "0.7 points"),
        measure: (rows) => 100 * mean(metric(rows, "first-election-split")),
      },
    ],
  };
}

/** P = Σ from k = c−1 to s of C(s,k) l^k (1−l)^(s−k), with c = s − ⌊n/2⌋ + 1. */
function splitProbability(servers: number, up: number, share: number): number {
  let probability = 0;
  for (let k = up - Math.floor(servers / 2); k <= up; k++) {
    probability += choose(up, k) * share ** k * (1 - share) ** (up - k);
  }
  return probability;
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

/** Thesis, section 9.3, "WAN": one-way latency U(30, 40) ms, timeouts U(300, 600) ms, fresh timers. */
function availSim(down: number, numbers: { mean: number; median: number; p99: number }): Published {
  const times = (rows: readonly SweepRow[]): number[] => metric(rows, "time-to-leader");
  const figure = (name: string, expected: number, percent: number, measure: Figure["measure"]): Figure => ({
    name,
    unit: "ms",
    ...within(expected, (expected * percent) / 100, `${percent} %`),
    measure,
  });
  return {
    what: `AvailSim WAN, ${down === 0 ? "all five up" : "one server down"}`,
    source: "thesis 9.3",
    sweep: {
      file: `${folder}/availsim-wan.yaml`,
      set: [
        ["down", String(down)],
        ["run.until", "6s"],
      ],
      seeds: 10_000,
    },
    figures: [
      figure("mean", numbers.mean, 1.5, (rows) => mean(times(rows))),
      figure("median", numbers.median, 1, (rows) => quantile(times(rows), 0.5)),
      figure("p99", numbers.p99, 8, (rows) => quantile(times(rows), 0.99)),
    ],
  };
}

type Percentile = "p10" | "p25" | "p50" | "p75" | "p90";

/** Paper, Figure 16: the leader crashes; time until a majority has heard the new one. */
function figure16(
  electionTimeout: string,
  until: string,
  expected: Record<Percentile, number>,
  percents: Partial<Record<Percentile, number>> = {},
): Published {
  return {
    what: `Figure 16, timeouts ${electionTimeout}`,
    source: "Raft 2014, 9.3",
    sweep: {
      file: `${folder}/figure-16.yaml`,
      set: [
        ["electionTimeout", electionTimeout],
        ["run.until", until],
      ],
      seeds: 4_000,
    },
    figures: (Object.keys(expected) as Percentile[]).map((name) => {
      const percent = percents[name] ?? 6;
      return {
        name,
        unit: "ms",
        ...within(expected[name], (expected[name] * percent) / 100, `${percent} %`),
        measure: (rows) => quantile(metric(rows, "time-to-leader-heard"), Number(name.slice(1)) / 100),
      };
    }),
  };
}

/** Paper, section 9.3: without randomness in the timeouts hardly any election is won. */
function nobodyElected(): Published {
  return {
    what: "Figure 16, timeouts 150ms..150ms",
    source: "Raft 2014, 9.3",
    sweep: {
      file: `${folder}/figure-16.yaml`,
      set: [
        ["electionTimeout", "150ms..150ms"],
        ["run.until", "5600ms"],
      ],
      seeds: 1_000,
    },
    figures: [
      {
        name: "nobody in 5 s",
        unit: "%",
        expected: 100,
        low: 95,
        high: 100,
        tolerance: "≥ 95 %",
        measure: (rows) =>
          100 * mean(rows.map(({ metrics }) => ((metrics["time-to-leader"] ?? Infinity) > 5000 ? 1 : 0))),
      },
    ],
  };
}

/** Thesis, section 9.6. The smallest rise without PreVote, the largest with it. */
function termRise(preVote: boolean): Published {
  const rises = (rows: readonly SweepRow[]): number[] => metric(rows, "term-rise");
  return {
    what: `cut off and healed, ${preVote ? "with" : "without"} PreVote`,
    source: "thesis 9.6",
    sweep: { file: `${folder}/prevote-term.yaml`, set: [["preVote", String(preVote)]], seeds: 500 },
    figures: [
      preVote
        ? {
            name: "largest rise",
            unit: "terms",
            ...within(0, 0, "none"),
            measure: (rows) => Math.max(...rises(rows)),
          }
        : {
            name: "smallest rise",
            unit: "terms",
            expected: 1,
            low: 1,
            high: Infinity,
            tolerance: "≥ 1",
            measure: (rows) => Math.min(...rises(rows)),
          },
    ],
  };
}

/** The majority's order statistic: with exponential(1) round trips and 5 servers 1/4 + 1/3. */
function commitLatency(): Published {
  return {
    what: "commit latency, exponential round trips, 5 servers",
    source: "order statistics",
    sweep: { file: `${folder}/commit-latency.yaml`, set: [], seeds: 20 },
    figures: [
      {
        name: "mean",
        unit: "s",
        ...within(1 / 4 + 1 / 3, 0.02 * (1 / 4 + 1 / 3), "2 %"),
        measure: (rows) => mean(metric(rows, "write latency mean")) / 1000,
      },
    ],
  };
}

type Millis = readonly [read: number, write: number];

/**
 * N=3. A read returns with the R-th smallest of R + S, a write with the W-th smallest of W + A (§5.1, WARS; Table 4 is of
 * p99.9), by settings of the scenario.
 */
function boundedStaleness(law: "ssd" | "disk", r: number, w: number, [read, write]: Millis): Published {
  const latency = (f: "read" | "write", expected: number): Figure => ({
    name: `${f} p99.9`,
    unit: "ms",
    ...within(expected, 0.04 * expected, "4 %"),
    measure: (rows) => mean(metric(rows, `${f} latency p99.9`)),
  });
  const figures = [latency("read", read), latency("write", write)];
  const set: Settings = [
    ["r", String(r)],
    ["w", String(w)],
    ["run.until", law === "ssd" ? "60s" : "260s"],
  ];
  return {
    what: `quorums, ${law}, N=3 R=${r} W=${w}`,
    source: "PBS, VLDB 2012",
    sweep: { file: `${folder}/quorums-${law}.yaml`, set, seeds: seedsFor(law, w) },
    figures: r + w > 3 ? [...figures, freshness("0s", 1, 0)] : figures,
  };
}

/** Of every seed some 60,000 to 120,000 writes. The slowest of three disks has a tail so heavy that one in a thousand takes many more. */
function seedsFor(law: "ssd" | "disk", w: number): number {
  if (law === "ssd") return 4;
  return [1, 1, 4, 10][w]!;
}

/** §5.3: the probability that a read so long after a write's answer returns it. */
function freshAfter(law: "ssd" | "disk", after: string, expected: number): Published {
  return {
    what: `quorums, ${law}, N=3 R=1 W=1, fresh after ${after}`,
    source: "PBS, VLDB 2012",
    sweep: {
      file: `${folder}/quorums-${law}.yaml`,
      set: [
        ["after", after],
        ["run.until", law === "ssd" ? "60s" : "260s"],
      ],
      seeds: 1,
    },
    figures: [freshness(after, expected, 0.007)],
  };
}

function freshness(after: string, expected: number, by: number): Figure {
  return {
    name: `fresh after ${after}`,
    unit: "%",
    ...within(100 * expected, 100 * by, by === 0 ? "none" : `${(100 * by).toFixed(1)} points`),
    measure: (rows) => 100 * mean(metric(rows, "fresh-reads")),
  };
}

function within(
  expected: number,
  by: number,
  tolerance: string,
): Pick<Figure, "expected" | "low" | "high" | "tolerance"> {
  return { expected, low: expected - by, high: expected + by, tolerance: `± ${tolerance}` };
}

/** A metric's values in the runs that have one. */
function metric(rows: readonly SweepRow[], name: string): number[] {
  return rows
    .map(({ metrics }) => metrics[name])
    .filter((value): value is number => typeof value === "number");
}

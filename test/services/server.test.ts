import { describe, expect, it } from "vitest";
import { quantileValue } from "../../src/base/index.ts";
import type { Distribution } from "../../src/cluster/index.ts";
import { areaUntil } from "../../src/services/index.ts";
import { batchMeans, Station, type Estimate } from "./station.ts";

// Time is scaled so that a mean service takes one second: μ = 1/s. Formulas from any text on queues (Kleinrock 1975).
const service: Distribution = { kind: "exponential", meanUs: 1_000_000 };

/** The interval must cover what theory says, and the estimate must be near it. */
function expectNear({ mean, half }: Estimate, expected: number, within = 0.02): void {
  expect(Math.abs(mean - expected), `${mean} ± ${half}, expected ${expected}`).toBeLessThanOrEqual(half);
  expect(Math.abs(mean / expected - 1)).toBeLessThanOrEqual(within);
}

describe("M/M/1 at ρ = 0.8", () => {
  const station = new Station({ servers: 1, service }, 0.8, "1");
  const estimate = batchMeans(station, 40_000, ({ sojourn }) => sojourn);

  it("keeps a call inside for 1/(μ−λ) = 5 s on average", () => {
    expectNear(estimate, 5);
  });

  it("has exponential times inside: quantile −ln(1−p)/(μ−λ)", () => {
    for (const p of [0.5, 0.9, 0.99]) {
      const seconds = quantileValue(station.state.sojourn, p) / 1_000_000;
      expect(Math.abs(seconds / (-Math.log(1 - p) * 5) - 1)).toBeLessThan(0.04);
    }
  });

  it("makes a call wait with probability ρ", () => {
    const { waited, wait } = station.state;
    expect(Math.abs(waited / wait.count - 0.8)).toBeLessThan(0.01);
  });
});

describe("M/M/2 with 1.6 erlang", () => {
  const station = new Station({ servers: 2, service }, 1.6, "2");
  const estimate = batchMeans(station, 40_000, ({ wait }) => wait);

  it("makes calls wait 1.77778 s on average (Erlang C)", () => {
    expectNear(estimate, 1.77778);
  });

  it("makes a call wait with probability 0.71111 (Erlang C)", () => {
    const { waited, wait } = station.state;
    expect(Math.abs(waited / wait.count / 0.71111 - 1)).toBeLessThan(0.01);
  });
});

describe("with little room", () => {
  it("refuses 8.8819 % with one server and room for five at ρ = 0.8 (M/M/1/K)", () => {
    expect(Math.abs(refusedShare({ servers: 1, room: 5 }, 0.8, service) - 0.088819)).toBeLessThan(0.003);
  });

  it("refuses 11.0054 % with five servers, no queue and 3 erlang, whatever the service law (Erlang B)", () => {
    const constant: Distribution = { kind: "constant", us: 1_000_000 };
    for (const law of [service, constant]) {
      expect(Math.abs(refusedShare({ servers: 5, room: 5 }, 3, law) - 0.110054)).toBeLessThan(0.003);
    }
  });
});

describe("Little's law", () => {
  it("holds exactly: the area under N is the sum of the times inside, those still there up to now", () => {
    for (const seed of ["1", "2", "3", "4", "5"]) {
      const station = new Station({ servers: 3, service, room: 12 }, 3.5, seed);
      station.run(1000);
      const { state, cluster } = station;
      const inside = [...state.waiting.items.slice(state.waiting.head), ...state.serving];
      const stillThere = inside.reduce(
        (sum, job) => sum + (job === undefined ? 0 : cluster.nowUs - job.arrivedUs),
        0,
      );
      expect(areaUntil(state.occupancy, cluster.nowUs)).toBe(state.sojourn.sum + stillThere);
      expect(state.occupancy.present).toBe(inside.filter((job) => job !== undefined).length);
    }
  });
});

function refusedShare(size: { servers: number; room: number }, arrivals: number, law: Distribution): number {
  const station = new Station({ ...size, service: law }, arrivals, "7");
  station.run(200_000);
  const { refused, sojourn } = station.state;
  return refused / (refused + sojourn.count);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster, describeFault, EventKind, type Fault, type LinkSpec } from "../../src/cluster/index.ts";
import { Trace } from "../../src/kernel/index.ts";
import { beat, type BeatState } from "./beat.ts";
import { chatter, distribution, link, planned, specOf } from "./chatter.ts";

type Planned = readonly (readonly [number, Fault])[];

/** n1 sends 1, 2, … to n2 and n3 at 10, 20, … ms. */
function runWith(faults: Planned, changes: Partial<LinkSpec> = {}): Cluster {
  const network = { defaults: link({ latency: distribution("1ms"), ...changes }), overrides: [] };
  const spec = specOf(beat, { faults: planned(...faults), network, count: 3, untilUs: 100_000 });
  const cluster = Cluster.create(spec, "1", "full");
  cluster.run(Infinity);
  return cluster;
}

/** What n2 heard and when: `2@21`. */
function heard(cluster: Cluster, node = 1): string[] {
  return (cluster.nodes[node]!.state as BeatState).heard.map(([, count, us]) => `${count}@${us / 1000}`);
}

function notes(cluster: Cluster): string[] {
  return cluster.notes.chunks.flat().flatMap(({ kind, text }) => (kind === "fault" ? [text] : []));
}

interface Row {
  readonly kind: number;
  readonly timeUs: number;
  readonly cause: number;
  readonly from: number;
  readonly to: number;
}

function rows({ kernel: { trace } }: Cluster): Row[] {
  return Array.from({ length: trace.length }, (_, index) => ({
    kind: trace.kind(index),
    timeUs: trace.timeUs(index),
    cause: trace.cause(index),
    from: trace.peer(index),
    to: trace.node(index),
  }));
}

const drop = (sentUs: number, more: object = {}): Fault => ({
  do: "drop-message",
  from: ["n1"],
  to: ["n2"],
  sentUs,
  ...more,
});
const delay = (sentUs: number, byUs: number, more: object = {}): Fault => ({
  do: "delay-message",
  from: ["n1"],
  to: ["n2"],
  sentUs,
  byUs,
  ...more,
});

describe("drop-message", () => {
  it("loses that one message where it would have arrived, and no other", () => {
    const cluster = runWith([[20_500, drop(20_000)]]);
    expect(heard(cluster).slice(0, 3)).toEqual(["1@11", "3@31", "4@41"]);
    expect(heard(cluster, 2)).toHaveLength(9);
    const dropped = rows(cluster).filter(({ kind }) => kind === EventKind.dropFault);
    expect(dropped).toHaveLength(1);
    expect(dropped[0]).toMatchObject({ timeUs: 21_000, from: 0, to: 1 });
    const { trace } = cluster.kernel;
    expect([trace.kind(dropped[0]!.cause), trace.timeUs(dropped[0]!.cause)]).toEqual([
      EventKind.timer,
      20_000,
    ]);
    expect(cluster.arrivals[EventKind.dropFault]).toBe(1);
    expect(notes(cluster)).toEqual(["drop-message n1 to n2 sent at 20ms [Beat]"]);
  });

  it.each([
    ["arrived before", [21_500, drop(20_000)]],
    ["was sent a microsecond later", [20_500, drop(19_999)]],
    ["went the other way", [20_500, { ...drop(20_000), from: ["n2"], to: ["n1"] }]],
    ["is of another kind", [20_500, drop(20_000, { type: "Boat" })]],
    ["is not the second of its moment", [20_500, drop(20_000, { nth: 2 })]],
  ] as const)("hits nothing when the message %s, and says so", (_what, [atUs, fault]) => {
    const cluster = runWith([[atUs, fault]]);
    expect(heard(cluster)).toEqual(heard(runWith([])));
    expect(notes(cluster)[0]).toContain("[no such message is on its way]");
  });

  it("can choose the second of several that were sent at once", () => {
    const twice = { duplicate: 1 };
    const both = [0, 1].map((nth) => rows(runWith([[20_500, drop(20_000, { nth: nth + 1 })]], twice)));
    const fates = both.map((all) =>
      all.filter(({ timeUs, to }) => timeUs === 21_000 && to === 1).map(({ kind }) => kind),
    );
    expect(fates).toEqual([
      [EventKind.dropFault, EventKind.deliver],
      [EventKind.deliver, EventKind.dropFault],
    ]);
    expect(heard(runWith([[20_500, drop(20_000)]], twice)).filter((one) => one.startsWith("2@"))).toEqual([]);
  });

  it("leaves what another cause has condemned to that cause, and what waits for a paused node alone", () => {
    const lost = runWith([[20_500, drop(20_000)]], { loss: 1 });
    expect(lost.arrivals[EventKind.dropFault]).toBe(0);
    expect(notes(lost)[0]).toContain("[Beat]");
    const waiting = runWith([
      [5_000, { do: "pause", nodes: ["n2"], forUs: 60_000 }],
      [22_000, drop(20_000)],
    ]);
    expect(heard(waiting)[1]).toBe("2@65");
  });
});

describe("delay-message", () => {
  it("makes that one message arrive so much later, by the same cause, behind what was sent after it", () => {
    const cluster = runWith([[20_500, delay(20_000, 25_000)]]);
    expect(heard(cluster).slice(0, 5)).toEqual(["1@11", "3@31", "4@41", "2@46", "5@51"]);
    const late = rows(cluster).find(({ timeUs, to }) => timeUs === 46_000 && to === 1);
    expect(late).toMatchObject({ kind: EventKind.deliver, from: 0 });
    expect(cluster.kernel.trace.timeUs(late!.cause)).toBe(20_000);
  });

  it("keeps its rank among what happens at its new time: it was sent first", () => {
    const cluster = runWith([[20_500, delay(20_000, 10_000)]]);
    expect(heard(cluster).slice(1, 3)).toEqual(["2@31", "3@31"]);
  });

  it("adds up, and can be followed by a drop", () => {
    const twice = runWith([
      [20_500, delay(20_000, 5_000)],
      [24_000, delay(20_000, 5_000)],
    ]);
    expect(heard(twice)).toContain("2@31");
    const dropped = runWith([
      [20_500, delay(20_000, 5_000)],
      [24_000, drop(20_000)],
    ]);
    expect(heard(dropped).filter((one) => one.startsWith("2@"))).toEqual([]);
    expect(rows(dropped).find(({ kind }) => kind === EventKind.dropFault)!.timeUs).toBe(26_000);
  });

  it("does not save a message from a link that is cut when it arrives", () => {
    const cluster = runWith([
      [20_500, delay(20_000, 15_000)],
      [30_000, { do: "cut", from: ["n1"], to: ["n2"], forUs: 10_000 }],
    ]);
    expect(heard(cluster).filter((one) => one.startsWith("2@"))).toEqual([]);
  });
});

describe("faults of one message", () => {
  it("shift nobody's luck: every other message has the delay that it had", () => {
    const random = { latency: distribution("uniform(1ms, 9ms)"), loss: 0.1, duplicate: 0.1, reorder: 0.2 };
    const arrivals = (faults: Planned): string[] =>
      rows(runWith(faults, random))
        .filter(({ kind }) => kind !== EventKind.fault && kind !== EventKind.timer)
        .map(({ kind, timeUs, from, to }) => [kind, timeUs, from, to].join(" "));
    const before = arrivals([]);
    for (const fault of [drop(30_000), delay(30_000, 7_000)]) {
      const after = arrivals([[30_000, fault]]);
      expect(after.filter((one) => !before.includes(one)).length).toBeLessThanOrEqual(2);
      expect(after).toHaveLength(before.length);
    }
  });

  it("are named in words that tell them apart", () => {
    expect(describeFault(drop(2_097_331, { type: "AppendEntries", nth: 2 }))).toBe(
      "drop-message AppendEntries n1 to n2 sent at 2097.331ms no. 2",
    );
    expect(describeFault(delay(2_000_000, 50_000))).toBe("delay-message n1 to n2 sent at 2s by 50ms");
  });
});

describe("faults of messages that are on their way", () => {
  interface Flight {
    readonly from: number;
    readonly to: number;
    readonly sentUs: number;
  }

  function flightsAt(cluster: Cluster): Flight[] {
    const { queue } = cluster.kernel;
    return queue
      .waiting()
      .filter((slot) => queue.kind[slot] === EventKind.deliver)
      .map((slot) => ({ from: queue.peer[slot]!, to: queue.node[slot]!, sentUs: queue.since[slot]! }));
  }

  const strikes = fc.array(
    fc.record({
      atUs: fc.integer({ min: 100_000, max: 1_900_000 }),
      pick: fc.nat(20),
      byUs: fc.constantFrom(undefined, 1, 3_000, 90_000),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const busy = {
    defaults: link({ latency: distribution("lognormal(20ms, 0.8)"), duplicate: 0.1 }),
    overrides: [],
  };

  it("give, from any checkpoint before them, the run that the whole plan gives from the start", () => {
    let hits = 0;
    const property = fc.property(
      strikes,
      fc.nat(1_000_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, number, share) => {
        const seed = String(number);
        const plan: [number, Fault][] = [];
        const specNow = () => specOf(chatter, { faults: planned(...plan), network: busy });
        for (const { atUs, pick, byUs } of all.toSorted((a, b) => a.atUs - b.atUs)) {
          const past = Cluster.create(specNow(), seed, "off");
          past.run(atUs - 1);
          const flights = flightsAt(past);
          const flight = flights[pick % flights.length];
          if (flight === undefined) continue;
          const { from, to, sentUs } = flight;
          const ends = { from: [`n${from + 1}`], to: [`n${to + 1}`], sentUs };
          plan.push([
            atUs,
            byUs === undefined ? { do: "drop-message", ...ends } : { do: "delay-message", ...ends, byUs },
          ]);
          const branch = Cluster.restore(specNow(), seed, past.checkpoint(), new Trace("full"));
          branch.run(Infinity);
          const fresh = Cluster.create(specNow(), seed, "full");
          fresh.run(Infinity);
          expect(branch.fingerprint()).toBe(fresh.fingerprint());
          expect(notes(fresh).at(-1)).not.toContain("no such message");
          const half = Cluster.create(specNow(), seed, "off");
          half.run(Infinity, Math.floor(fresh.events * share));
          const rest = Cluster.restore(specNow(), seed, half.checkpoint(), new Trace("off"));
          rest.run(Infinity);
          expect(rest.fingerprint()).toBe(fresh.fingerprint());
          hits++;
        }
      },
    );
    fc.assert(property, { numRuns: 15, seed: 4 });
    expect(hits).toBeGreaterThan(30);
  });
});

import { describe, expect, it } from "vitest";
import { EventKind, isDrop } from "../../../src/cluster/index.ts";
import { savedRunOf } from "../../../src/session/exports/facts.ts";
import { exportText, factsOf } from "./facts-of.ts";

const facts = factsOf();
const lines = exportText("shiviz", facts).split("\n");

interface Logged {
  readonly event: string;
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

/** As ShiViz reads a file: pattern, delimiter, then every match of the pattern in the rest. */
function readLog(): Logged[] {
  const pattern = new RegExp(`^${lines[0]!}$`, "gm");
  return [...lines.slice(2).join("\n").matchAll(pattern)].map(({ groups }) => ({
    event: groups!["event"]!,
    host: groups!["host"]!,
    clock: JSON.parse(groups!["clock"]!) as Logged["clock"],
  }));
}

describe("a ShiViz log", () => {
  const log = readLog();

  it("begins with the pattern, and has no delimiter of executions", () => {
    expect(lines.slice(0, 2)).toEqual(["(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})", ""]);
  });

  it("holds every event but losses, each in two lines, and nothing else that the pattern finds", () => {
    const { trace } = facts;
    const events = Array.from({ length: trace.length }, (_, index) => index);
    expect(log).toHaveLength(events.filter((index) => !isDrop(trace.kind(index))).length);
    expect(log.map(({ host }) => host)).not.toContain("");
  });

  it("has nothing in its head that the pattern finds, whatever the document's words", () => {
    const saved = { ...savedRunOf(facts), text: ' {"n1":1}\nn1 {"n1":1}' };
    const head = exportText("shiviz", { ...facts, saved }).split("\nn1 starts", 1)[0]!;
    expect(head).toContain("lightcone.run=");
    expect(head).not.toMatch(new RegExp(lines[0]!, "m"));
  });

  it("counts each host's own entry up from 1, one by one, as ShiViz demands", () => {
    const own = new Map<string, number>();
    for (const { host, clock } of log) {
      expect(clock[host]).toBe((own.get(host) ?? 0) + 1);
      own.set(host, clock[host]!);
    }
    expect([...own.keys()].sort()).toEqual(["c1", "c2", "faults", "n1", "n2", "n3"]);
  });

  it("knows of every message's sender what the sender knew", () => {
    const { trace, cluster } = facts;
    const places = Array.from({ length: trace.length }, (_, index) => index).filter(
      (index) => !isDrop(trace.kind(index)),
    );
    places.forEach((index, place) => {
      if (trace.kind(index) !== EventKind.deliver) return;
      const sender = cluster.nameOf(trace.peer(index));
      const sending = log[places.indexOf(trace.cause(index))]!;
      expect(log[place]!.clock[sender]).toBeGreaterThanOrEqual(sending.clock[sender]!);
    });
  });

  it("tells a loss where the message was sent", () => {
    const losses = log.flatMap(({ event }) => event.match(/ is lost/g) ?? []);
    const { trace } = facts;
    const dropped = Array.from({ length: trace.length }, (_, index) => trace.kind(index)).filter(isDrop);
    expect(dropped.length).toBeGreaterThan(5);
    expect(losses).toHaveLength(dropped.length);
  });
});

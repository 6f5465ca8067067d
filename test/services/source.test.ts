import { expect, it } from "vitest";
import { Cluster, type NodeSpec } from "../../src/cluster/index.ts";
import { services, type ServerState, type SourceState } from "../../src/services/index.ts";
import { distribution, link, specOf } from "../cluster/chatter.ts";

it("a source has every call answered or refused, and measures both ways and the time inside", () => {
  const nodes = [
    nodeOf("station", "replica", "server", { service: "20ms", room: 2 }),
    nodeOf("callers", "client", "source", { gap: "exponential(15ms)" }),
  ];
  const network = { defaults: link({ latency: distribution("5ms") }), overrides: [] };
  const cluster = Cluster.create(
    { ...specOf(undefined, { untilUs: 60_000_000 }), nodes, network },
    "1",
    "off",
  );
  cluster.run(Infinity);
  const station = cluster.nodes[0]!.state as ServerState;
  const callers = cluster.nodes[1]!.state as SourceState;
  expect(callers.refused).toBeGreaterThan(100);
  expect(callers.latency.count + callers.refused + callers.underWay.size).toBe(callers.sent);
  expect(callers.latency.least).toBe(10_000 + 20_000);
  expect(station.sojourn.most).toBeLessThanOrEqual(40_000);
});

it("a source that names a replica that there is not is an input error", () => {
  const { problems, options } = services["source"]!;
  expect(problems(options.parse({ to: "n9" }), ["n1"])).toEqual([
    { option: "to", problem: 'there is no replica "n9"', found: "n9", accepted: ["n1"] },
  ]);
});

function nodeOf(name: string, kind: NodeSpec["kind"], service: string, options: unknown): NodeSpec {
  const entry = services[service]!;
  return { name, kind, program: entry.program, options: entry.options.parse(options) };
}

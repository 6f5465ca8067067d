import { expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const scenario = (network: string): string => `lightcone: 1
title: T
cluster: { program: raft, nodes: 1 }
network: ${network}
workload: { clients: 1, script: [{ at: 2s, client: c1, write: [x, 1] }] }
run: { until: 3s }
`;

/** From a client's call to its answer, µs. */
function roundTripUs(network: string): number {
  const run = createRun(open(scenario(network)));
  run.advance();
  const [call, answer] = valuesOf(run.cluster.history);
  return answer!.timeUs - call!.timeUs;
}

it("some kinds of message take another time than the rest of the link's", () => {
  expect(roundTripUs("{ latency: 3ms }")).toBe(6_000);
  expect(roundTripUs("{ latency: 3ms, latencyOf: { Request: 10ms } }")).toBe(13_000);
  expect(roundTripUs("{ latency: 3ms, clients: { latencyOf: { Request: 10ms, Response: 1ms } } }")).toBe(
    11_000,
  );
  const links = "links: [{ from: n1, to: c1, latencyOf: { Response: 20ms } }]";
  expect(roundTripUs(`{ latency: 3ms, ${links} }`)).toBe(23_000);
});

it("a kind of message that nobody sends is refused, and the nearest is named", () => {
  const parsed = parseScenario(scenario("{ latencyOf: { Requst: 1ms } }"), "f.yaml");
  expect(parsed.ok ? [] : parsed.error).toMatchObject([
    { line: 4, problem: 'unknown kind of message "Requst"', nearest: "Request" },
  ]);
});

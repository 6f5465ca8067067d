import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../../src/scenario/index.ts";
import type { Setting } from "../../../src/ui/inspector/parameter-field.tsx";
import { settingGroups } from "../../../src/ui/inspector/parameter-groups.ts";

const data: unknown = parse(
  "cluster: { nodes: 5, program: raft, options: { heartbeat: 50ms } }\nnetwork: { latency: 8ms }\nworkload: { rate: 20/s }\nrun: { until: 10s }",
);

function settings(now = data, shown: readonly string[] = []): ReadonlyMap<string, Setting> {
  const groups = settingGroups(scenarioJsonSchema(), now, data, new Set(shown));
  return new Map(groups.flatMap((group) => group.settings).map((setting) => [setting.path, setting]));
}

describe("the form over a document", () => {
  test("counts go from their least on", () =>
    expect(settings().get("cluster.nodes")).toMatchObject({ value: "5", range: ["1", "20"] }));
  test("quantities go two decades around what they are", () => {
    expect(settings().get("network.latency")).toMatchObject({ value: "8ms", range: ["0.1ms", "100ms"] });
    expect(settings().get("workload.rate")).toMatchObject({ value: "20/s", range: ["1/s", "1000/s"] });
  });
  test("what the document does not say has its default", () =>
    expect(settings().get("network.loss")).toMatchObject({ value: "0", range: ["0", "0.5"] }));
  test("few words and yes or no are choices", () => {
    expect(settings().get("cluster.options.reads")?.choices).toEqual(["read-index", "lease", "log", "local"]);
    expect(settings().get("cluster.options.preVote")?.choices).toEqual(["false", "true"]);
    expect(settings().get("cluster.options.initialLeader")?.choices).toEqual(["n1", "n2", "n3", "n4", "n5"]);
  });
  test("options are those of the document's program", () => {
    const ping: unknown = parse("cluster: { program: ping }");
    expect([...settings(ping).keys()].some((path) => path.endsWith("electionTimeout"))).toBe(false);
    expect([...settings(ping).keys()].some((path) => path.startsWith("workload."))).toBe(false);
  });
  test("lists and maps are left to the text", () => {
    const named: unknown = parse("cluster: { program: raft, nodes: [a, b] }");
    expect(settings(named).has("cluster.nodes")).toBe(false);
    expect(settings().has("network.links")).toBe(false);
  });
  test("what the scenario's parameters show is not shown twice", () =>
    expect(settings(data, ["network.loss"]).has("network.loss")).toBe(false));
  test("what was changed knows what it was", () => {
    const changed: unknown = parse("cluster: { nodes: 7, program: raft }\nrun: { until: 10s }");
    expect(settings(changed).get("cluster.nodes")).toMatchObject({ value: "7", opened: "5" });
  });
});

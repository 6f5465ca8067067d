import { describe, expect, it } from "vitest";
import { parseScenario, type SettingText } from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const SOURCE = `lightcone: 1
title: T
cluster: { program: raft, nodes: 5 }
network: { loss: 0 }
faults:
  - { at: 100ms, crash: n1 }
run: { until: 1s }
params:
  timeout: { path: cluster.options.electionTimeout }
  when: { path: "faults[0].at" }
`;

function told(set: readonly SettingText[]): string[] {
  const parsed = parseScenario(SOURCE, "f.yaml", { set });
  if (parsed.ok) return [];
  return parsed.error.map(
    ({ file, line, column, problem, nearest }) =>
      `${file}:${line}:${column} ${problem}${nearest === undefined ? "" : ` ~${nearest}`}`,
  );
}

describe("settings", () => {
  it("change what is there, what the format knows, and what parameters stand for", () => {
    const { document, replicaOptions, params } = open(SOURCE, [
      ["network.loss", "10%"],
      ["network.latency", "lognormal(5ms, 0.4)"],
      ["cluster.nodes", "3"],
      ["timeout", "1s..2s"],
      ["when", "200ms"],
      ["faults[0].for", "50ms"],
    ]);
    expect(document.network).toMatchObject({ loss: 0.1, latency: { kind: "lognormal" } });
    expect(replicaOptions).toHaveLength(3);
    expect(replicaOptions[0]).toMatchObject({ electionTimeoutUs: [1_000_000, 2_000_000] });
    expect(document.faults[0]).toMatchObject({ at: { us: 200_000 }, for: 50_000 });
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ["timeout", "1s..2s"],
      ["when", "200ms"],
    ]);
  });

  it("may be whole lists and maps", () => {
    expect(open(SOURCE, [["checks", "[raft/log-matching]"]]).checks).toEqual(["raft/log-matching"]);
    expect(open(SOURCE, [["workload", "{ think: 10ms, clients: 2 }"]]).clients).toEqual(["c1", "c2"]);
  });

  it("stand in the text, which reads the same again", () => {
    const scenario = open(SOURCE, [["network.loss", "0.25"]]);
    expect(scenario.text).toContain("loss: 0.25");
    const again = open(scenario.text);
    expect(again.document).toEqual(scenario.document);
  });

  it("leave comments and layout of all else as they are", () => {
    const source = `# first
lightcone: 1
title:   T   # spaces
cluster: { program: raft, nodes: 5 } # five
network:
  latency: 1ms # short

  loss: 0
faults:
  - { at: 100ms,   crash: [n1,n2] }
run: {until: 1s}
`;
    const { text } = open(source, [
      ["network.loss", "5%"],
      ["cluster.options.heartbeat", "20ms"],
      ["faults[0].at", "200ms"],
      ["faults[0].crash[1]", "n3"],
      ["network.clients.loss", "0.1"],
      ["seed", "4"],
    ]);
    expect(text).toBe(
      source
        .replace("loss: 0", "loss: 5%\n  clients: { loss: 0.1 }")
        .replace("nodes: 5 }", "nodes: 5, options: { heartbeat: 20ms } }")
        .replace("100ms", "200ms")
        .replace("n1,n2", "n1,n3")
        .replace("{until: 1s}", "{until: 1s}\nseed: 4"),
    );
  });

  it("are refused where other values stand for the one that is to change", () => {
    const source = SOURCE.replace("network: { loss: 0 }", "network: { loss: &p 0.1, duplicate: *p }");
    expect(parseScenario(source, "f.yaml", { set: [["network.loss", "0.2"]] })).toMatchObject({
      ok: false,
      error: [{ problem: "other values stand for network.loss as *p; set it in the document" }],
    });
    expect(open(source, [["network.duplicate", "0.2"]]).document.network).toMatchObject({ duplicate: 0.2 });
  });

  it("leave the text as it was when there are none", () => {
    expect(open(SOURCE).text).toBe(SOURCE);
  });

  it("show a parameter's value where the document leaves it out", () => {
    expect(open(SOURCE).params.map(({ value }) => value)).toEqual(["150ms..300ms", "100ms"]);
  });

  it.each<[SettingText[], string[]]>([
    [
      [["network.los", "1"]],
      ['--set network.los=1:0:0 the scenario has no parameter and no path "network.los" ~network.loss'],
    ],
    [
      [["timeuot", "1s"]],
      ['--set timeuot=1s:0:0 the scenario has no parameter and no path "timeuot" ~timeout'],
    ],
    [
      [["faults[7].at", "1s"]],
      ['--set faults[7].at=1s:0:0 the scenario has no parameter and no path "faults[7].at" ~faults[0].at'],
    ],
    [[["", "1s"]], ['--set =1s:0:0 the scenario has no parameter and no path ""']],
    [[["a..b", "1"]], ['--set a..b=1:0:0 the scenario has no parameter and no path "a..b"']],
    [[["network.loss", "3"]], ['--set network.loss=3:0:0 "3" is not a probability from 0 to 1']],
    [[["timeout", "soon"]], ['--set cluster.options.electionTimeout=soon:0:0 "soon" is not a duration']],
    [[["cluster.program", "paxos"]], ['--set cluster.program=paxos:0:0 unknown program "paxos"']],
    [[["run.until", "50ms"]], ["f.yaml:6:11 the fault is at 100ms, but the run ends at 50ms"]],
    [
      [["cluster.nodes", "&a [*a]"]],
      ['--set cluster.nodes=&a [*a]:0:0 "&a [*a]" is not a whole number, 1 to 2000'],
    ],
  ])("%j", (set, errors) => {
    expect(told(set)).toEqual(errors);
  });
});

import { expect, test } from "vitest";
import { appendFault, parseScenario } from "../../../src/scenario/index.ts";
import { linkFaults, nodeFaults, requests } from "../../../src/ui/inject/fault-entries.ts";

const text = "lightcone: 1\ntitle: A run\ncluster: { program: raft, nodes: 3 }\nrun: { until: 10s }\n";

const choices = [
  ...(["up", "down", "paused"] as const).flatMap((status) => nodeFaults("n1", status, true).flat()),
  ...requests("n1", ["n2", "n3"]),
  ...linkFaults("n1", "n2").flat(),
];

test.each([...new Set(choices.map((choice) => choice.yaml))])(
  "the engine accepts what a menu offers: %s",
  (yaml) => {
    const added = appendFault(text, "run.yaml", 2_000_000, yaml);
    expect(added.ok && parseScenario(added.value, "run.yaml")).toMatchObject({ ok: true });
  },
);

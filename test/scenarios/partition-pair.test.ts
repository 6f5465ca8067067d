import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";

const read = (name: string): Record<string, unknown> =>
  parse(readFileSync(`scenarios/consistency/${name}-partition.yaml`, "utf8")) as Record<string, unknown>;

it("the store that refuses and the one that answers meet the same network, clients and partition", () => {
  const [refuses, answers] = [read("cp"), read("ap")];
  for (const section of ["network", "workload", "faults", "run", "seed"])
    expect(refuses[section], section).toEqual(answers[section]);
  expect(refuses["cluster"]).not.toEqual(answers["cluster"]);
});

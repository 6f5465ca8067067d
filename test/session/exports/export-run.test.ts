import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS, exportRun } from "../../../src/session/exports/index.ts";
import { factsOf } from "./facts-of.ts";

const facts = factsOf();

describe("a run as a file", () => {
  it("is named after scenario, seed and format", () => {
    expect(EXPORT_FORMATS.map((format) => exportRun(format, facts).name)).toEqual([
      "small.seed-7.perfetto.json",
      "small.seed-7.shiviz.log",
      "small.seed-7.otlp.json",
      "small.seed-7.jepsen.edn",
      "small.seed-7.events.csv",
      "small.seed-7.yaml",
      "small.seed-7.run.json",
    ]);
  });

  it("has a name that every file system takes, whatever the seed", () => {
    const { name } = exportRun("run", { ...facts, seed: "../a b\n#7" });
    expect(name).toBe("small.seed-..-a-b-7.run.json");
  });

  it.each(EXPORT_FORMATS)("is the same file for the same run: %s", (format) => {
    expect(exportRun(format, factsOf()).parts).toEqual(exportRun(format, facts).parts);
  });

  it("as a scenario is its document", () => {
    expect(exportRun("scenario", facts).parts).toEqual([facts.scenario.text]);
  });
});

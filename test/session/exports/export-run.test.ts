import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS, exportedName, exportRun } from "../../../src/session/exports/index.ts";
import { exportText, factsOf } from "./facts-of.ts";

const facts = factsOf();

describe("a run as a file", () => {
  it("is named after scenario, seed and format", () => {
    expect(EXPORT_FORMATS.map((format) => exportedName(format, facts))).toEqual([
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
    expect(exportedName("run", { ...facts, seed: "../a b\n#7" })).toBe("small.seed-..-a-b-7.run.json");
  });

  it.each(EXPORT_FORMATS)("is the same file for the same run: %s", (format) => {
    expect(exportText(format, factsOf())).toBe(exportText(format, facts));
  });

  it("as a scenario is its document, with the seed of the run", () => {
    expect(exportText("scenario", facts)).toBe(`${facts.scenario.text}seed: 7\n`);
  });

  it("comes whole, with its type", async () => {
    const { name, content } = await exportRun("otlp", facts);
    expect([name, content.type]).toEqual(["small.seed-7.otlp.json", "application/json"]);
    expect(await content.text()).toBe(exportText("otlp", facts));
  });
});

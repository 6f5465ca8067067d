import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkLinearizable, findModel, fitHistory } from "../../src/checkers/index.ts";
import { readHistory, toOperations } from "../../src/history/index.ts";

/** Histories of other people's systems with the verdict that others reached; they are not part of this repository. */
const folder = new URL("../../../shared/histories/", import.meta.url);
const labels = new URL("labels.tsv", folder);
const isHere = existsSync(labels);

describe.skipIf(!isHere)("labelled histories (skipped where the files are not at hand)", () => {
  const rows = isHere ? readFileSync(labels, "utf8").trim().split("\n").slice(1) : ["none\tregister\tvalid"];
  it.each(rows.map((row) => row.split("\t") as [string, string, string]))(
    "%s under %s is %s",
    (file, modelName, verdict) => {
      const entries = readHistory(readFileSync(new URL(file, folder)), file);
      const model = findModel(modelName);
      if (!entries.ok || !model.ok) throw new Error(`${file} cannot be read`);
      const operations = toOperations(entries.value);
      expect(fitHistory(file, entries.value, operations, model.value)).toEqual([]);
      const result = checkLinearizable(operations, model.value);
      expect(result.verdict).toBe(verdict);
      expect(result.witness?.isShortest ?? true).toBe(true);
    },
  );
});

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { compareScenarios } from "../../../src/ui/gallery/topics.ts";

const UNKNOWN = "no/such-scenario";

test("every scenario with a lesson has a place in its topic, and a problem stands before its remedy", () => {
  const names = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length));
  for (const name of names) expect(compareScenarios(name, UNKNOWN), name).toBeLessThan(0);
  for (const [problem, remedy] of [
    ["consistency/your-own-photo", "consistency/your-own-photo-with-a-token"],
    ["consistency/reply-before-question", "consistency/causal-order"],
    ["transactions/without-commit-wait", "transactions/commit-wait"],
    ["consistency/lww-clock-skew", "consistency/or-set-keeps-both"],
  ] as const)
    expect(compareScenarios(problem, remedy), remedy).toBeLessThan(0);
});

import { describe, expect, it } from "vitest";
import { createRun, standaloneText } from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const before = `# about elections
lightcone: 1
title: T
cluster: { program: raft } # three nodes
run: { until: 1s }
seed: 42 # drawn by hand
# read it first
lesson: ./t.md # beside this file
claims: []
`;

const alone = (text: string, seed: string): string => standaloneText(open(text), seed);
const fingerprint = (text: string, seed?: string): string => {
  const run = createRun(open(text), seed === undefined ? {} : { seed });
  run.advance();
  return run.result().fingerprint;
};

describe("a document that stands alone", () => {
  it("has no lesson, and all else as it was", () => {
    expect(alone(before, "42")).toBe(before.replace("lesson: ./t.md # beside this file\n", ""));
    const without = before.replace(/lesson.*\n/, "");
    expect(alone(without, "42")).toBe(without);
  });

  it("has the seed of the run, at its place or as a last line, and gives its fingerprint by itself", () => {
    expect(alone(before, "9")).toContain("seed: 9 # drawn by hand\n");
    const unsaid = before.replace(/seed.*\n/, "");
    expect(alone(unsaid, "1")).not.toContain("seed");
    for (const seed of ["9", "007", "1e3", "a: b", "true", "-0", "99999999999999999999"]) {
      expect(open(alone(unsaid, seed)).seed).toBe(seed);
      expect(fingerprint(alone(before, seed))).toBe(fingerprint(before, seed));
    }
  });

  it("keeps line ends, JSON, and what anchors in it mean", () => {
    const withReturns = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(alone(withReturns(before), "9")).toBe(withReturns(alone(before, "9")));
    const json =
      '{"lightcone":1,"title":"T","lesson":"./t.md","cluster":{"program":"raft"},"run":{"until":"1s"},"seed":3}';
    expect(JSON.parse(alone(json, "4"))).toEqual({
      lightcone: 1,
      title: "T",
      cluster: { program: "raft" },
      run: { until: "1s" },
      seed: 4,
    });
    const anchored = before.replace("lesson: ./t.md", "lesson: &l ./t.md").concat("summary: *l\n");
    const { document, seed } = open(alone(anchored, "9"));
    expect([document.lesson, document.summary, seed]).toEqual([undefined, "./t.md", "9"]);
  });
});

import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { parseScenario } from "../../../src/scenario/index.ts";
import { rangeOf, toDiagnostics } from "../../../src/ui/editor/problems.ts";

/** What is underlined, and what each problem proposes. */
function underlined(source: string): readonly (readonly [words: string, fix: string | undefined])[] {
  const parsed = parseScenario(source, "f.yaml");
  if (parsed.ok) return [];
  const document = Text.of(source.split("\n"));
  return toDiagnostics(document, parsed.error).map(({ from, to, actions }) => [
    document.sliceString(from, to),
    actions?.[0]?.name,
  ]);
}

const HEAD = "lightcone: 1\ntitle: T\n";
const TAIL = "run: { until: 1s }\n";

test("the misspelt key, name or word is underlined, whole and nothing else, with the nearest one as its mending", () => {
  expect(underlined(`${HEAD}cluster: { program: rafft, nodes: 3 }\nnetwrk: { loss: 0 }\n${TAIL}`)).toEqual([
    ["rafft", "Change to raft"],
    ["netwrk", "Change to network"],
  ]);
  expect(
    underlined(
      `${HEAD}cluster: { program: raft }\nfaults:\n  - { at: 1ms, crahs: n1 }\n  - { at: 1ms, crash: [n1, n9] }\n${TAIL}`,
    ),
  ).toEqual([
    ["crahs", "Change to crash"],
    ["n9", "Change to n1"],
  ]);
});

test("a value that cannot be read is underlined with its quotes and brackets", () => {
  expect(
    underlined(`${HEAD}cluster: { program: raft }\nnetwork: { latency: "soon", loss: 2 }\n${TAIL}`),
  ).toEqual([
    ['"soon"', undefined],
    ["2", undefined],
  ]);
});

test("where something is missing or not closed a character is underlined, never beyond its line", () => {
  const document = Text.of(["a:", "", "b"]);
  for (const [line, column] of [
    [1, 3],
    [2, 1],
    [3, 9],
    [0, 0],
    [9, 1],
  ] as const) {
    const { from, to } = rangeOf(document, { file: "f", line, column, problem: "p" });
    expect(from).toBeLessThanOrEqual(to);
    expect(to).toBeLessThanOrEqual(document.length);
    expect(document.lineAt(from).number).toBe(document.lineAt(to).number);
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInputError, type InputError, type Result } from "../../src/base/index.ts";
import {
  appendFault,
  moveFault,
  muteFault,
  plannedFaults,
  removeFault,
  replaceFault,
} from "../../src/scenario/index.ts";
import { flowText } from "../../src/scenario/yaml-edit.ts";
import { readYaml } from "../../src/scenario/yaml-text.ts";
import { open } from "./open.ts";

const HEAD = "lightcone: 1\ntitle: T\ncluster: { program: raft } # three nodes\nrun: { until: 10s }\n";

type Edited = Result<string, readonly InputError[]>;

function textOf(edited: Edited): string {
  if (!edited.ok) throw new Error(edited.error.map(formatInputError).join("\n"));
  return edited.value;
}

function problemOf(edited: Edited): string {
  return edited.ok ? `edited: ${edited.value}` : edited.error.map(formatInputError).join("\n");
}

/** The plan in words. */
function planOf(text: string): string[] {
  const scenario = open(text);
  return plannedFaults(scenario, scenario.seed).map(
    ({ atUs, text: words, muted }) => `${atUs / 1e6} ${words}${muted ? " muted" : ""}`,
  );
}

/** The same plan of three in every layout. */
const LAYOUTS: readonly (readonly [string, string])[] = [
  [
    "a list of lines",
    "faults: # the plan\n  - { at: 1s, crash: n1, for: 2s } # first\n  # between\n  - { at: 2s, cut: [n1, n2] } # second\n  - { at: 3s, heal: all } # third\n# the end\nseed: 3\n",
  ],
  [
    "lines without indentation, maps below their dash",
    "faults:\n- # first\n  at: 1s # one\n  crash: n1 # who\n  for: 2s\n-   at: 2s\n    cut:\n      - n1\n      - n2\n\n- at: 3s\n  heal: all\nseed: 3\n",
  ],
  [
    "maps of lines, other order",
    "faults:\n  - crash: n1 # who\n    for: 2s\n    at: 1s\n  - cut: [n1, n2]\n    at: 2s\n  - heal: all\n    at: 3s # third",
  ],
  [
    "brackets",
    "faults: [{ at: 1s, crash: n1, for: 2s }, { at: 2s, cut: [n1, n2] }, { at: 3s, heal: all }] # plan\nseed: 3\n",
  ],
  [
    "brackets in several lines",
    "faults: [\n  { at: 1s, crash: n1, for: 2s }, # first\n  { at: 2s, cut: [n1, n2] },\n  { at: 3s, heal: all },\n]\n",
  ],
];

describe.each(LAYOUTS)("a plan in %s", (_name, faults) => {
  const before = HEAD + faults;

  it("is the plan it should be", () => {
    expect(planOf(before)).toEqual(["1 crash n1 for 2s", "2 cut n1 to n2", "3 heal all"]);
  });

  it("has each fault moved, and nothing else", () => {
    [0, 1, 2].forEach((index) => {
      const after = textOf(moveFault(before, "f", index, 4_173_001));
      expect(planOf(after)).toEqual(
        planOf(before).with(index, planOf(before)[index]!.replace(/^\d/, "4.173001")),
      );
      expect(textOf(moveFault(after, "f", index, (index + 1) * 1_000_000))).toBe(before);
    });
  });

  it("has each fault muted and heard again, and nothing else", () => {
    [0, 1, 2].forEach((index) => {
      const after = textOf(muteFault(before, "f", index, true));
      expect(planOf(after)).toEqual(planOf(before).with(index, `${planOf(before)[index]!} muted`));
      expect(muteFault(after, "f", index, true)).toEqual({ ok: true, value: after });
      expect(textOf(muteFault(after, "f", index, false))).toBe(before);
      expect(textOf(muteFault(before, "f", index, false))).toBe(before);
    });
  });

  it.each([
    ["{ crash: n2, for: 2s }", "crash n2 for 2s"],
    ["restart: n1", "restart n1"],
    ["partition: [[n1, leader], [rest]]\nfor: 4ms", "partition n1 leader | rest for 4ms"],
    ["{ slow: all, factor: 3, add: 2ms, for: 1s }", "slow all to all ×3 +2ms for 1s"],
  ])("has each fault replaced by %s, its time and muting kept", (yaml, words) => {
    [0, 1, 2].forEach((index) => {
      const after = textOf(replaceFault(before, "f", index, yaml));
      expect(planOf(after)).toEqual(planOf(before).with(index, `${index + 1} ${words}`));
      const muted = textOf(replaceFault(textOf(muteFault(before, "f", index, true)), "f", index, yaml));
      expect(planOf(muted)).toEqual(planOf(before).with(index, `${index + 1} ${words} muted`));
    });
  });

  it("has each fault removed, down to none, and grows again", () => {
    [0, 1, 2].forEach((index) => {
      const after = textOf(removeFault(before, "f", index));
      expect(planOf(after)).toEqual(planOf(before).toSpliced(index, 1));
    });
    const empty = [2, 0, 0].reduce((text, index) => textOf(removeFault(text, "f", index)), before);
    expect(planOf(empty)).toEqual([]);
    expect(planOf(textOf(appendFault(empty, "f", 5, "crash: n3")))).toEqual(["0.000005 crash n3"]);
  });

  it("has the line ends that it had, each edit being the same as with line feeds alone", () => {
    const edits: readonly ((text: string) => Edited)[] = [0, 1, 2].flatMap((index) => [
      (text) => moveFault(text, "f", index, 4_173_001),
      (text) => muteFault(text, "f", index, true),
      (text) => replaceFault(text, "f", index, "partition: [[n1, leader], [rest]]\nfor: 4ms"),
      (text) => removeFault(text, "f", index),
      (text) => appendFault(text, "f", 5, "crash: n3"),
    ]);
    const withReturns = (text: string): string => text.replaceAll("\n", "\r\n");
    for (const edit of edits)
      expect(textOf(edit(withReturns(before)))).toBe(withReturns(textOf(edit(before))));
  });

  it("keeps the document around it", () => {
    const comments = (text: string): string[] => Array.from(text.matchAll(/#.*/g), String);
    const edits: readonly Edited[] = [
      moveFault(before, "f", 1, 1),
      muteFault(before, "f", 1, true),
      replaceFault(before, "f", 1, "crash: n3"),
      appendFault(before, "f", 1, "crash: n3"),
    ];
    for (const edited of edits) expect(comments(textOf(edited))).toEqual(comments(before));
    const ofEntry = ["# second"];
    expect(comments(textOf(removeFault(before, "f", 1)))).toEqual(
      comments(before).filter((one) => !ofEntry.includes(one)),
    );
  });
});

describe("a fault that is edited", () => {
  const before = `${HEAD}faults:\n  - { at: 1s, crash: n1, for: 2s } # first\n  # below\n  - at: 2s # when\n    cut: [n1, n2] # the link\n    for: 1s # long\nseed: 3\n`;

  it("keeps its comments and the places of its keys", () => {
    expect(textOf(replaceFault(before, "f", 0, "{ for: 2s, pause: n2 }"))).toBe(
      before.replace("crash: n1", "pause: n2"),
    );
    expect(textOf(replaceFault(before, "f", 1, "{ slow: [n1, n2], factor: 2 }"))).toBe(
      before.replace("cut:", "slow:").replace("for: 1s #", "factor: 2 #"),
    );
    expect(textOf(replaceFault(before, "f", 1, "{ slow: [n1, n2], factor: 2, add: 1ms, for: 1s }"))).toBe(
      before.replace("cut:", "slow:").replace("# long\n", "# long\n    factor: 2\n    add: 1ms\n"),
    );
    expect(textOf(replaceFault(before, "f", 0, "{ at: 9s, muted: true, crash: n1, for: 2s }"))).toBe(before);
  });

  it("goes where it is an alias, from every layout", () => {
    const lines = `${HEAD}faults:\n  - &a { at: 1s, crash: n1 }\n  - *a # again\nseed: 3\n`;
    expect(textOf(removeFault(lines, "f", 1))).toBe(lines.replace("  - *a # again\n", ""));
    const brackets = `${HEAD}faults: [&a { at: 1s, crash: n1 }, *a, { at: 2s, heal: all }]\n`;
    expect(textOf(removeFault(brackets, "f", 1))).toBe(brackets.replace("*a, ", ""));
    const only = `${HEAD}x: 1\nfaults:\n  - *a\n`.replace("x: 1", "params: { p: &a { at: 1s, crash: n1 } }");
    expect(textOf(removeFault(only, "f", 0))).toContain("faults: []\n");
  });

  it("leaves, when it goes, the comments above it", () => {
    expect(textOf(removeFault(before, "f", 0))).toBe(before.replace(/ {2}- \{.*\n/, ""));
  });

  it("leaves an empty list behind", () => {
    const one = `${HEAD}faults: # the plan\n  - { at: 1s, crash: n1 } # first\n  # below\nseed: 3\n`;
    expect(textOf(removeFault(one, "f", 0))).toBe(`${HEAD}faults: [] # the plan\n  # below\nseed: 3\n`);
  });

  it("stays JSON in a document that is", () => {
    const json = JSON.stringify({
      lightcone: 1,
      title: "T",
      cluster: { program: "raft" },
      run: { until: "10s" },
      faults: [{ at: "1s", crash: "n1" }],
    });
    const edits: readonly ((text: string) => Edited)[] = [
      (text) => moveFault(text, "f", 0, 7),
      (text) => muteFault(text, "f", 0, true),
      (text) => replaceFault(text, "f", 0, "cut: [n1, n2]"),
      (text) => appendFault(text, "f", 9, "heal: all"),
      (text) => removeFault(text, "f", 0),
      (text) => removeFault(text, "f", 0),
    ];
    const last = edits.reduce((text, edit) => {
      const after = textOf(edit(text));
      expect(JSON.parse(after)).toBeTypeOf("object");
      return after;
    }, json);
    expect(planOf(last)).toEqual([]);
  });

  it("moves the beginning of what repeats", () => {
    const text = `${HEAD}faults: [{ at: 1s, every: 3s, crash: n1 }]\n`;
    expect(planOf(textOf(moveFault(text, "f", 0, 2_000_000)))).toEqual([
      "2 crash n1",
      "5 crash n1",
      "8 crash n1",
    ]);
  });

  it("is refused with its place and a reason, and never throws", () => {
    const anchored = `${HEAD}faults:\n  - { at: &t 1s, crash: n1 }\n  - { at: *t, crash: n2 }\n`;
    expect(problemOf(moveFault(anchored, "f", 0, 5))).toContain(
      "f:6:5: this fault cannot be changed by itself",
    );
    expect(problemOf(removeFault(anchored, "f", 0))).toContain("cannot be changed by itself");
    expect(planOf(textOf(moveFault(anchored, "f", 1, 5_000_000)))).toEqual(["1 crash n1", "5 crash n2"]);
    const drawn = `${HEAD}faults: [{ at: "uniform(1s, 2s)", crash: n1 }]\n`;
    expect(problemOf(moveFault(drawn, "f", 0, 5))).toContain(
      "f:5:16: the time of this fault is drawn from the seed",
    );
    const alias = `${HEAD}faults:\n  - &a { at: 1s, crash: n1 }\n  - *a\n`;
    for (const edited of [muteFault(alias, "f", 1, true), moveFault(alias, "f", 1, 1)])
      expect(problemOf(edited)).toContain("f:7:5: the fault is an alias");
    expect(problemOf(muteFault(alias, "f", 0, true))).toContain("cannot be changed by itself");
    for (const index of [-1, 1, 0.5, NaN])
      expect(problemOf(removeFault(`${HEAD}faults: [{ at: 1s, crash: n1 }]`, "f", index))).toContain(
        `there is no fault ${index}: the plan has 1, counted from 0`,
      );
    expect(problemOf(muteFault(HEAD, "f", 0, true))).toContain("the document has no list of faults");
    expect(problemOf(muteFault(`${HEAD}faults: &f\n  - &g []\n`, "f", 0, true))).toContain(
      "a fault is a map",
    );
    expect(problemOf(muteFault("- a", "f", 0, true))).toContain("no list of faults");
    expect(problemOf(replaceFault(before, "f", 0, "crash"))).toContain("a fault is a map");
    expect(problemOf(replaceFault(before, "f", 0, "{ crash"))).toContain("the fault:1:");
    expect(problemOf(replaceFault("{ a", "f", 0, "crash: n1"))).toContain("f:1:");
  });
});

describe("a document that is spoilt", () => {
  it("is edited or refused, whatever it is", () => {
    let count = 0;
    const spoil = fc.record({
      layout: fc.constantFrom(
        ...LAYOUTS.map(([, faults]) => faults),
        "faults: [{}]",
        "{}",
        "- 1",
        "faults:",
        "[]",
      ),
      from: fc.nat(120),
      by: fc.string({ maxLength: 4, unit: fc.constantFrom(...Array.from("{}[]&*?:-,#|> \n\"'ab")) }),
      cut: fc.nat(6),
      index: fc.nat(3),
    });
    const property = fc.property(spoil, ({ layout, from, by, cut, index }) => {
      const text = layout.slice(0, from) + by + layout.slice(from + cut);
      const edits = [
        moveFault(text, "f", index, 5),
        muteFault(text, "f", index, true),
        muteFault(text, "f", index, false),
        removeFault(text, "f", index),
        replaceFault(text, "f", index, "cut: [n1, n2]"),
        appendFault(text, "f", 5, "crash: n1"),
      ];
      count += edits.filter(({ ok }) => ok).length;
    });
    fc.assert(property, { numRuns: 700, seed: 3 });
    expect(count).toBeGreaterThan(400);
  });
});

describe("an entry in one line", () => {
  it("says what was meant, whatever its texts are", () => {
    const property = fc.property(fc.jsonValue(), (value) => {
      const text = `[{ at: 1s, key: ${flowText(value)} }, 1]`;
      expect(readYaml(text, "f")).toMatchObject({ ok: true, value: { data: [{ at: "1s", key: value }, 1] } });
      expect(text).not.toContain("\n");
    });
    fc.assert(property, { numRuns: 300, seed: 5 });
    expect(flowText({ cut: ["n1", "n2"], for: "2s", at: "1ms, 2ms", "a b": {} })).toBe(
      '{ cut: [n1, n2], for: 2s, at: "1ms, 2ms", a b: {} }',
    );
  });
});

describe("what a timeline marks", () => {
  it("is the document's faults with their entries, then what nobody wrote", () => {
    const scenario = open(`${HEAD.replace("raft", "raft, nodes: 3, down: [n3]")}faults:
  - { at: 1s, every: 4s, cut: { from: n1, to: [n2] }, for: 1ms }
  - { at: "uniform(1s, 2s)", crash: leader, muted: true }
nemesis: { kinds: [pause-leader], every: 2s, for: 1s, until: 3s }
`);
    const marks = plannedFaults(scenario, "7");
    const cut = {
      text: "cut n1 to n2 for 1ms",
      entry: 0,
      yaml: "{ every: 4s, cut: { from: n1, to: [n2] }, for: 1ms }",
      muted: false,
    };
    expect(marks).toEqual([
      { atUs: 1_000_000, ...cut },
      { atUs: 5_000_000, ...cut },
      { atUs: 9_000_000, ...cut },
      { atUs: marks[3]!.atUs, text: "crash leader", entry: 1, yaml: "{ crash: leader }", muted: true },
      { atUs: 0, text: "crash n3", muted: false },
      { atUs: 2_000_000, text: "pause leader for 1s", muted: false },
      { atUs: 3_000_000, text: "heal all", muted: false },
      { atUs: 3_000_000, text: "resume all", muted: false },
      { atUs: 3_000_000, text: "restart all", muted: false },
    ]);
  });

  it("names entries as they stand after settings, each to be put back as it was", () => {
    const scenario = open(`${HEAD}faults: [{ at: 1s, lossy: all, probability: 50% }]\n`, [
      ["faults[0].probability", "10%"],
    ]);
    const [mark] = plannedFaults(scenario, "1");
    expect(textOf(replaceFault(scenario.text, "f", mark!.entry!, mark!.yaml!))).toBe(scenario.text);
  });
});

import { describe, expect, it } from "vitest";
import { small } from "./documents.ts";
import { workplace } from "./command.ts";

const { run, write, mkdir, link, files } = workplace();

/** What is wrong, how the document is changed, and what the error must say: its place first. */
const cases: readonly (readonly [what: string, document: string | Uint8Array, says: readonly string[]])[] = [
  ["an unknown key", small.replace("loss: 0 }", "los: 0 }"), ["bad.yaml:5:", "los", 'did you mean "loss"']],
  [
    "a wrong unit",
    small.replace("heartbeat: 50ms", "heartbeat: 50 parsecs"),
    ["bad.yaml:4:", "50 parsecs", "150ms"],
  ],
  ["a duration without a unit", small.replace("until: 2s", "until: 2"), ["bad.yaml:9:", "no unit"]],
  ["a node that does not exist", small.replace("crash: n1", "crash: n9"), ["bad.yaml:8:", "n9", "n1"]],
  ["a fault after the end", small.replace("at: 500ms", "at: 5s"), ["bad.yaml:8:", "5s"]],
  [
    "an unknown program",
    small.replace("program: raft", "program: rafd"),
    ["bad.yaml:4:", 'did you mean "raft"'],
  ],
  [
    "an unknown check",
    small.replace("[linearizable,", "[linearisable,"),
    ["bad.yaml:12:", 'did you mean "linearizable"'],
  ],
  ["a claim that does not parse", small.replace("== valid", "= = valid"), ["bad.yaml:15:"]],
  ["a key given twice", `${small}title: Again\n`, ["bad.yaml:16:"]],
  ["a cycle", small.replace("faults:\n", "faults: &a\n  - *a\n"), ["bad.yaml:"]],
  ["a bomb of aliases", bomb(), ["bad.yaml:"]],
  ["deep nesting", `lightcone: ${"[".repeat(5000)}${"]".repeat(5000)}`, ["bad.yaml:"]],
  ["a tab", small.replace("  - {", "\t- {"), ["bad.yaml:8:"]],
  ["an empty file", "", ["bad.yaml", "empty"]],
  ["what is no map", "- 1\n- 2\n", ["bad.yaml:1:1", "map"]],
  ["what is not UTF-8", new Uint8Array([0x6c, 0x69, 0xff, 0xfe, 0x0a]), ["bad.yaml:1:3", "UTF-8"]],
  ["two megabytes", `# ${"x".repeat(2_000_000)}\n${small}`, ["bad.yaml"]],
];

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? "a0: &a0 [x, x, x, x, x, x, x, x]"
      : `a${level}: &a${level} [${Array.from({ length: 8 }, () => `*a${level - 1}`).join(", ")}]`,
  );
  return `${levels.join("\n")}\n${small}`;
}

describe("a wrong scenario", () => {
  it.each(cases)("%s: says where and what, answers 3, runs and writes nothing", (_what, document, says) => {
    write("bad.yaml", document);
    const before = files();
    const start = performance.now();
    const { code, out, err } = run("run", "bad.yaml", "--trace", "never.ndjson");
    expect(code).toBe(3);
    for (const text of says) expect(err).toContain(text);
    expect(out).toBe("");
    expect(files()).toEqual(before);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("is refused by validate, verify and sweep alike", () => {
    write("bad.yaml", small.replace("program: raft", "program: rafd"));
    write("good.yaml", small);
    expect(run("validate", "good.yaml", "bad.yaml").code).toBe(3);
    expect(run("verify", "bad.yaml").code).toBe(3);
    expect(run("sweep", "bad.yaml", "--out", "rows.csv").code).toBe(3);
    expect(files()).not.toContain("rows.csv");
    expect(run("validate", "good.yaml").code).toBe(0);
  });
});

describe("a lesson", () => {
  it.each(["./nothere.md", "../../../../../../etc/hostname", "/etc/hostname", "in/../../../../etc/hostname"])(
    "%s is refused by validate, run and sweep",
    (lesson) => {
      write("bad.yaml", `${small}lesson: ${lesson}\n`);
      for (const command of ["validate", "run", "sweep"]) {
        const { code, err } = run(command, "bad.yaml");
        expect(code).toBe(3);
        expect(err).toContain("bad.yaml:16:");
        expect(err).toContain("lesson cannot be read");
      }
    },
  );

  it("beside the document is read", () => {
    write("lesson.md", "# A lesson\n");
    write("good.yaml", `${small}lesson: ./lesson.md\n`);
    expect(run("validate", "good.yaml")).toMatchObject({ code: 0, err: "" });
  });

  it("is not read through a link that leaves the folder", () => {
    link("/etc/hostname", "link.md");
    write("bad.yaml", `${small}lesson: ./link.md\n`);
    expect(run("validate", "bad.yaml").code).toBe(3);
  });
});

describe("a wrong command line", () => {
  it.each<[string[], string[]]>([
    [
      ["run", "good.yaml", "--set", "los=0.1"],
      ["los", 'did you mean "loss"'],
    ],
    [
      ["run", "good.yaml", "--set", "network.latancy=1ms"],
      ["latancy", "latency"],
    ],
    [["run", "good.yaml", "--set", "loss=plenty"], ["plenty"]],
    [["run", "good.yaml", "--set", "loss"], ["path=value"]],
    [
      ["run", "good.yaml", "--until", "soon"],
      ["soon", "150ms"],
    ],
    [
      ["run", "good.yaml", "--until=-5s"],
      ["--until", "longer than nothing"],
    ],
    [
      ["verify", "good.yaml", "--until", "0s"],
      ["--until", "longer than nothing"],
    ],
    [
      ["run", "good.yaml", "--until", "300s"],
      ["--until", "ends at 2s"],
    ],
    [
      ["run", "good.yaml", "--seed", ""],
      ["--seed", "one character"],
    ],
    [
      ["export", "good.yaml", "--to", "jepsen", "--seed", "7\n8"],
      ["--seed", "one line"],
    ],
    [
      ["verify", "good.yaml", "--seed", "7".repeat(201)],
      ["--seed", "at most 200 characters"],
    ],
    [
      ["run", "good.yaml", "--time", "0s"],
      ["--time", "longer than nothing"],
    ],
    [
      ["run", "good.yaml", "--trace", "nowhere/a.ndjson"],
      ["--trace", "no such folder"],
    ],
    [
      ["sweep", "good.yaml", "--out", "nowhere/x.csv"],
      ["--out", "no such folder"],
    ],
    [
      ["sweep", "good.yaml", "--json", "--out", "x.csv"],
      ["--out", ".json"],
    ],
    [
      ["sweep", "good.yaml", "--vary", "loss=0", "--vary", "loss=0.1"],
      ["--vary", "twice"],
    ],
    [
      ["run", "good.yaml", "--trace", "trace.xml"],
      ["trace.xml", ".ndjson"],
    ],
    [
      ["run", "goud.yaml"],
      ["goud.yaml", "no such file"],
    ],
    [["run", "consensus/frist-election"], ['did you mean "consensus/first-election"']],
    [["run", "."], ["folder"]],
    [
      ["rnu", "good.yaml"],
      ["unknown command", "run"],
    ],
    [
      ["run", "good.yaml", "--sed", "1"],
      ["unknown option", "--seed"],
    ],
    [["sweep", "good.yaml", "--vary", "loss=0,many"], ["many"]],
    [["sweep", "good.yaml", "--vary", "loss"], ["name=value"]],
    [["sweep", "good.yaml", "--seeds", "0"], ["whole number"]],
    [
      [
        "sweep",
        "good.yaml",
        "--seeds",
        "100000",
        "--vary",
        "loss=0,0.1,0.2",
        "--vary",
        `network.latency=${"1ms,".repeat(99)}1ms`,
      ],
      ["runs"],
    ],
    [["check", "nothing.jsonl", "--model", "registre"], ['did you mean "register"']],
    [["check", "nothing.jsonl", "--model", "register", "--level", "linear"], ["linearizable"]],
  ])("%j: says what is accepted and answers 3", (args, says) => {
    write("good.yaml", small);
    const { code, err } = run(...args);
    expect(code).toBe(3);
    for (const text of says) expect(err).toContain(text);
  });

  it("refuses a folder as target and leaves nothing behind", () => {
    write("good.yaml", small);
    mkdir("folder.csv");
    mkdir("folder.json");
    const before = files();
    for (const args of [
      ["sweep", "good.yaml", "--out", "folder.csv"],
      ["run", "good.yaml", "--trace", "folder.json"],
    ]) {
      const { code, err } = run(...args);
      expect(code).toBe(3);
      expect(err).toContain("this is a folder");
    }
    expect(files()).toEqual(before);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SELECTOR_WORDS } from "../../../src/cluster/index.ts";
import { scenarioJsonSchema } from "../../../src/scenario/index.ts";
import { explain } from "../../../src/ui/editor/explain.ts";
import { SELECTORS } from "../../../src/ui/editor/names.ts";
import { entryOnLine, placeAt, placesToWrite } from "../../../src/ui/editor/place.ts";
import { suggestionsAt } from "../../../src/ui/editor/suggest.ts";

const schema = scenarioJsonSchema();

/** What is offered where `|` stands. */
function offered(marked: string): readonly string[] {
  const offset = marked.indexOf("|");
  const places = placesToWrite(marked.replace("|", ""), offset);
  const found = places.map((place) => suggestionsAt(schema, place)).find((some) => some.length > 0);
  return (found ?? []).map(({ text }) => text);
}

/** The explanation of what stands at `|`. */
function explained(marked: string): ReturnType<typeof explain> {
  const text = marked.replace("|", "");
  const place = placeAt(text, marked.indexOf("|"));
  return place === undefined ? undefined : explain(schema, place, text);
}

const cluster = "cluster:\n  nodes: 3\n  program: raft\n";

describe("keys", () => {
  test("an empty document offers the sections, those that are needed first", () => {
    expect(offered("|").slice(0, 3)).toEqual(["lightcone", "title", "cluster"]);
    expect(offered("|")).toContain("faults");
  });
  test("what is there already is not offered again", () => {
    const keys = offered("lightcone: 1\ntitle: T\nne|\nrun: { until: 1s }\n");
    expect(keys).toContain("network");
    expect(keys).not.toContain("title");
    expect(keys).not.toContain("run");
  });
  test("an option of the program that the document names", () => {
    expect(offered(`${cluster}  options:\n    |\n`)).toContain("electionTimeout");
    expect(offered(`${cluster}  options: { heart| }\n`)).toContain("heartbeat");
    expect(offered(`cluster: { program: ping, options: { | } }`)).not.toContain("electionTimeout");
  });
  test("a fault without an action offers every action, one that has it what belongs to it", () => {
    const actions = offered(`${cluster}faults:\n  - { at: 2s, | }\n`);
    expect(actions).toEqual(expect.arrayContaining(["crash", "partition", "clock-step"]));
    const more = offered(`${cluster}faults:\n  - { at: 2s, crash: n1, | }\n`);
    expect(more).toContain("for");
    expect(more).not.toContain("partition");
  });
  test("needed is what every form needs", () => {
    const text = `${cluster}faults:\n  - { }\n`;
    const [place] = placesToWrite(text, text.length - 3);
    const needed = suggestionsAt(schema, place!).filter(({ isNeeded }) => isNeeded);
    expect(needed.map(({ text: key }) => key)).toEqual(["at"]);
  });
  test("a fault in lines of its own", () => {
    expect(offered(`${cluster}faults:\n  - at: 2s\n    cra|\n`)).toContain("crash");
    expect(offered(`${cluster}faults:\n  - |\n`)).toContain("at");
  });
  test("nodes as keys", () => {
    expect(offered(`${cluster}  clocks: { | }`)).toEqual(["n1", "n2", "n3"]);
  });
  test("a map of several lines in braces", () => {
    expect(offered("network: {\n  latency: 5ms,\n  |\n}\n")).toContain("loss");
  });
});

describe("values", () => {
  test("a program", () =>
    expect(offered("cluster: { program: | }")).toEqual(expect.arrayContaining(["raft", "ping"])));
  test("yes or no", () => expect(offered(`${cluster}  options: { preVote: | }`)).toEqual(["true", "false"]));
  test("one of a few words", () =>
    expect(offered(`${cluster}  options: { reads: l| }`)).toEqual(["read-index", "lease", "log", "local"]));
  test("a distribution's forms", () =>
    expect(offered("network:\n  latency: |\n")).toContain("lognormal(5ms, 0.4)"));
  test("a distribution's forms in quotes", () =>
    expect(offered('network: { latency: "exp|" }')).toContain("exponential(5ms)"));
  test("names of nodes and words that stand for them", () => {
    const names = offered(`${cluster}workload: { clients: 2 }\nfaults:\n  - { at: 1s, crash: | }\n`);
    expect(names).toEqual(expect.arrayContaining(["n1", "n3", "c2", "leader"]));
    expect(names).not.toContain("n4");
  });
  test("names of a list of nodes", () => {
    const text =
      "cluster: { program: raft, nodes: [amy, bob] }\nfaults:\n  - { at: 1s, partition: [[amy, |], [bob]] }\n";
    expect(offered(text)).toEqual(expect.arrayContaining(["amy", "bob", "rest"]));
  });
  test("checks, metrics, and paths of parameters", () => {
    expect(offered(`${cluster}checks: [linearizable, |]`)).toContain("raft/election-safety");
    expect(offered(`${cluster}checks:\n  - |\n`)).toContain("raft/*");
    expect(offered(`${cluster}metrics: [|]`)).toContain("elections");
    expect(offered(`${cluster}params: { p: { path: net| } }`)).toContain("network.loss");
  });
  test("the replica that an option speaks of", () =>
    expect(offered(`${cluster}  options: { initialLeader: | }`)).toEqual(["n1", "n2", "n3"]));
  test("nothing in a comment", () => expect(offered(`${cluster}# pro|`)).toEqual([]));
});

describe("explanations", () => {
  test("a key: what it is, its default, what is accepted", () => {
    expect(explained("network: { lo|ss: 0.1 }")).toMatchObject({
      path: "network.loss",
      says: "probability that a message is lost",
      kind: "a probability",
      fallback: "0",
      accepted: ["0.05", "5%"],
      isAll: false,
    });
  });
  test("a value of few", () => {
    expect(explained(`${cluster}  options: { reads: le|ase }`)).toMatchObject({
      path: "cluster.options.reads",
      isAll: true,
    });
  });
  test("a fault's action", () =>
    expect(explained(`${cluster}faults:\n  - { at: 2s, cr|ash: n1 }`)?.says).toBe(
      "volatile state and unsynced writes are lost",
    ));
  test("a check says what it claims", () =>
    expect(explained(`${cluster}checks: [raft/election-sa|fety]`)?.says).toMatch(/leader/));
  test("nothing of a key that the format does not know", () =>
    expect(explained("netwrk|: {}")).toBeUndefined());
});

test("the words for nodes are those that the engine knows", () => {
  expect([...Object.keys(SELECTORS), "rest"].sort()).toEqual([...SELECTOR_WORDS].sort());
});

test("a fault is found from anywhere on its lines", () => {
  const text = "faults:\n  - { at: 1s, crash: n1 } # one\n\n  - at: 2s\n    crash: n2\nseed: 1\n";
  const at = (words: string): number => entryOnLine(text, text.indexOf(words), "faults");
  expect(["faults:", "- {", "# one", "- at", "    crash", "seed"].map(at)).toEqual([-1, 0, 0, 1, 1, -1]);
});

test("every place of a real scenario can be asked", () => {
  const text = readFileSync("scenarios/consensus/a-leader-is-cut-off.yaml", "utf8");
  for (let offset = 0; offset <= text.length; offset += 7) {
    for (const place of placesToWrite(text, offset)) suggestionsAt(schema, place);
    const place = placeAt(text, offset);
    if (place !== undefined) explain(schema, place, text);
  }
  expect(offered(`${text}|`)).toContain("nemesis");
});

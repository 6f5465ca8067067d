import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { InputError, Result } from "../../src/base/index.ts";
import {
  addNode,
  createRun,
  forgetPlaces,
  parseScenario,
  placeNode,
  removeNode,
} from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const TAIL = "run: { until: 200ms }\n";
const doc = (cluster: string, rest = ""): string => `lightcone: 1\ntitle: T\n${cluster}${TAIL}${rest}`;
const counted = doc("cluster:\n  nodes: 3 # an odd number\n  program: raft\n");

function done(edited: Result<string, readonly InputError[]>): string {
  if (!edited.ok) throw new Error(JSON.stringify(edited.error));
  return edited.value;
}

const add = (text: string): string => done(addNode(text, "f.yaml"));
const remove = (text: string, name: string): string => done(removeNode(text, "f.yaml", name));
const place = (text: string, name: string, x: number, y: number): string =>
  done(placeNode(text, "f.yaml", name, [x, y]));

describe("a node more", () => {
  it("is counted", () => expect(add(counted)).toBe(counted.replace("3 #", "4 #")));
  it("is named where the nodes have names", () => {
    const text = doc("cluster: { program: raft, nodes: [n1, n3] }\n");
    expect(open(add(text)).replicas).toEqual(["n1", "n3", "n4"]);
  });
  it("keeps the comments of a list in lines", () => {
    const text = doc("cluster:\n  nodes:\n    - n1 # the first\n    - n2\n  program: raft\n");
    expect(add(text)).toContain("- n1 # the first\n    - n2\n    - n3\n");
  });
  it("comes to the usual three where the document does not count", () => {
    expect(open(add(doc("cluster: { program: raft }\n"))).replicas).toHaveLength(4);
  });
  it("can be the last node of JSON", () => {
    const json = '{"lightcone":1,"title":"T","cluster":{"nodes":2,"program":"raft"},"run":{"until":"1s"}}';
    expect(open(add(json)).replicas).toHaveLength(3);
  });
});

describe("a text whose lines end in CR LF", () => {
  const withReturns = (text: string): string => text.replaceAll("\n", "\r\n");
  const lines = doc("cluster:\n  nodes:\n    - n1 # the first\n    - n2\n  program: raft\n");
  it.each<[string, (text: string) => string, string]>([
    ["a node more", add, lines],
    ["a node less", (text) => remove(text, "n1"), lines],
    ["a place", (text) => place(text, "n1", 0.5, 0.25), lines],
    ["a place in a view of lines", (text) => place(text, "n1", 0.5, 0.25), `${lines}view:\n  selected: n1\n`],
  ])("keeps them: %s", (_what, edit, text) => {
    expect(edit(withReturns(text))).toBe(withReturns(edit(text)));
  });
});

describe("a node less", () => {
  it("is not counted when it was the last", () =>
    expect(remove(counted, "n3")).toBe(counted.replace("3 #", "2 #")));
  it("leaves names when it was in the middle", () =>
    expect(remove(counted, "n2")).toBe(counted.replace("3 #", "[n1, n3] #")));
  it("takes what the view said of it along", () => {
    const text = doc(
      "cluster: { program: raft }\n",
      "view: { selected: n2, positions: { n2: [0, 1], n1: [1, 1] } }\n",
    );
    expect(open(remove(text, "n2")).document.view).toEqual({ positions: { n1: [1, 1] } });
  });
  it("is refused when it is the only one, or there is none such", () => {
    expect(removeNode(doc("cluster: { program: raft, nodes: 1 }\n"), "f.yaml", "n1").ok).toBe(false);
    expect(removeNode(counted, "f.yaml", "n9")).toMatchObject({ error: [{ accepted: ["n1", "n2", "n3"] }] });
  });
  it("is an error where a fault names it, at that fault", () => {
    const text = doc("cluster: { program: raft }\n", "faults:\n  - { at: 1ms, crash: n3 }\n");
    const parsed = parseScenario(remove(text, "n3"), "f.yaml");
    expect(parsed).toMatchObject({
      ok: false,
      error: [{ line: 6, column: 23, problem: 'unknown node "n3"' }],
    });
  });
});

describe("where a node stands", () => {
  it("is the last line of a document without a view", () =>
    expect(place(counted, "n1", 0.25, 0.50049)).toBe(`${counted}view: { positions: { n1: [0.25, 0.5] } }\n`));
  it("joins what the view says already", () => {
    const text = doc("cluster: { program: raft }\n", "view: { selected: n2 } # look here\nseed: 4\n");
    const twice = place(place(text, "n1", 0.1, 2), "n3", 1, 0);
    expect(open(twice).document.view).toEqual({ selected: "n2", positions: { n1: [0.1, 1], n3: [1, 0] } });
    expect(twice).toContain("# look here\nseed: 4\n");
    expect(done(forgetPlaces(twice, "f.yaml"))).toContain("view: { selected: n2 } # look here\nseed: 4\n");
  });
  it("is refused for a node that there is not", () =>
    expect(parseScenario(place(counted, "n7", 0, 0), "f.yaml")).toMatchObject({
      ok: false,
      error: [{ problem: 'unknown node "n7"' }],
    }));
  it("changes nothing of a run", () => {
    const print = (text: string): string => {
      const run = createRun(open(text), {});
      run.advance({});
      return run.result().fingerprint;
    };
    expect(print(place(counted, "n1", 0.9, 0.9))).toBe(print(counted));
    expect(print(add(counted))).not.toBe(print(counted));
  });
});

it("every scenario of the gallery stays one when a node is added and placed", () => {
  const files = readdirSync("scenarios", { recursive: true, encoding: "utf8" }).filter((one) =>
    one.endsWith(".yaml"),
  );
  for (const file of files) {
    const text = readFileSync(`scenarios/${file}`, "utf8");
    const first = open(text).replicas[0]!;
    const { positions } = open(place(text, first, 0.5, 0.5)).document.view!;
    expect(positions).toEqual({ ...open(text).document.view?.positions, [first]: [0.5, 0.5] });
    expect(open(add(text)).replicas).toHaveLength(open(text).replicas.length + 1);
  }
});

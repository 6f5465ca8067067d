import { describe, expect, it, test } from "vitest";
import { formatInputError, type InputError } from "../../src/base/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";

const HEAD = "lightcone: 1\ntitle: T\ncluster: { program: raft }\nrun: { until: 1s }\n";

function errorsOf(source: string | Uint8Array): readonly InputError[] {
  const parsed = parseScenario(source, "f.yaml");
  return parsed.ok ? [] : parsed.error;
}

/** `line:column problem`, with the nearest name behind `~`. */
function told(errors: readonly InputError[]): string[] {
  return errors.map(
    ({ line, column, problem, nearest }) =>
      `${line}:${column} ${problem}${nearest === undefined ? "" : ` ~${nearest}`}`,
  );
}

const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Malformed documents; what is told must be exactly this, in this order. */
const malformed: readonly (readonly [
  what: string,
  source: string | Uint8Array,
  errors: readonly string[],
])[] = [
  ["an empty file", "", ["1:1 the document is empty"]],
  ["only a comment", "# nothing\n", ["1:1 the document is empty"]],
  ["a list", "- a\n", ["1:1 a scenario is a map"]],
  ["a word", "hello", ["1:1 a scenario is a map"]],
  [
    "bytes that are not UTF-8",
    new Uint8Array([...bytes("lightcone: 1\ntitle: "), 0xff]),
    ["2:8 the file is not UTF-8: byte 0xff has no meaning here"],
  ],
  [
    "a file that is too large",
    `${HEAD}# ${"x".repeat(1_000_000)}`,
    ["1:1 the document is larger than 1000 kB"],
  ],
  ["a tab", "lightcone: 1\ncluster:\n\tnodes: 3\n", ["3:1 a tab cannot indent; use spaces"]],
  ["a key twice", `${HEAD}title: again\n`, ['5:1 the key "title" stands here a second time']],
  [
    "two documents",
    `${HEAD}---\n${HEAD}`,
    ["5:1 a second document begins here; a scenario is one document a file"],
  ],
  ["an alias of nothing", `${HEAD}faults: *nope\n`, ["5:9 the alias *nope names no anchor before it"]],
  ["an alias of itself", `${HEAD}faults: &f [*f]\n`, ["5:13 the alias *f contains itself"]],
  ["a map within itself", "lightcone: 1\ncluster: &c { x: *c }\n", ["2:18 the alias *c contains itself"]],
  ["a tag", `${HEAD}summary: !!js/function 'x'\n`, ["5:10 a tag is not accepted: a scenario is plain data"]],
  ["a key that is a list", `${HEAD}? [a, b]\n: 3\n`, ["5:3 a key must be a word"]],
  ["an open bracket", `${HEAD}faults: [ { at: 1s, crash: n1 `, ["5:31 a [ or { is not closed"]],
  ["an open quote", `${HEAD}summary: "abc`, ["5:14 something is not closed, or a colon or comma is missing"]],
  ["brackets without end", `a: ${"[".repeat(100_000)}`, ["1:1 the document is nested more than 64 deep"]],
  ["dashes without end", `${"- ".repeat(100_000)}x`, ["1:1 the document is nested more than 64 deep"]],
  ["a seed of two lines", `${HEAD}seed: "7\\n8"\n`, ["5:7 a seed is one line, without control characters"]],
  ["a seed that is too long", `${HEAD}seed: ${"x".repeat(201)}\n`, ["5:7 a seed has at most 200 characters"]],
  ["a seed of nothing", `${HEAD}seed: ""\n`, ["5:7 a seed has at least one character"]],
  ["no version", HEAD.slice(13), ['1:1 "lightcone" is missing']],
  ["another version", HEAD.replace("1", "2"), ["1:12 this engine reads version 1 of the format"]],
  [
    "unknown keys",
    `${HEAD}clams: 1\nnetwork: { latensy: 5ms }\n`,
    ['5:1 unknown key "clams" ~claims', '6:12 unknown key "latensy" ~latency'],
  ],
  [
    "a key one level too high",
    `${HEAD}nodez: 5\nlatency: 5ms\nzzzzzz: 1\n`,
    [
      '5:1 unknown key "nodez": "nodes" belongs in "cluster"',
      '6:1 unknown key "latency": "latency" belongs in "network"',
      '7:1 unknown key "zzzzzz"',
    ],
  ],
  ["a key of the prototype", `${HEAD}__proto__: { a: 1 }\n`, ['5:1 unknown key "__proto__"']],
  [
    "an unknown program",
    "lightcone: 1\ntitle: T\ncluster: { program: raff }\nrun: { until: 1s }\n",
    ['3:21 unknown program "raff" ~raft'],
  ],
  [
    "a program of the prototype",
    "lightcone: 1\ntitle: T\ncluster: { program: constructor }\nrun: { until: 1s }\n",
    ['3:21 unknown program "constructor"'],
  ],
  [
    "wrong options",
    "lightcone: 1\ntitle: T\ncluster:\n  program: raft\n  options:\n    electionTimeout: 300ms..150ms\n    heartbeat: fast\n    raeds: log\nrun: { until: 1s }\n",
    [
      '6:22 the range "300ms..150ms" runs backwards',
      '7:16 "fast" is not a duration',
      '8:5 unknown key "raeds" ~reads',
    ],
  ],
  [
    "an option that names no node",
    "lightcone: 1\ntitle: T\ncluster: { program: raft, options: { initialLeader: n9 } }\nrun: { until: 1s }\n",
    ['3:53 there is no replica "n9" ~n1'],
  ],
  [
    "options of one node",
    "lightcone: 1\ntitle: T\ncluster: { program: raft, nodeOptions: { n9: {}, n1: { heartbeat: 3, hartbeat: 1ms } } }\nrun: { until: 1s }\n",
    [
      '3:42 unknown node "n9" ~n1',
      "3:67 the duration 3 has no unit",
      '3:70 unknown key "hartbeat" ~heartbeat',
    ],
  ],
  [
    "wrong units",
    `${HEAD}network: { latency: 5, loss: 3, bandwidth: 10ms, buffer: 3 }\nworkload: { rate: 20 }\n`,
    [
      "5:21 the duration 5 has no unit",
      '5:30 "3" is not a probability from 0 to 1',
      '5:44 "10ms" is not a bandwidth',
      '5:58 "3" is not a size',
      '6:19 "20" is not a rate',
    ],
  ],
  [
    "a comma that YAML takes for its own",
    `${HEAD}network: { latency: uniform(1ms, 9ms) }\n`,
    [
      '5:21 "uniform(1ms" is not a duration: a comma ends a value inside of braces, so put the whole in quotes',
      '5:34 unknown key "9ms)": a comma ends a value inside of braces, so put the whole in quotes',
    ],
  ],
  [
    "a comma that YAML takes for its own, in a fault without a kind",
    `${HEAD}faults: [{ at: uniform(1ms,9ms) }]\n`,
    ['5:28 unknown key "9ms)": a comma ends a value inside of braces, so put the whole in quotes'],
  ],
  [
    "numbers out of range",
    "lightcone: 1\ntitle: T\ncluster: { program: raft, nodes: 0 }\nrun: { until: -1s }\n",
    ["3:34 0 is not a whole number, 1 to 2000", "4:15 the duration -1s is negative"],
  ],
  [
    "numbers that are none",
    "lightcone: 1\ntitle: T\ncluster: { program: raft, nodes: .inf }\nrun: { until: .nan }\n",
    ['3:34 ".inf" is not a whole number, 1 to 2000', '4:15 ".nan" is not a duration'],
  ],
  [
    "an endless and an empty run",
    "lightcone: 1\ntitle: T\ncluster: { program: raft }\nrun: { until: 0 }\n",
    ["4:15 a run must last"],
  ],
  [
    "values of the wrong kind",
    "lightcone: 1\ntitle: [1]\ncluster: 5\nfaults: { at: 1s }\nrun: []\nchecks: linearizable\nclaims: [a]\n",
    [
      "2:8 text is expected here",
      "3:10 a map is expected here",
      "4:9 a list is expected here",
      "5:6 a map is expected here",
      "6:9 a list is expected here",
      "7:10 a map is expected here",
    ],
  ],
  [
    "names twice",
    "lightcone: 1\ntitle: T\ncluster: { program: raft, nodes: [a, b, a, leader] }\nrun: { until: 1s }\nworkload: { clients: [b], think: 1ms }\n",
    [
      '3:41 a second node is called "a"',
      '3:44 "leader" cannot be a node\'s name: it means something in faults and links',
      '5:23 a second node is called "b"',
    ],
  ],
  [
    "nodes that do not exist",
    `${HEAD}faults:\n  - { at: 1ms, crash: n9 }\n  - { at: 1ms, partition: [[n1], [n2, n7]] }\n  - { at: 1ms, cut: [n1, m2] }\n`,
    ['6:23 unknown node "n9" ~n1', '7:39 unknown node "n7" ~n1', '8:26 unknown node "m2" ~n2'],
  ],
  [
    "nodes that do not exist, in links and regions",
    `${HEAD}network:\n  regions: { eu: [n1, n8], n2: [n3] }\n  links: [{ from: n1, to: us }, { within: ue }, { between: [eu, n5] }]\n`,
    [
      '6:23 unknown node "n8" ~n1',
      '6:28 the region "n2" has the name of something else',
      '7:27 unknown node or region "us"',
      '7:43 unknown node or region "ue" ~eu',
      '7:65 unknown node or region "n5" ~n1',
    ],
  ],
  [
    "a client that crashes",
    `${HEAD}workload: { think: 10ms }\nfaults: [{ at: 10ms, crash: c1 }, { at: 20ms, pause: c1 }]\n`,
    ['6:29 "c1" is a client; this can only happen to replicas'],
  ],
  [
    "faults after the end",
    `${HEAD}faults: [{ at: 1s, crash: n1 }, { at: 999ms, crash: n1 }, { at: "uniform(2s, 3s)", crash: n1 }]\n`,
    ["5:16 the fault is at 1s, but the run ends at 1s", "5:65 the fault is at 2s, but the run ends at 1s"],
  ],
  [
    "faults of no kind",
    `${HEAD}faults:\n  - { at: 1ms, crush: n1 }\n  - { at: 1ms, crash: n1, pause: n2 }\n  - { crash: n1 }\n  - { at: 1ms }\n  - boom\n`,
    [
      '6:16 unknown key "crush" ~crash',
      '7:34 a fault has either "crash" or "pause", not both',
      '8:5 "at" is missing',
      "9:5 a fault needs one of these keys",
      "10:5 a fault is a map with one of these keys",
    ],
  ],
  [
    "a fault of no kind, and names in others",
    `${HEAD}faults:\n  - { at: 1ms, crush: n1 }\n  - { at: 1ms, crash: n9 }\n  - { at: 1ms, ask: n1, to: nothing }\n  - { at: 9s, crash: n1 }\n`,
    [
      '6:16 unknown key "crush" ~crash',
      '7:23 unknown node "n9" ~n1',
      '8:29 unknown request "nothing"',
      "9:11 the fault is at 9s, but the run ends at 1s",
    ],
  ],
  [
    "operations by hand",
    `${HEAD}workload: { clients: 2, think: 10ms }\nfaults:\n  - { at: 1ms, operation: c3, do: { read: x } }\n  - { at: 1ms, operation: n1, do: { rite: [x, 1] } }\n  - { at: 1ms, operation: c1 }\n  - { at: 1ms, operation: c1, do: { write: x } }\n  - { at: 1ms, operation: c1, do: { read: x } }\n`,
    [
      '7:27 unknown client "c3" ~c1',
      '8:37 unknown key "rite" ~write',
      '9:5 "do" is missing',
      "10:44 a list is expected here",
    ],
  ],
  [
    "operations by hand where there are no clients",
    `${HEAD}faults: [{ at: 1ms, operation: c1, do: { read: x } }]\n`,
    ["5:32 there are no clients: the scenario has no workload"],
  ],
  [
    "a workload that cannot be read, and faults of its clients",
    `${HEAD}workload: { thick: 10ms }\nfaults: [{ at: 1ms, operation: c1, do: { read: x } }, { at: 1ms, pause: c1 }, { at: 1ms, crash: c1 }]\n`,
    ['5:13 unknown key "thick" ~think', '6:97 unknown node "c1" ~n1'],
  ],
  [
    "messages that cannot be",
    `${HEAD}faults:\n  - { at: 1ms, drop-message: [n1, n9], sent: 0 }\n  - { at: 1ms, drop-message: [leader, n2], sent: 1ms }\n  - { at: 1ms, delay-message: [n1, n1], sent: 0, by: 0 }\n  - { at: 1ms, delay-message: [n1, n1], sent: 0, by: 1ms, type: AppendEntry }\n  - { at: 1ms, drop-message: [n1, n2] }\n`,
    [
      '6:35 unknown node "n9" ~n1',
      '7:31 unknown node "leader"',
      "7:50 the message is sent at 1ms, not before the fault at 1ms",
      "8:54 a delay must last",
      '9:16 there is no link from "n1" to itself',
      '9:65 unknown kind of message "AppendEntry" ~AppendEntries',
      '10:5 "sent" is missing',
    ],
  ],
  [
    "faults that repeat wrongly",
    `${HEAD}faults: [{ at: 1ms, every: 0s, crash: n1 }, { at: 1ms, until: 2ms, crash: n1 }, { at: 1ms, every: 1us, crash: n1 }]\n`,
    [
      "5:28 an interval must last",
      '5:56 "until" says when "every" ends, and there is no "every"',
      "5:81 the plan has more than 32000 faults",
    ],
  ],
  [
    "more faults than a plan can have",
    `${HEAD}faults: [{ at: 1ms, every: 1us, crash: n1 }]\n`,
    ["5:10 the plan has more than 32000 faults"],
  ],
  [
    "until without every",
    `${HEAD}faults: [{ at: 1ms, until: 2ms, crash: n1 }]\n`,
    ['5:21 "until" says when "every" ends, and there is no "every"'],
  ],
  [
    "a nemesis beyond the end",
    `${HEAD}nemesis: { kinds: [crush], from: 2s }\n`,
    ['5:20 unknown kind "crush" ~crash'],
  ],
  [
    "a nemesis without a pause",
    `${HEAD}nemesis: { every: exponential(99us), quiet: 0 }\n`,
    ["5:19 the nemesis would strike 10101 times, more than 10000"],
  ],
  [
    "a workload that does nothing",
    `${HEAD}workload: { clients: 2 }\n`,
    ["5:1 the workload does nothing: it needs rate, think or script"],
  ],
  [
    "a workload of both kinds",
    `${HEAD}workload: { rate: 3/s, think: 1s }\n`,
    ["5:24 clients are either open loop (rate) or closed loop (think), not both"],
  ],
  [
    "a wrong script",
    `${HEAD}workload: { script: [{ at: 2s, client: c2, write: [x, 1] }] }\n`,
    ["5:28 the operation is at 2s, but the run ends at 1s", '5:40 unknown client "c2" ~c1'],
  ],
  [
    "wrong targets",
    `${HEAD}workload: { think: 1s, target: n4, overrides: { c2: {}, c1: { target: ledger-hint } } }\n`,
    [
      '5:32 unknown target "n4" ~n1',
      '5:53 unknown client "c2" ~c1',
      '5:71 unknown target "ledger-hint" ~leader-hint',
    ],
  ],
  [
    "params that set nothing",
    `${HEAD}params:\n  a: { path: network.los }\n  b: { path: "faults[0].at" }\n`,
    [
      '6:14 the scenario has no path "network.los" ~network.loss',
      '7:14 the scenario has no path "faults[0].at"',
    ],
  ],
  [
    "params with too many limits",
    `${HEAD}params: { c: { path: network.loss, range: [0, 1], choices: [0] } }\n`,
    ["5:60 a parameter has a range or choices, not both"],
  ],
  [
    "unknown checks and metrics",
    `${HEAD}checks: [linearisable, raft/elections]\nmetrics: [latency p98]\n`,
    [
      '5:10 unknown check "linearisable" ~linearizable',
      '5:24 unknown check "raft/elections" ~raft/election-safety',
      '6:11 unknown metric "latency p98" ~latency p90',
    ],
  ],
  [
    "clients, roles and requests that the program does not have",
    "lightcone: 1\ntitle: T\ncluster: { program: ping }\nrun: { until: 1s }\nworkload: { think: 10ms }\nnemesis: { kinds: [crash, pause-leader] }\nfaults:\n  - { at: 1ms, crash: [n1, leader] }\n  - { at: 1ms, partition: [[followers], [rest]] }\n  - { at: 1ms, ask: n1, to: transfer-leadership }\n",
    [
      '5:1 the program "ping" answers no clients, so a workload would get no answer',
      '6:27 the program "ping" has no roles, so nobody is "pause-leader"',
      '8:28 the program "ping" has no roles, so nobody is "leader"',
      '9:29 the program "ping" has no roles, so nobody is "followers"',
      '10:29 the program "ping" knows no requests',
    ],
  ],
  [
    "fewer nodes than the program needs",
    "lightcone: 1\ntitle: T\nrun: { until: 1s }\ncluster: { program: chain, nodes: 1 }\nworkload: { rate: 9/s }\n",
    ['4:35 the program "chain" needs at least 2 nodes'],
  ],
  [
    "tokens for a store that does not look at them",
    "lightcone: 1\ntitle: T\nrun: { until: 1s }\ncluster: { program: multi-leader }\nworkload: { rate: 9/s, session: token }\n",
    [
      '5:33 the program "multi-leader" keeps no sessions: with these options its answers may be old, and it looks at no token',
    ],
  ],
  [
    "tokens of one client, where one replica answers out of what it has",
    `${HEAD}workload: { clients: 2, rate: 9/s, overrides: { c2: { session: token } } }\n`.replace(
      "program: raft",
      "program: raft, nodeOptions: { n2: { reads: local } }",
    ),
    [
      '5:64 the program "raft" keeps no sessions: with these options its answers may be old, and it looks at no token',
    ],
  ],
  [
    "a request that the program does not know",
    `${HEAD}faults: [{ at: 1ms, ask: leader, to: transfer-leader }, { at: 2ms, ask: leader, to: transfer-leadership }]\n`,
    ['5:38 unknown request "transfer-leader" ~transfer-leadership'],
  ],
  [
    "partitions whose groups share a node",
    `${HEAD}faults:\n  - { at: 1ms, partition: [[n1, n2], [n2, n3]] }\n  - { at: 1ms, partition: [[n1], [rest], [rest]] }\n  - { at: 1ms, partition: [[n1], [all]] }\n  - { at: 1ms, partition: [[n1, n1], [random], [random]] }\n`,
    [
      '6:38 "n2" is in two groups of the partition',
      '7:42 "rest" is in two groups of the partition',
      '8:34 "all" leaves no replica for the other groups',
    ],
  ],
  [
    "rest where there is nothing that it could be the rest of",
    `${HEAD}faults: [{ at: 1ms, crash: rest }, { at: 1ms, cut: [n1, rest] }]\n`,
    [
      '5:28 "rest" means something in the groups of a partition only',
      '5:57 "rest" means something in the groups of a partition only',
    ],
  ],
  [
    "links from a node to itself",
    `${HEAD}faults: [{ at: 1ms, cut: [n1, n1] }, { at: 1ms, lossy: [leader, leader], probability: 1 }, { at: 1ms, cut: [random, random] }]\n`,
    ['5:21 there is no link from "n1" to itself', '5:49 there is no link from "leader" to itself'],
  ],
  [
    "faults that change nothing",
    `${HEAD}faults: [{ at: 1ms, slow: all }, { at: 1ms, slow-node: n1, add: 0 }]\n`,
    [
      '5:21 "slow" needs "factor" or "add": as it stands nothing becomes slower',
      '5:45 "slow-node" needs "factor" or "add": as it stands nothing becomes slower',
    ],
  ],
  [
    "a repetition that ends before it begins",
    `${HEAD}faults: [{ at: 500ms, every: 10ms, until: 500ms, crash: n1 }, { at: 500ms, every: 10ms, until: 501ms, crash: n1 }]\n`,
    ["5:43 the fault is at 500ms, but it repeats until 500ms: it never strikes"],
  ],
  [
    "waits that are over at once",
    `${HEAD}workload: { think: 1ms, timeout: 0, overrides: { c1: { deadline: 0s } } }\n`,
    ["5:34 a timeout must last", "5:66 a deadline of 0 lets no operation happen"],
  ],
  [
    "a prediction without its answer",
    `${HEAD}predict: { ask: Why?, choices: [a, b], answer: 3 }\n`,
    ["5:48 there are not so many choices"],
  ],
];

describe("a malformed document", () => {
  it.each(malformed)("%s", (_what, source, expected) => {
    expect(told(errorsOf(source))).toEqual(expected);
  });

  it("never takes long, however it is made", () => {
    const nine = (name: string): string => `[${Array.from({ length: 9 }, () => `*${name}`).join(",")}]`;
    const bomb = [
      "a: &a [x]",
      ...["b", "c", "d", "e", "f", "g", "h"].map(
        (name, index) => `${name}: &${name} ${nine("abcdefg"[index]!)}`,
      ),
    ];
    const hostile = [
      bomb.join("\n"),
      `${HEAD}summary: &a hello\nx: [${"*a,".repeat(40_000)}]\n`,
      Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join("\n"),
      Array.from({ length: 40_000 }, (_, index) => `k${index % 100}: 1`).join("\n"),
      `${HEAD}faults:\n${"  - { at: 10, crsh: n1 }\n".repeat(4_000)}`,
    ];
    for (const source of hostile) {
      const start = performance.now();
      const errors = errorsOf(source);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(20);
      expect(performance.now() - start).toBeLessThan(8_000);
    }
  });

  it("lists every form of a field that has several", () => {
    const [error] = errorsOf(HEAD.replace("raft", "raft, options: { heartbeat: 50 }"));
    expect(error).toMatchObject({
      problem: "the duration 50 has no unit",
      accepted: ["150ms", "2s", "400us", "1.5s", "5min", "1h", "50%"],
    });
  });

  it("lists what is accepted", () => {
    const [error] = errorsOf(`${HEAD}faults: [{ at: 1ms, crash: n9 }]\n`);
    expect(formatInputError(error!)).toBe(
      'f.yaml:5:28: unknown node "n9"\n  did you mean "n1"?\n  accepted: n1, n2, n3, leader, follower, followers, random, all',
    );
  });
});

describe("a document that can be read", () => {
  it("has what it leaves out", () => {
    const parsed = parseScenario(HEAD, "f.yaml");
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    const { replicas, clients, seed, untilUs, checks, budget, document } = parsed.value;
    expect({ replicas, clients, seed, untilUs }).toEqual({
      replicas: ["n1", "n2", "n3"],
      clients: [],
      seed: "1",
      untilUs: 1_000_000,
    });
    expect(checks).toContain("raft/election-safety");
    expect(checks).not.toContain("linearizable");
    expect(budget).toEqual({ events: 20_000_000, memoryBytes: 1e9 });
    expect(document.network.latency).toEqual({ kind: "constant", us: 1_000 });
  });

  it.each([
    ["with a byte order mark", `\uFEFF${HEAD}`],
    ["with the line ends of another system", HEAD.replaceAll("\n", "\r\n")],
    [
      "as JSON",
      JSON.stringify({ lightcone: 1, title: "T", cluster: { program: "raft" }, run: { until: "1s" } }),
    ],
    ["as bytes", new TextEncoder().encode(HEAD)],
  ])("%s", (_what, source) => {
    expect(parseScenario(source, "f.yaml").ok).toBe(true);
  });

  it("resolves an alias to the anchor last before it", () => {
    const [error] = errorsOf(
      `${HEAD}faults: [{ at: &y 10ms, crash: n1 }, &x { at: 2s, crash: n2 }, { at: &y 30ms, pause: n1 }, { at: *y, crash: n9 }]\n`,
    );
    expect(told([error!])).toEqual(["5:47 the fault is at 2s, but the run ends at 1s"]);
  });

  test("the lesson is asked for by its path, and must be there", () => {
    const source = `${HEAD}lesson: ./l.md\n`;
    const found = parseScenario(source, "f.yaml", { readLesson: (path) => `text of ${path}` });
    expect(found.ok && found.value.lesson).toBe("text of ./l.md");
    const missing = parseScenario(source, "f.yaml", { readLesson: () => undefined });
    expect(missing.ok ? [] : told(missing.error)).toEqual(["5:9 the lesson cannot be read"]);
  });
});

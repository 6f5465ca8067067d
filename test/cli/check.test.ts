import { describe, expect, it } from "vitest";
import { workplace } from "./command.ts";

const { run, write } = workplace();

const good = [
  { type: "invoke", process: 0, f: "write", value: 1 },
  { type: "ok", process: 0, f: "write", value: 1 },
  { type: "invoke", process: 1, f: "read", value: null },
  { type: "ok", process: 1, f: "read", value: 1 },
];
const lines = (entries: readonly object[]): string =>
  entries.map((entry) => JSON.stringify(entry)).join("\n");
const stale = [...good.slice(0, 3), { ...good[3]!, value: null }];

describe("lightcone check", () => {
  it("tells valid from invalid, with a witness, and answers the worst", () => {
    write("good.jsonl", lines(good));
    write("stale.jsonl", lines(stale));
    expect(run("check", "good.jsonl", "--model", "register").code).toBe(0);
    const both = run("check", "good.jsonl", "stale.jsonl", "--model", "register", "--json");
    expect(both.code).toBe(1);
    const [first, second] = both.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ file: "good.jsonl", verdict: "valid" });
    expect(second).toMatchObject({
      file: "stale.jsonl",
      verdict: "invalid",
      witness: { entries: 4, isShortest: true },
    });
    expect(run("check", "stale.jsonl", "--model", "register").out).toContain("✗ invalid");
  });

  it("reads Jepsen's EDN and text log too", () => {
    write(
      "h.edn",
      "[{:process 0 :type :invoke :f :write :value 3}\n {:process 0 :type :ok :f :write :value 3}]\n",
    );
    write("h.log", "INFO  jepsen.util - 0\t:invoke\t:read\tnil\nINFO  jepsen.util - 0\t:ok\t:read\tnil\n");
    expect(run("check", "h.edn", "h.log", "--model", "cas-register").code).toBe(0);
  });

  it.each<[string, string | Uint8Array, string[]]>([
    ["a line cut off", `${lines(good)}\n{"type":"inv`, ["h.jsonl:5:"]],
    ["a completion nobody invoked", lines(good.slice(1)), ["h.jsonl:1:"]],
    ["a vector cut off", "[{:process 0 :type :invoke :f :read :value nil}", ["h.jsonl:1:"]],
    ["an unknown type", lines([{ ...good[0]!, type: "invoked" }]), ["h.jsonl:1:", "invoke"]],
    [
      "an operation of another model",
      lines([{ ...good[0]!, f: "enqueue" }]),
      ["h.jsonl:1:", "enqueue", "write"],
    ],
    [
      "a transaction",
      lines([{ ...good[0]!, f: "txn", value: [["append", 1, 1]] }]),
      ["h.jsonl:1:", "txn is no operation of the model register"],
    ],
    ["no text", new Uint8Array([0xc3, 0x28]), ["h.jsonl:1:1", "UTF-8"]],
  ])("refuses %s and says where", (_what, text, says) => {
    write("h.jsonl", text);
    const { code, out, err } = run("check", "h.jsonl", "--model", "register");
    expect(code).toBe(3);
    expect(out).toBe("");
    for (const part of says) expect(err).toContain(part);
  });

  it.each([
    ["nothing", "h.jsonl", ""],
    ["an empty vector", "h.edn", "[]\n"],
    ["the nemesis alone", "h.edn", "{:process :nemesis, :type :info, :f :start}\n"],
  ])("finds nothing that contradicts a model in a history of %s", (_what, file, text) => {
    write(file, text);
    expect(run("check", file, "--model", "register").code).toBe(0);
    const all = run("check", file, "--model", "register", "--level", "all", "--json");
    expect(all.code).toBe(0);
    expect(JSON.parse(all.out)).toMatchObject({ verdict: "valid", verdicts: { causal: "valid" } });
  });

  it("names a level that does not exist once", () => {
    write("h.jsonl", "");
    const { code, err } = run("check", "h.jsonl", "--model", "register", "--level", ",");
    expect(code).toBe(3);
    expect(err.match(/--level/g)).toHaveLength(1);
  });

  it("holds a history against several levels, or all", () => {
    write("stale.jsonl", lines(stale));
    write("good.jsonl", lines(good));
    const all = run("check", "stale.jsonl", "good.jsonl", "--model", "register", "--level", "all", "--json");
    expect(all.code).toBe(1);
    const [first, second] = all.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { verdict: string; verdicts: Record<string, string> });
    expect(first).toMatchObject({
      file: "stale.jsonl",
      verdict: "invalid",
      family: "objects",
      verdicts: {
        linearizable: "invalid",
        sequential: "valid",
        causal: "valid",
        "read-your-writes": "valid",
      },
    });
    expect(Object.keys(first!.verdicts)).toHaveLength(10);
    expect(second).toMatchObject({ file: "good.jsonl", verdict: "valid", verdicts: { pram: "valid" } });
    const few = run("check", "stale.jsonl", "--model", "register", "--level", "causal,pram");
    expect(few.code).toBe(0);
    expect(few.out).toMatch(/✓ valid {4}causal\n[^]*✓ valid {4}pram/);
  });

  it("tells people the witness of each level that does not hold", () => {
    const own = [...good.slice(0, 2), { ...good[2]!, process: 0 }, { ...good[3]!, process: 0, value: null }];
    write("own.jsonl", lines(own));
    const { code, out } = run(
      "check",
      "own.jsonl",
      "--model",
      "register",
      "--level",
      "read-your-writes,causal",
    );
    expect(code).toBe(1);
    expect(out).toContain(
      "read-your-writes: After its own write 1 by process 0 the same process has read = nothing",
    );
    expect(out).toContain("pattern: WriteCOInitRead");
  });

  it("answers a misspelt level with the nearest, and with those of the history's family", () => {
    write("good.jsonl", lines(good));
    const misspelt = run("check", "good.jsonl", "--model", "register", "--level", "casual");
    expect(misspelt.code).toBe(3);
    expect(misspelt.err).toContain('did you mean "causal"?');
    const other = run("check", "good.jsonl", "--model", "register", "--level", "serializable");
    expect(other.code).toBe(3);
    expect(other.err).toContain("monotonic-reads");
    expect(other.err).not.toContain("snapshot-isolation");
  });

  it("measures how old reads were, and holds them to a bound", () => {
    const writes = [0, 1, 2].flatMap((value) => [
      { type: "invoke", process: 0, f: "write", value, time: value * 2_000_000 },
      { type: "ok", process: 0, f: "write", value, time: value * 2_000_000 + 1_000_000 },
    ]);
    const reads = [2, 0].flatMap((value, index) => [
      { type: "invoke", process: 1, f: "read", value: null, time: 8_000_000 + index * 1_000_000 },
      { type: "ok", process: 1, f: "read", value, time: 8_500_000 + index * 1_000_000 },
    ]);
    write("old.jsonl", lines([...writes, ...reads]));
    const check = (...more: string[]): ReturnType<typeof run> =>
      run("check", "old.jsonl", "--model", "kv", "--level", "pram,causal", ...more);
    expect(check().out).toContain("staleness: 1 of 2 reads certainly stale, by up to 2 versions and 6ms");
    expect(JSON.parse(check("--json").out)).toMatchObject({
      staleness: {
        reads: 2,
        stale: 1,
        versions: { p50: 0, p90: 2, p99: 2, max: 2 },
        us: { p50: 0, p90: 6000, p99: 6000, max: 6000 },
      },
    });
    for (const bound of ["1", "5ms"]) {
      const { code, out } = check("--json", "--stale-by", bound);
      expect(code).toBe(1);
      const { levels } = JSON.parse(out) as { levels: Record<string, { witness: { operations: object[] } }> };
      expect(levels["bounded-staleness"]).toMatchObject({ verdict: "invalid" });
      expect(levels["bounded-staleness"]!.witness.operations).toHaveLength(4);
    }
    for (const bound of ["2", "6ms"])
      expect(JSON.parse(check("--json", "--stale-by", bound).out)).toMatchObject({
        verdicts: { "bounded-staleness": "valid" },
      });
    expect(check("--stale-by", "soon").code).toBe(3);
  });

  it("shows a dozen of the concurrent operations and counts the others", () => {
    const writers = Array.from({ length: 20 }, (_, index) => index + 10);
    write(
      "crowd.jsonl",
      lines([
        ...writers.map((process) => ({ type: "invoke", process, f: "write", value: process })),
        { type: "invoke", process: 1, f: "read", value: null },
        { type: "ok", process: 1, f: "read", value: 99 },
      ]),
    );
    const { code, out } = run("check", "crowd.jsonl", "--model", "register");
    expect(code).toBe(1);
    expect(out.match(/beside:/g)).toHaveLength(12);
    expect(out).toContain("… and 8 more");
  });

  it("answers unknown, with the budget, when time is up", () => {
    const entries: object[] = [];
    for (let process = 0; process < 40; process++)
      entries.push({ type: "invoke", process, f: "cas", value: [process % 5, (process * 7) % 5] });
    for (let process = 0; process < 40; process++)
      entries.push({ type: "info", process, f: "cas", value: null });
    entries.push(
      { type: "invoke", process: 99, f: "read", value: null },
      { type: "ok", process: 99, f: "read", value: 9 },
    );
    write("hard.jsonl", lines(entries));
    const { code, out } = run("check", "hard.jsonl", "--model", "cas-register", "--time", "1ms");
    expect([1, 2]).toContain(code);
    if (code === 2) expect(out).toContain("--time");
  });
});

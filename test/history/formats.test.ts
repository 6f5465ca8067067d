import { describe, expect, it } from "vitest";
import { readHistory, type LocatedEntry } from "../../src/history/index.ts";

/** Reads a text that must be good, and leaves the places out. */
function read(text: string, file = "history", options = {}): unknown[] {
  const result = readHistory(text, file, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.map(withoutPlace);
}

function withoutPlace(located: LocatedEntry): unknown {
  const { line: _, column: __, ...entry } = located;
  return entry;
}

const INVOKE = { type: "invoke", process: 0, f: "read", value: null };
const OK = { type: "ok", process: 0, f: "read", value: 3 };

describe("JSON lines", () => {
  it("reads one object a line, with time in microseconds or nanoseconds, key and error", () => {
    const text = `{"type":"invoke","process":0,"f":"write","key":"x","value":3,"timeUs":12}
{"type":"info","process":0,"f":"write","key":"x","value":3,"time":13500,"error":"timed-out","index":1}
`;
    expect(read(text)).toEqual([
      { type: "invoke", process: 0, f: "write", key: "x", value: 3, timeUs: 12 },
      { type: "info", process: 0, f: "write", key: "x", value: 3, timeUs: 13.5, error: "timed-out" },
    ]);
  });

  it("reads an array of objects, objects over several lines, and no line feed at the end", () => {
    const invoke = '{"type":"invoke","process":0,\n "f":"read","value":null}';
    const ok = '{"type":"ok","process":0,"f":"read","value":3}';
    expect(read(`[${invoke},\n${ok}]`)).toEqual([INVOKE, OK]);
    expect(read(`${invoke}\r\n\r\n${ok}`)).toEqual([INVOKE, OK]);
  });

  it("keeps every escape, and integers too large to be exact as text", () => {
    const text =
      '{"type":"invoke","process":0,"f":"write","value":["\\u00e9\\n\\"", 9007199254740993, -1.5e2, true]}';
    expect(read(text)).toEqual([{ ...INVOKE, f: "write", value: ['é\n"', "9007199254740993", -150, true] }]);
  });

  it("does not let a field named __proto__ change anything", () => {
    const text =
      '{"type":"invoke","process":0,"f":"write","value":{"__proto__":{"polluted":1}},"__proto__":{"f":"x"}}';
    const [entry] = read(text) as [{ value: Record<string, unknown> }];
    expect(Object.keys(entry.value)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("Jepsen EDN", () => {
  it("reads one vector of maps", () => {
    expect(
      read("[{:process 0, :type :invoke, :f :read, :value nil}\n {:type :ok :f :read :process 0 :value 3}]"),
    ).toEqual([INVOKE, OK]);
  });

  it("reads one map a line, records with a tag, comments and discarded forms", () => {
    const text = `; a history
#jepsen.history.Op{:index 0, :time 2500, :type :invoke, :process 0, :f :read, :value nil}
#_ {:process 9 :type :bogus} #_ #_ a b
{:index 1, :time 3000, :type :ok, :process 0, :f :read, :value 3, :at #inst "2020-01-01"} ; done`;
    expect(read(text)).toEqual([
      { ...INVOKE, timeUs: 2.5 },
      { ...OK, timeUs: 3 },
    ]);
  });

  it.each([
    ["nil", null],
    ["true", true],
    ["-7", -7],
    ["+7", 7],
    ["7N", 7],
    ["1.5", 1.5],
    ["2.50M", 2.5],
    ["1e3", 1000],
    ["12345678901234567890", "12345678901234567890"],
    ["12345678901234567890N", "12345678901234567890"],
    ["1/3", "1/3"],
    [":timed-out", ":timed-out"],
    ["sym", "sym"],
    ['"a\\n\\"\\u00e9\\\\"', 'a\n"é\\'],
    ["\\a", "a"],
    ["\\newline", "\n"],
    ["\\u0041", "A"],
    ["[1 [2,3] ()]", [1, [2, 3], []]],
    ["#{1 2}", [1, 2]],
    ['{:a 1, "b" [2]}', { ":a": 1, b: [2] }],
    ["##Inf", "##Inf"],
    ['#inst "2020-01-01"', "2020-01-01"],
    ["#foo/bar [1]", [1]],
    ["#object[x.Y 0x1 1]", undefined],
  ])("reads the value %s", (text, value) => {
    const source = `{:process 0 :type :invoke :f :write :value ${text}}`;
    if (value === undefined) expect(readHistory(source, "h.edn").ok).toBe(false);
    else expect(read(source, "h.edn", { independent: false })).toEqual([{ ...INVOKE, f: "write", value }]);
  });

  it("skips the nemesis and everything else whose process is a name", () => {
    const text = `{:process :nemesis :type :info :f :start :value nil}
{:process 0 :type :invoke :f :read :value nil}
{:process :nemesis :type :info :f :start :value "cut"}`;
    expect(read(text)).toEqual([INVOKE]);
  });

  it("keeps what kind of error it was", () => {
    const text =
      '{:process 0 :type :invoke :f :read} {:process 0 :type :fail :f :read :error [:no-leader "n1"]}';
    expect(read(text)[1]).toEqual({
      type: "fail",
      process: 0,
      f: "read",
      value: null,
      error: '[":no-leader","n1"]',
    });
  });
});

describe("Jepsen's text log", () => {
  it("reads the columns, and an error in the place of a value", () => {
    const text = `INFO  jepsen.util - 0\t:invoke\t:cas\t[1 2]
INFO  jepsen.util - 0\t:fail\t:cas\t[1 2]
INFO  jepsen.util - 0\t:invoke\t:write\t4
INFO  jepsen.util - 0\t:info\t:write\t:timed-out
`;
    expect(read(text)).toEqual([
      { type: "invoke", process: 0, f: "cas", value: [1, 2] },
      { type: "fail", process: 0, f: "cas", value: [1, 2] },
      { type: "invoke", process: 0, f: "write", value: 4 },
      { type: "info", process: 0, f: "write", value: null, error: "timed-out" },
    ]);
  });

  it("does not mind time, thread, level and logger before the columns, nor other lines of a log", () => {
    const text = `2024-02-03 10:11:12,345{GMT}\tINFO\t[jepsen worker 0] jepsen.util: 0\t:invoke\t:read\tnil
INFO  jepsen.core - Running test etcd
2024-02-03 10:11:13,000{GMT}\tWARN\t[main] jepsen.core: 5 nodes are slow
java.net.ConnectException: refused
\tat clojure.core$eval.invoke(core.clj:1)
INFO  jepsen.util - :nemesis\t:info\t:start\tnil

2024-02-03 10:11:14,000{GMT}\tINFO\t[jepsen worker 0] jepsen.util: 0\t:ok\t:read\t3
`;
    expect(read(text)).toEqual([INVOKE, OK]);
  });

  it("reads the columns alone, and an error after the value", () => {
    expect(
      read("0   :invoke  :write  4\n0   :info    :write  4   :timeout\n:nemesis :info :stop nil\n"),
    ).toEqual([
      { type: "invoke", process: 0, f: "write", value: 4 },
      { type: "info", process: 0, f: "write", value: 4, error: "timeout" },
    ]);
  });
});

describe("the format", () => {
  it("is told from the content, whatever the file is called", () => {
    const json = '{"type":"invoke","process":0,"f":"read","value":null}';
    const edn = "{:process 0 :type :invoke :f :read :value nil}";
    const log = "INFO  jepsen.util - 0\t:invoke\t:read\tnil";
    for (const file of ["h", "h.txt", "h.json", "h.edn", "h.log"]) {
      for (const text of [
        json,
        `[${json}]`,
        edn,
        `[${edn}]`,
        `; text\n${edn}`,
        log,
        `\ufeff${edn}`,
        `\n  ${json}\n`,
      ]) {
        expect(read(text, file)).toEqual([INVOKE]);
      }
    }
  });

  it("may be given", () => {
    expect(read("{:process 0 :type :invoke :f :read}", "h.json", { format: "edn" })).toEqual([INVOKE]);
  });
});

import { describe, expect, it } from "vitest";
import { formatInputError } from "../../src/base/index.ts";
import { readHistory } from "../../src/history/index.ts";

const J = '{"type":"invoke","process":0,"f":"read","value":null}\n';
const E = "{:process 0 :type :invoke :f :read :value nil}\n";
const L = "INFO  jepsen.util - 0\t:invoke\t:read\tnil\n";

it.each([
  ["an empty file", ""],
  ["nothing but space", " \n\t\n"],
  ["nothing but comments", "; nothing\n"],
  ["an empty vector", "[]"],
  ["only the nemesis", "{:process :nemesis :type :info :f :start}"],
])("%s is a history in which nothing happened", (_, text) => {
  expect(readHistory(text, "h")).toEqual({ ok: true, value: [] });
});

/** What is read, where the first error is expected, and words of its report. */
const TABLE: [name: string, text: string | number[], place: string, report: RegExp][] = [
  ["bytes that are not UTF-8", [0x7b, 0x0a, 0xff, 0xfe], "2:1", /not UTF-8: byte 0xff/],
  ["a NUL byte", `${E}{:process\0 0}`, "2:10", /NUL/],
  ["prose", "Dear reader,\nthis is no history.\n", "1:1", /neither an operation nor a message of a log/],

  ["JSON cut off in an object", `${J}{"type":"ok","pro`, "2:14", /string is not closed/],
  ["JSON cut off after a name", `${J}{"type":"ok","process":`, "2:1", /file ends inside the object/],
  ["JSON cut off after a value", `${J}{"type":"ok","process":0`, "2:1", /file ends inside the object/],
  ["JSON cut off in an array", `[${J},${J}`, "1:1", /file ends inside the array/],
  [
    "JSON without a comma",
    '{"type":"invoke" "process":0}',
    "1:18",
    /"process":0} does not belong.*\n.*\n?.*, or }/,
  ],
  ["JSON without a colon", '{"type" "invoke"}', "1:9", /does not belong/],
  ["JSON with a bare word", '{"type":invoke}', "1:9", /invoke} is no JSON value/],
  ["JSON with a comma at the end", '{"type":"invoke",}', "1:18", /does not belong/],
  ["JSON with a wrong escape", '{"type":"in\\voke"}', "1:12", /escape/],
  ["JSON that is no object", `${J}17\n`, "2:1", /entry is an object in braces/],
  ["JSON nested too deep", `{"value":${"[".repeat(100_000)}`, "1:73", /nested more than 64 deep/],
  ["something after a JSON array", `[${J}] x`, "2:3", /follows the array/],

  ["EDN cut off in a map", `${E}{:process 0 :type :ok :f :read`, "2:1", /file ends inside the map/],
  ["EDN cut off in a vector", `[${E}${E}`, "1:1", /file ends inside the vector/],
  [
    "EDN cut off in a string",
    '{:process 0 :type :invoke :f :write :value "abc',
    "1:44",
    /file ends inside the string/,
  ],
  ["EDN with a wrong bracket", "{:process 0 :value [1 2}}", "1:24", /} cannot close this vector/],
  ["EDN with a name without value", "{:process 0 :type}", "1:13", /:type has no value/],
  ["EDN with a bracket too many", `${E}}`, "2:1", /entry is a map in braces/],
  ["EDN with a wrong number", "{:process 0 :value 12x}", "1:20", /12x is no number/],
  ["EDN with a wrong escape", '{:process 0 :value "\\q"}', "1:21", /escape/],
  ["EDN nested too deep", `{:value ${"[".repeat(100_000)}`, "1:72", /nested more than 64 deep/],
  ["discarded EDN nested too deep", `{:value ${"#_[".repeat(100_000)}`, "1:200", /nested more than 64 deep/],
  ["EDN with a tag and nothing", "{:process 0 :value #inst", "1:25", /file ends where a value should stand/],

  [
    "a log line cut off after the process",
    `${L}INFO  jepsen.util - 0`,
    "2:22",
    /ends before the entry's type/,
  ],
  [
    "a log line cut off in the type",
    `${L}INFO  jepsen.util - 0\t:o`,
    "2:23",
    /unknown entry type ":o"[^]*did you mean ":ok"/,
  ],
  [
    "a log line cut off after the type",
    `${L}INFO  jepsen.util - 0\t:ok`,
    "2:26",
    /ends before the operation's name/,
  ],
  [
    "a log line cut off before the value",
    `${L}INFO  jepsen.util - 0\t:ok\t:read\t`,
    "2:33",
    /ends before the value/,
  ],
  [
    "a log line cut off in the value",
    `${L}INFO  jepsen.util - 0\t:ok\t:cas\t[1`,
    "2:32",
    /line ends inside the vector/,
  ],
  ["a log line cut off in the level", `${L}INF`, "2:1", /neither an operation/],
  ["a log line without its logger and type", `${L}garbage 0 :ok :read`, "2:1", /neither an operation/],

  [
    "an unknown type",
    `{"type":"invok","process":0,"f":"read"}`,
    "1:9",
    /unknown entry type "invok"[^]*did you mean "invoke"[^]*invoke, ok, fail, info/,
  ],
  ["a type that is no name", `{"type":7,"process":0,"f":"read"}`, "1:9", /type of an entry is a name, not 7/],
  ["no type", "{:process 0 :f :read}", "1:1", /no `type`/],
  [
    "a misspelt field",
    "{:proces 0 :type :invoke :f :read}",
    "1:1",
    /no `process`, but a `proces`[^]*did you mean "process"/,
  ],
  ["no name", "{:process 0 :type :invoke :fn :read}", "1:1", /no `f`/],
  [
    "a name that is a number",
    "{:process 0 :type :invoke :f 3}",
    "1:30",
    /operation's name is not a name, not 3/,
  ],
  [
    "a process that is no integer",
    `{"type":"invoke","process":1.5,"f":"read"}`,
    "1:28",
    /process is an integer, not 1.5/,
  ],
  [
    "a process in quotes",
    `{"type":"invoke","process":"0","f":"read"}`,
    "1:28",
    /process is an integer, not "0"/,
  ],
  [
    "a key that is a vector",
    "{:process 0 :type :invoke :f :read :key [1]}",
    "1:41",
    /key is text or a number, not \[1\]/,
  ],
  [
    "a time that is text",
    `{"type":"invoke","process":0,"f":"read","timeUs":"soon"}`,
    "1:50",
    /time is a number of microseconds/,
  ],

  [
    "a completion without an invocation",
    `${J}{"type":"ok","process":1,"f":"read","value":3}`,
    "2:1",
    /ok of read by process 1, which has no operation open/,
  ],
  [
    "a second completion",
    `${E}{:process 0 :type :ok :f :read}\n  {:process 0 :type :ok :f :read}`,
    "3:3",
    /no operation open/,
  ],
  ["a second invocation", `${L}${L}`, "2:1", /process 0 invokes read while its read of line 1 is still open/],
  [
    "a completion of another name",
    `${E}{:process 0 :type :ok :f :write :value 1}`,
    "2:1",
    /completes write, but it invoked read in line 1/,
  ],
  [
    "a completion of another key",
    "{:process 0 :type :invoke :f :read :key 1}\n{:process 0 :type :ok :f :read :key 2}",
    "2:1",
    /key 2, but it invoked key 1/,
  ],
];

describe("a malformed history", () => {
  it.each(TABLE)("%s", (_, text, place, report) => {
    const result = readHistory(typeof text === "string" ? text : Uint8Array.from(text), "h");
    expect(result.ok).toBe(false);
    if (result.ok) return;
    const first = result.error[0]!;
    expect(`${first.line}:${first.column}`).toBe(place);
    expect(formatInputError(first)).toMatch(report);
  });

  it("reports what is wrong with entries before it reports where the file ends", () => {
    const result = readHistory(`${J}{"type":"o","process":0,"f":"read"}\n{"type"`, "h.json");
    expect(!result.ok && result.error.map((error) => error.line)).toEqual([2, 3]);
  });

  it("does not list more errors than anybody reads", () => {
    const result = readHistory("{:process 0}\n".repeat(1000), "h.edn");
    expect(!result.ok && result.error.length).toBe(20);
  });

  it("refuses a file that is too large", () => {
    const result = readHistory(J, "h.json", { maxBytes: 10 });
    expect(!result.ok && formatInputError(result.error[0]!)).toMatch(/larger than 10 bytes/);
  });

  it("is answered, never thrown, whatever is cut out of a good file or put in", () => {
    const texts = [J + J, E + E, L + L, `[#x.Y{:a #{1 "b" \\c} :process 0, :type :invoke} #_ 3]`];
    const damaged = texts.flatMap((text) =>
      Array.from(text, (_, at) => [
        text.slice(at),
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1),
        `${text.slice(0, at)}"${text.slice(at)}`,
      ]),
    );
    const answers = damaged.flat().map((text) => readHistory(text, "h"));
    expect(answers.every((answer) => answer.ok || answer.error.length > 0)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { csvRows } from "../../../src/session/exports/csv.ts";
import { factsOf } from "./facts-of.ts";

/** RFC 4180, read strictly. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (;;) {
    const match = field.exec(text);
    if (match === null) throw new Error("not RFC 4180");
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (field.lastIndex === text.length) return rows;
    if (match[3] !== ",") rows.push([]);
  }
}

describe("events as CSV", () => {
  const facts = factsOf();
  const [header, ...rows] = readCsv([...csvRows(facts)].join(""));

  it("have a header, and as many fields in every row", () => {
    expect(header).toEqual(["event", "time_us", "kind", "node", "from", "what", "cause", "text"]);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([8]));
  });

  it("have a row an event, with its cause before it", () => {
    expect(rows).toHaveLength(facts.trace.length);
    rows.forEach(([event, timeUs, , , , , cause], index) => {
      expect(Number(event)).toBe(index);
      expect(Number(timeUs)).toBe(facts.trace.timeUs(index));
      if (cause !== "") expect(Number(cause)).toBeLessThan(index);
    });
  });

  it("tell messages by sender and receiver, and faults by their words", () => {
    expect(rows.find(([, , kind]) => kind === "fault")![7]).toBe("crash n1 for 300ms");
    const request = rows.find(([, , kind, , , what]) => kind === "deliver" && what === "Request")!;
    expect(request[4]).toMatch(/^c[12]$/);
    expect(request[3]).toMatch(/^n[123]$/);
  });
});

import { describe, expect, it } from "vitest";
import * as z from "zod";
import * as fields from "../../src/cluster/fields.ts";

/** What a schema makes of a value: the value, or the first issue's words and what is accepted. */
function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as (z.core.$ZodIssue & { params?: fields.FieldParams })[];
  return [issue!.message, issue!.params?.found, issue!.params?.accepted.slice(0, 2)];
}

describe("fields", () => {
  it("read text with a unit into the engine's numbers", () => {
    expect(read(fields.duration, "1.5ms")).toBe(1_500);
    expect(read(fields.signedDuration, "-5ms")).toBe(-5_000);
    expect(read(fields.durationRange, "150ms..300ms")).toEqual([150_000, 300_000]);
    expect(read(fields.rate, "20/s")).toBeCloseTo(0.00002, 12);
    expect(read(fields.bytes, "64KiB")).toBe(65_536);
    expect(read(fields.bandwidth, "8Mbit/s")).toBe(1);
    expect(read(fields.probability, "5%")).toBe(0.05);
    expect(read(fields.probability, 1)).toBe(1);
    expect(read(fields.wholeNumber(1, 9), 9)).toBe(9);
    expect(read(fields.distribution, "3ms..5ms")).toEqual({ kind: "uniform", lowUs: 3_000, highUs: 5_000 });
  });

  it("say what was found and what is accepted", () => {
    expect(read(fields.duration, 150)).toEqual(["the duration 150 has no unit", "150", ["150ms", "2s"]]);
    expect(read(fields.duration, "-1s")).toEqual(["the duration -1s is negative", '"-1s"', ["150ms", "2s"]]);
    expect(read(fields.durationRange, ["1ms", "2ms"])).toEqual([
      "a range of durations is expected here",
      '["1ms","2ms"]',
      ["150ms..300ms", "150ms"],
    ]);
    expect(read(fields.probability, "120%")).toEqual([
      '"120%" is not a probability from 0 to 1',
      '"120%"',
      ["0.05", "5%"],
    ]);
    expect(read(fields.wholeNumber(1, 9), 1.5)).toEqual([
      "1.5 is not a whole number, 1 to 9",
      "1.5",
      ["1 to 9"],
    ]);
    expect(read(z.strictObject({ rate: fields.rate }), {})).toEqual([
      "a rate is expected here",
      "nothing",
      ["20/s", "0.5/ms"],
    ]);
  });

  it("know their defaults as a person would write them, in the JSON Schema too", () => {
    const schema = z.strictObject({ heartbeat: fields.duration.prefault("50ms"), loss: fields.probability });
    expect(schema.parse({ loss: 0 })).toEqual({ heartbeat: 50_000, loss: 0 });
    expect(z.toJSONSchema(schema, { io: "input" })).toMatchObject({
      properties: { heartbeat: { default: "50ms", type: ["string", "number"] } },
      required: ["loss"],
    });
  });
});

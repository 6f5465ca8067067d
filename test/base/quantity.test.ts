import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDuration,
  parseBandwidth,
  parseBytes,
  parseDuration,
  parseDurationRange,
  parseRate,
} from "../../src/base/index.ts";

describe("durations", () => {
  it.each([
    ["150ms", 150_000],
    ["2s", 2_000_000],
    ["400us", 400],
    ["400µs", 400],
    ["1.5s", 1_500_000],
    ["0.0004ms", 0],
    ["5min", 300_000_000],
    ["1h", 3_600_000_000],
    ["0", 0],
    [0, 0],
    ["-5ms", -5_000],
    ["1e3ms", 1_000_000],
  ])("%s is %d µs", (text, us) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: us });
  });

  it.each([
    ["150"],
    [150],
    ["ms"],
    ["150 parsecs"],
    [""],
    ["1s2s"],
    ["999999999d"],
    ["NaNs"],
    ["constructor"],
  ])("refuses %s and says what is accepted", (text) => {
    const result = parseDuration(text);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.accepted).toContain("150ms");
  });

  it("are written as they are read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (us) => {
        expect(parseDuration(formatDuration(us))).toEqual({ ok: true, value: us });
      }),
    );
  });

  it("ranges run forwards", () => {
    expect(parseDurationRange("150ms..300ms")).toEqual({ ok: true, value: [150_000, 300_000] });
    expect(parseDurationRange("150ms")).toEqual({ ok: true, value: [150_000, 150_000] });
    for (const text of ["300ms..150ms", "1ms..2ms..3ms", "-1ms..1ms", "150..300ms"]) {
      expect(parseDurationRange(text).ok).toBe(false);
    }
  });
});

describe("other quantities", () => {
  it("reads rates per µs, sizes in bytes, bandwidths in bytes per µs", () => {
    expect(parseRate("20/s")).toEqual({ ok: true, value: 20 / 1e6 });
    expect(parseBytes("64KiB")).toEqual({ ok: true, value: 65_536 });
    expect(parseBandwidth("8Mbit/s")).toEqual({ ok: true, value: 1 });
    expect(parseBandwidth("1MB/s")).toEqual({ ok: true, value: 1 });
  });

  it("refuses what has no unit or the wrong one", () => {
    expect(parseRate("20").ok).toBe(false);
    expect(parseRate("20/parsec").ok).toBe(false);
    expect(parseBytes("64").ok).toBe(false);
    expect(parseBytes("-1kB").ok).toBe(false);
    expect(parseBandwidth("0MB/s").ok).toBe(false);
    expect(parseBandwidth("1MB").ok).toBe(false);
  });
});

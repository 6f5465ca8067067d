import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clone, createAppendList, hashValue, pushTo } from "../../src/base/index.ts";

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.array(fc.integer(), { maxLength: 4 }).map((values) => new Set(values)),
    fc.array(fc.integer(), { maxLength: 4 }).map((values) => Float64Array.from(values)),
  ),
})).value;

describe("clone", () => {
  it("copies plain data by value, and equal values hash equally", () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copy = clone(value);
        expect(copy).toEqual(value);
        expect(hashValue(copy)).toBe(hashValue(value));
      }),
    );
  });

  it("shares nothing that can change", () => {
    const list = createAppendList([1]);
    const original = { inner: { values: [1] }, map: new Map([["k", [1]]]), list };
    const copy = clone(original);
    copy.inner.values.push(2);
    copy.map.get("k")!.push(2);
    pushTo(copy.list, 2);
    expect(original.inner.values).toEqual([1]);
    expect(original.map.get("k")).toEqual([1]);
    expect(original.list.length).toBe(1);
  });

  it.each([[() => 1], [new Date(0)], [Symbol("s")], [/x/]])("refuses what is not plain: %s", (value) => {
    expect(() => clone({ value })).toThrow("only plain data");
  });
});

describe("hash", () => {
  it("does not depend on the order of an object's keys, and does on everything else", () => {
    expect(hashValue({ a: 1, b: 2 })).toBe(hashValue({ b: 2, a: 1 }));
    const values = [
      0,
      1,
      -1,
      0.5,
      "",
      "0",
      null,
      undefined,
      true,
      false,
      [],
      {},
      [0],
      [[0]],
      { a: 0 },
      new Map(),
      new Set(),
    ];
    expect(new Set(values.map(hashValue)).size).toBe(values.length);
    expect(hashValue(new Map([[1, 2]]))).not.toBe(hashValue(new Map([[2, 1]])));
    expect(hashValue(["ab", "c"])).not.toBe(hashValue(["a", "bc"]));
  });

  it("is the same on every engine: recorded values", () => {
    expect(hashValue({ leader: "n3", term: 4, log: [1, 2, 3], latency: 0.1 })).toMatchInlineSnapshot(
      `"690ab7aeb136c529"`,
    );
    expect(hashValue("lightcone")).toMatchInlineSnapshot(`"b388f77e425580da"`);
  });

  it("spreads: 100,000 small integers give as many hashes", () => {
    const hashes = new Set<string>();
    for (let value = 0; value < 100_000; value++) hashes.add(hashValue(value));
    expect(hashes.size).toBe(100_000);
  });
});

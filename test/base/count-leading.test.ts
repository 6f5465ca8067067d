import fc from "fast-check";
import { expect, test } from "vitest";
import { countLeading } from "../../src/base/index.ts";

test("it is the count that a walk finds, and looks at few", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (values, bound) => {
      const ascending = values.toSorted((a, b) => a - b);
      let looks = 0;
      const count = countLeading(ascending.length, (index) => {
        looks++;
        return ascending[index]! < bound;
      });
      expect(count).toBe(ascending.filter((value) => value < bound).length);
      expect(looks).toBeLessThanOrEqual(Math.ceil(Math.log2(ascending.length + 1)));
    }),
  );
});

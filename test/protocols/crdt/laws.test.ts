import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DATA_TYPES, type DataName } from "../../../src/protocols/multi-leader/data-types.ts";
import { deliverAll, replicasAfter, stepsOf } from "./replicas.ts";

const names = Object.keys(DATA_TYPES) as DataName[];
const luck = fc.array(fc.nat(100), { minLength: 1, maxLength: 24 });

describe.each(names)("%s", (data) => {
  const type = DATA_TYPES[data];
  const steps = stepsOf(data);

  it("merges commutatively, associatively and idempotently (§2.2: a join semilattice)", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const [a, b, c] = replicasAfter(data, taken).merged;
        expect(type.merge(a, b)).toEqual(type.merge(b, a));
        expect(type.merge(type.merge(a, b), c)).toEqual(type.merge(a, type.merge(b, c)));
        expect(type.merge(a, a)).toEqual(a);
        expect(type.merge(a, type.empty)).toEqual(a);
        expect(type.merge(type.merge(a, b), b)).toEqual(type.merge(a, b));
      }),
    );
  });

  it("is the same by merging contents and by delivering operations, after every step", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        for (let count = 1; count <= taken.length; count++) {
          const replicas = replicasAfter(data, taken.slice(0, count));
          expect(replicas.merged).toEqual(replicas.applied);
        }
      }),
    );
  });

  it(`comes to the same in any ${type.isCausal ? "causal order" : "order"} of delivery (§2.3)`, () => {
    fc.assert(
      fc.property(steps, luck, luck, (taken, one, other) => {
        const { operations, merged } = replicasAfter(data, taken);
        const content = deliverAll(type, operations, one);
        expect(deliverAll(type, operations, other)).toEqual(content);
        expect(merged.reduce((all, part) => type.merge(all, part), type.empty)).toEqual(content);
      }),
    );
  });

  it("changes no content that it is given", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const { merged } = replicasAfter(data, taken);
        const before = structuredClone(merged);
        type.merge(merged[0], merged[1]);
        replicasAfter(data, taken);
        type.valueOf(merged[2]);
        expect(merged).toEqual(before);
      }),
    );
  });
});

describe.each(["lww-register", "or-set", "text"] as const)("%s", (data) => {
  it("takes an operation that is delivered twice for one", () => {
    fc.assert(
      fc.property(stepsOf(data), luck, (taken, order) => {
        const type = DATA_TYPES[data];
        const { operations } = replicasAfter(data, taken);
        const twice = operations.flatMap((operation) => [operation, operation]);
        expect(deliverAll(type, twice, order)).toEqual(deliverAll(type, operations, [0]));
      }),
    );
  });
});

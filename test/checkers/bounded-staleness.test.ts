import { describe, expect, it } from "vitest";
import { checkBoundedStaleness, type StalenessBound } from "../../src/checkers/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { entriesOf } from "./entries.ts";

const OLD = `0 invoke write 1
  0 ok write 1
  0 invoke write 2
  0 ok write 2
  1 invoke write 3
  1 ok write 3
  2 invoke read
  2 ok read 1`;

function judge(
  text: string,
  bound: StalenessBound,
  stepUs?: number,
): ReturnType<typeof checkBoundedStaleness> {
  const times = (index: number): object => (stepUs === undefined ? {} : { timeUs: index * stepUs });
  const entries = entriesOf(text, "x").map((entry, index) => ({ ...entry, ...times(index) }));
  return checkBoundedStaleness(toOperations(entries), bound);
}

describe("bounded staleness", () => {
  it("is invalid beyond the bound, with the writes that a read was behind", () => {
    const { verdict, why, witness } = judge(OLD, { versions: 1 }, 1000);
    expect(verdict).toBe("invalid");
    expect(why).toBe(
      "When read x = 1 by process 2 began, 2 newer values had been written and acknowledged, the first of them 3ms before.",
    );
    expect(witness!.operations.map(({ input }) => input)).toEqual([1, 2, 3, null]);
    expect(witness!.relations.map(({ kind }) => kind)).toEqual(["reads from", "real time", "real time"]);
  });

  it("is valid at the bound", () => {
    expect(judge(OLD, { versions: 2 }, 1000).verdict).toBe("valid");
    expect(judge(OLD, { us: 3000 }, 1000).verdict).toBe("valid");
    expect(judge(OLD, { us: 2999 }, 1000).verdict).toBe("invalid");
  });

  it("counts versions without times, and says that it cannot tell the rest", () => {
    expect(judge(OLD, { versions: 1 }).verdict).toBe("invalid");
    expect(judge(OLD, { us: 1 }).verdict).toBe("unknown");
  });

  it("cannot be told where values do not tell their write", () => {
    const appended = `0 invoke write "a"\n0 ok write "a"\n0 invoke append "b"\n0 ok append "b"\n1 invoke read\n1 ok read "a"`;
    expect(judge(appended, { versions: 0 }).verdict).toBe("unknown");
  });

  it("is valid where nothing was read", () => {
    expect(judge("", { versions: 0 }).verdict).toBe("valid");
  });
});

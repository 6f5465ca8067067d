import { describe, expect, it } from "vitest";
import { checkLevels, models, OBJECT_LEVELS } from "../../../src/checkers/index.ts";
import { toOperations } from "../../../src/history/index.ts";
import { entriesOf } from "../entries.ts";

function judge(model: string, text: string, options = {}): ReturnType<typeof checkLevels>["results"] {
  return checkLevels(toOperations(entriesOf(text, "x")), models[model]!, "all", options).results;
}

const FORK = `0 invoke write 1
  0 ok write 1
  1 invoke write 2
  1 ok write 2
  0 invoke read
  0 ok read 2
  1 invoke read
  1 ok read 1`;

describe("levels of single operations", () => {
  it("names callers, values and the pattern, and draws its arrows", () => {
    const { "causal-convergence": converged, causal } = judge("register", FORK, {
      callerOf: ({ process }: { process: number }) => `c${process}`,
    });
    expect(causal).toMatchObject({ verdict: "valid" });
    expect(converged!.why).toMatch(
      /^read x = 2 by c0 wants write x 1 by c0 ordered before write x 2 by c1, and /,
    );
    expect(converged!.witness).toMatchObject({ pattern: "CyclicCF", operations: { length: 4 } });
    expect(new Set(converged!.witness!.relations.map(({ kind }) => kind))).toEqual(
      new Set(["process order", "reads from", "write order"]),
    );
  });

  it.each([
    ["read-your-writes", "1 write 1; 0 read 1; 0 write 2; 0 read 1", 4],
    ["read-your-writes", "1 write 1; 0 cas [1,2]; 0 read 1", 3],
    ["monotonic-writes", "0 write 1; 0 write 2; 1 read 2; 1 read 1", 4],
  ])("%s finds the violation in %s", (name, steps, size) => {
    const text = steps
      .split("; ")
      .map((step) => {
        const [process, f, value] = step.split(" ");
        return `${process} invoke ${f} ${f === "read" ? "" : value}\n${process} ok ${f} ${value}`;
      })
      .join("\n");
    const results = judge("cas-register", text);
    expect(results[name]).toMatchObject({ verdict: "invalid", witness: { operations: { length: size } } });
    expect(results["causal"]!.verdict).toBe("invalid");
    expect(results["pram"]!.verdict).toBe("invalid");
  });

  it("read-your-writes finds a text that lacks what its reader appended to it", () => {
    const { "read-your-writes": result } = judge(
      "kv",
      `1 invoke put "a"\n1 ok put "a"\n0 invoke get\n0 ok get "a"
      0 invoke append "b"\n0 ok append "b"\n0 invoke get\n0 ok get "a"`,
    );
    expect(result!.verdict).toBe("invalid");
  });

  it("say which stronger level they follow from", () => {
    const results = judge("register", "0 invoke write 1\n0 ok write 1\n0 invoke read\n0 ok read 1");
    expect(results["linearizable"]!.follows).toBeUndefined();
    expect(results["pram"]).toMatchObject({ verdict: "valid", follows: "linearizable" });
  });

  it("are unknown when a read returns siblings, and say so", () => {
    const results = judge("register", `${FORK}\n2 invoke read\n2 ok read {"siblings":[1,2]}`);
    for (const { name } of OBJECT_LEVELS) expect(results[name]).toMatchObject({ verdict: "unknown" });
    expect(results["causal"]!.why).toContain("siblings");
  });

  it("are unknown, with the budget, when it runs out", () => {
    const results = judge("register", FORK, { maxBytes: 8 });
    expect(results["causal"]).toMatchObject({ verdict: "unknown", budget: { kind: "memory", limit: 8 } });
    expect(results["causal-memory"]!.why).toMatch(/not known: more than 8 bytes of memory/);
  });

  it("hold for a queue when one order explains it, and cannot be told when none does", () => {
    const valid = judge("queue", "0 invoke enqueue 1\n0 ok enqueue 1\n1 invoke dequeue\n1 ok dequeue 1");
    expect(valid["causal"]).toMatchObject({ verdict: "valid", follows: "linearizable" });
    const invalid = judge("queue", "0 invoke enqueue 1\n0 ok enqueue 1\n0 invoke dequeue\n0 ok dequeue 2");
    expect(invalid["sequential"]!.verdict).toBe("invalid");
    expect(invalid["causal"]).toMatchObject({
      verdict: "unknown",
      why: expect.stringContaining("queue") as string,
    });
  });
});

import { describe, expect, it } from "vitest";
import {
  choiceOf,
  MATRIX_FAULTS,
  MATRIX_STORES,
  runCell,
  strongestOf,
  type MatrixCell,
} from "../../src/experiments/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { cellDocument } from "../../src/experiments/matrix-plan.ts";

function cell(store: string, fault: string): MatrixCell {
  const find = <T extends { id: string }>(list: readonly T[], id: string): T =>
    list.find((one) => one.id === id)!;
  return runCell(find(MATRIX_STORES, store), find(MATRIX_FAULTS, fault));
}

describe("the matrix of stores and faults", () => {
  it("has a scenario that opens for every cell", () => {
    for (const store of MATRIX_STORES) {
      for (const fault of MATRIX_FAULTS) {
        const parsed = parseScenario(cellDocument(store, fault), "cell.yaml");
        expect(parsed.ok ? [] : parsed.error, `${store.id}, ${fault.id}`).toEqual([]);
      }
    }
  });

  it("gives the same cell twice", () => {
    expect(cell("causal", "majority")).toEqual(cell("causal", "majority"));
  });

  it("shows that who keeps one register does not answer everybody, and the other way round", () => {
    const raft = ["none", "minority", "majority"].map((fault) => cell("raft", fault));
    expect(raft.map(({ strongest }) => strongest)).toEqual([
      ["linearizable"],
      ["linearizable"],
      ["linearizable"],
    ]);
    expect(raft[2]!.answeredDuring).toBeLessThan(0.5);
    const alone = cell("single-node", "none");
    expect(choiceOf(raft, alone)).toMatchObject({ partitioned: "C", otherwise: "C" });
    const sloppy = ["none", "minority", "majority"].map((fault) => cell("quorum-sloppy", fault));
    expect(sloppy[2]!.answeredDuring).toBe(1);
    expect(sloppy[2]!.verdicts["linearizable"]).toBe("invalid");
    expect(choiceOf(sloppy, alone)).toMatchObject({ partitioned: "A", otherwise: "L" });
  });

  it("counts writes that two primaries acknowledged and one of them lost", () => {
    expect(cell("async", "majority").lost).toBeGreaterThan(0);
    expect(cell("semi-sync", "majority").lost).toBe(0);
  });

  it("says nothing of a choice as long as cells are missing", () => {
    expect(choiceOf([cell("raft", "none")], cell("single-node", "none"))).toBeUndefined();
  });
});

describe("the strongest levels that held", () => {
  it("are those that no other of them implies", () => {
    expect(strongestOf({ linearizable: "valid", sequential: "valid", causal: "valid" })).toEqual([
      "linearizable",
    ]);
    expect(
      strongestOf({ sequential: "invalid", causal: "valid", pram: "valid", "read-your-writes": "valid" }),
    ).toEqual(["causal", "pram"]);
    expect(strongestOf({ sequential: "unknown" })).toEqual([]);
  });
});

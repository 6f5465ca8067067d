import { expect, test } from "vitest";
import type { LevelResult } from "../../../src/checkers/index.ts";
import type { RunLevels } from "../../../src/ui/map/levels-store.ts";
import { lightModels, mostTelling, witnessedBy } from "../../../src/ui/map/lit.ts";
import { withWhatFollows } from "../../../src/ui/map/verdicts.ts";

const valid: LevelResult = { verdict: "valid", why: "an order exists" };
const invalid: LevelResult = {
  verdict: "invalid",
  why: "no order exists",
  witness: { operations: [], relations: [] },
};

function levels(family: RunLevels["family"], results: Record<string, LevelResult>): RunLevels {
  const known = withWhatFollows(family, results);
  const rest = {
    entries: 2,
    operations: 1,
    anomalies: [],
    phase: "done",
    tookMs: 1,
    budgetMs: 30_000,
  } as const;
  return { family, results: known, ...rest };
}

test("what is not linearizable is not strict serializable either; the other transactions are not judged", () => {
  const lit = lightModels(levels("objects", { linearizable: invalid, sequential: valid }), undefined);
  expect(lit["linearizable"]).toMatchObject({ status: "violated" });
  expect(lit["transactions.strict-serializable"]).toMatchObject({
    status: "violated",
    follows: "linearizable",
  });
  expect(lit["transactions.serializable"]!.status).toBe("idle");
  expect(witnessedBy("transactions.strict-serializable", lit)).toBe("linearizable");
});

test("what is linearizable says nothing of transactions", () => {
  const lit = lightModels(levels("objects", { linearizable: valid }), undefined);
  expect(lit["pram"]).toMatchObject({ status: "holds", follows: "linearizable" });
  expect(lit["transactions.strict-serializable"]!.status).toBe("idle");
});

test("the model called causal of the one family is not the other's", () => {
  const lit = lightModels(levels("transactions", { causal: invalid }), undefined);
  expect(lit["transactions.causal"]!.status).toBe("violated");
  expect(lit["causal"]!.status).toBe("idle");
  expect(lit["transactions.prefix"]).toMatchObject({ status: "violated", follows: "transactions.causal" });
  expect(witnessedBy("transactions.serializable", lit)).toBe("transactions.causal");
});

test("first is shown where the map changes from broken to kept", () => {
  const held = { "writes-follow-reads": valid, "read-your-writes": valid, "monotonic-writes": valid };
  const broken = levels("objects", {
    linearizable: invalid,
    "monotonic-reads": invalid,
    causal: valid,
    ...held,
  });
  expect(mostTelling(lightModels(broken, undefined))).toBe("monotonic-reads");
  expect(mostTelling(lightModels(levels("objects", { linearizable: valid }), undefined))).toBe(
    "linearizable",
  );
});

test("the run's end is lit by its own check alone", () => {
  const of = (verdict: "valid" | "invalid"): string =>
    lightModels(levels("objects", { linearizable: valid }), { name: "convergence", verdict, why: "" })[
      "convergence"
    ]!.status;
  expect(of("valid")).toBe("holds");
  expect(of("invalid")).toBe("violated");
  expect(lightModels(undefined, undefined)["convergence"]!.status).toBe("idle");
});

test("what is violated and stands above something violated follows from it, though it has a witness of its own", () => {
  const lit = lightModels(
    levels("transactions", { "strict-serializable": invalid, serializable: invalid }),
    undefined,
  );
  expect(lit["transactions.strict-serializable"]).toMatchObject({ follows: "transactions.serializable" });
  expect(lit["transactions.serializable"]!.follows).toBeUndefined();
  expect(witnessedBy("transactions.strict-serializable", lit)).toBe("transactions.strict-serializable");
});

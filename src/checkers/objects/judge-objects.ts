import type { Operation } from "../../history/index.ts";
import { Budget } from "../budget.ts";
import { OBJECT_LEVELS, weakerThan } from "../consistency-levels.ts";
import { describeOperation } from "../describe.ts";
import { describeExceeded, type LevelOptions, type LevelResult } from "../level-result.ts";
import type { AnyModel } from "../model.ts";
import { tryAssignments } from "./assignments.ts";
import { findConvergenceViolation } from "./causal-convergence.ts";
import { findMemoryViolation } from "./causal-memory.ts";
import { findCausalViolation } from "./causal.ts";
import { judgeLinearizable } from "./linearizable-level.ts";
import { findMonotonicReadsViolation } from "./monotonic-reads.ts";
import { findMonotonicWritesViolation } from "./monotonic-writes.ts";
import type { ObservedHistory } from "./observed-history.ts";
import { findPramViolation } from "./pram.ts";
import { findReadYourWritesViolation } from "./read-your-writes.ts";
import { describeSiblings, findReadings, hasSiblings, type Readings, type Unreadable } from "./readings.ts";
import { shrink, toWitness } from "./shrink.ts";
import type { FindViolation, Violation } from "./violation.ts";
import { findWritesFollowReadsViolation } from "./writes-follow-reads.ts";

/** The levels that are judged on who read from whom. A new one is a file beside this and a line here. */
const finders: Readonly<Record<string, FindViolation>> = {
  "causal-memory": findMemoryViolation,
  "causal-convergence": findConvergenceViolation,
  causal: findCausalViolation,
  pram: findPramViolation,
  "writes-follow-reads": findWritesFollowReadsViolation,
  "monotonic-reads": findMonotonicReadsViolation,
  "monotonic-writes": findMonotonicWritesViolation,
  "read-your-writes": findReadYourWritesViolation,
};

/** Holds a history of single operations against levels, given by name, the strongest first. */
export function judgeObjects(
  operations: readonly Operation[],
  model: AnyModel,
  names: readonly string[],
  options: LevelOptions,
): Readonly<Record<string, LevelResult>> {
  const siblings = model.texts === undefined ? undefined : operations.find(hasSiblings);
  if (siblings !== undefined) {
    const why = describeSiblings(siblings);
    return Object.fromEntries(names.map((name) => [name, { verdict: "unknown", why }]));
  }
  const judge = new ObjectJudge(operations, model, options);
  return Object.fromEntries(names.map((name) => [name, judge.judge(name)]));
}

class ObjectJudge {
  readonly #operations: readonly Operation[];
  readonly #model: AnyModel;
  readonly #options: LevelOptions;
  readonly #readings: Readings | Unreadable;
  readonly #known = new Map<string, LevelResult>();

  constructor(operations: readonly Operation[], model: AnyModel, options: LevelOptions) {
    this.#operations = operations;
    this.#model = model;
    this.#options = options;
    this.#readings = findReadings(operations, model);
  }

  judge(name: string): LevelResult {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const result = this.#followValid(name) ?? this.#judgeItself(name);
    this.#known.set(name, result);
    return result;
  }

  /** A stronger level that is known to hold. */
  #followValid(name: string): LevelResult | undefined {
    for (const [stronger, { verdict, why }] of this.#known) {
      if (verdict !== "valid" || !weakerThan(OBJECT_LEVELS, stronger).includes(name)) continue;
      return {
        verdict: "valid",
        why: `It follows from ${stronger}, which is stronger and holds. ${why}`,
        follows: stronger,
      };
    }
    return undefined;
  }

  #judgeItself(name: string): LevelResult {
    if (name === "linearizable") return judgeLinearizable(this.#operations, this.#model, this.#options);
    const find = finders[name];
    if (find === undefined) return { verdict: "unknown", why: `No checker for ${name} is built in yet.` };
    if ("why" in this.#readings) return { verdict: "unknown", why: this.#readings.why };
    return this.#judgeOn(this.#readings, name, find);
  }

  #judgeOn(readings: Readings, name: string, find: FindViolation): LevelResult {
    const budget = new Budget(this.#options);
    const tried = tryAssignments(readings, find, budget);
    const size = `${readings.layout.operations.length} operations of ${readings.layout.processes} processes`;
    switch (tried.verdict) {
      case "valid":
        return {
          verdict: "valid",
          why: `Nothing in the ${size} contradicts ${name}${tried.isCertain ? "" : ", for one way to tell who read from whom where a value was written twice"}.`,
        };
      case "invalid":
        return this.#explain(tried.history, tried.violation, find, budget);
      case "exhausted":
        return {
          verdict: "invalid",
          why: `Some values were written more than once, and each of the ${tried.ways} ways to tell who read them from whom contradicts ${name}.`,
        };
      case "unknown":
        return {
          verdict: "unknown",
          why: `Whether the ${size} satisfy ${name} is not known: ${describeExceeded(budget.exceeded!)}.`,
          budget: budget.exceeded!,
        };
    }
  }

  #explain(history: ObservedHistory, violation: Violation, find: FindViolation, budget: Budget): LevelResult {
    const small = shrink(history, violation, find, budget);
    const { operations } = small.history.layout;
    return {
      verdict: "invalid",
      why: small.violation.explain((operation) => this.#nameOf(operations[operation]!)),
      witness: toWitness(small),
    };
  }

  #nameOf(operation: Operation): string {
    const { callerOf = ({ process }) => `process ${process}` } = this.#options;
    return `${describeOperation(operation)} by ${callerOf(operation)}`;
  }
}

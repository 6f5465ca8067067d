import type { Operation } from "../../history/index.ts";
import { Budget } from "../budget.ts";
import { OBJECT_LEVELS, weakerThan } from "../consistency-levels.ts";
import { describeOperation } from "../describe.ts";
import { describeExceeded, type LevelOptions, type LevelResult } from "../level-result.ts";
import type { AnyModel } from "../model.ts";
import { explore, tryAssignments } from "./assignments.ts";
import { findConvergenceViolation } from "./causal-convergence.ts";
import { findMemoryViolation } from "./causal-memory.ts";
import { findCausalViolation } from "./causal.ts";
import { judgeLinearizable } from "./linearizable-level.ts";
import { findMonotonicReadsViolation } from "./monotonic-reads.ts";
import { findMonotonicWritesViolation } from "./monotonic-writes.ts";
import { toModelMachine } from "./model-machine.ts";
import type { ObservedHistory } from "./observed-history.ts";
import { findPramViolation } from "./pram.ts";
import { findReadYourWritesViolation } from "./read-your-writes.ts";
import { describeSiblings, findReadings, hasSiblings, type Readings, type Unreadable } from "./readings.ts";
import { findOrder, findSequentialViolation, SEARCH_STEPS } from "./sequential.ts";
import { SequentialSearch } from "./sequential-search.ts";
import { plainRelations, shrinkOperations } from "./shrink-operations.ts";
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
  for (const name of names) judge.judge(name);
  return Object.fromEntries(names.map((name) => [name, judge.followInvalid(name)]));
}

const REFUSED_WHY =
  "All that was read and written can be put in orders that keep the order of each process, but in none of them was every cas that was refused rightly refused.";

const STRONGEST = ["linearizable", "sequential"];
/** With uncertain reads forgotten, a search for one order of the rest is worth no more. */
const FORGETFUL_STEPS = 200_000;
/** Making a witness smaller is worth no more, and so many of its operations are named in `why`. */
const SHRINK_TRIES = 500;
const SHRINK_STEPS = 20_000;
const MOST_NAMED = 8;

class ObjectJudge {
  readonly #operations: readonly Operation[];
  readonly #model: AnyModel;
  readonly #options: LevelOptions;
  readonly #isPart: boolean;
  readonly #known = new Map<string, LevelResult>();
  #found: { readonly readings: Readings | Unreadable; readonly isCertain: boolean } | undefined;

  /** `isPart`: it is of interest only whether the operations, a part of a history, violate a level. */
  constructor(operations: readonly Operation[], model: AnyModel, options: LevelOptions, isPart = false) {
    this.#isPart = isPart;
    this.#operations = operations;
    this.#model = model;
    this.#options = options;
  }

  /** Who may have read from whom, and whether that is certain; found when a level first asks. */
  #readings(): { readonly readings: Readings | Unreadable; readonly isCertain: boolean } {
    if (this.#found === undefined) {
      const readings = findReadings(this.#operations, this.#model);
      const isCertain = !("why" in readings) && explore(readings, new Map()).uncertain === undefined;
      this.#found = { readings, isCertain };
    }
    return this.#found;
  }

  judge(name: string): LevelResult {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const result = this.#followValid(name) ?? this.#judgeItself(name);
    this.#known.set(name, result);
    return result;
  }

  /** What is not known and implies something that is violated is violated too. */
  followInvalid(name: string): LevelResult {
    const result = this.judge(name);
    if (result.verdict !== "unknown") return result;
    for (const weaker of weakerThan(OBJECT_LEVELS, name)) {
      const other = this.#known.get(weaker);
      if (other?.verdict !== "invalid") continue;
      const why = `It follows from ${weaker}, which is weaker and does not hold. ${other.why}`;
      return { ...other, why, follows: weaker };
    }
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
    const { readings, isCertain } = this.#readings();
    // Where it is not certain who read from whom, an order of everything is found sooner than shown impossible.
    for (const other of isCertain ? [] : STRONGEST) {
      if (other === name) break;
      this.judge(other);
      const followed = this.#followValid(name);
      if (followed !== undefined) return followed;
    }
    if (name === "sequential") return this.#judgeSequential();
    const find = finders[name]!;
    if ("why" in readings) return { verdict: "unknown", why: readings.why };
    return this.#judgeOn(readings, name, find);
  }

  #judgeSequential(): LevelResult {
    const budget = new Budget(this.#options);
    const { readings, isCertain } = this.#readings();
    if (!("why" in readings)) {
      const { refused, candidates } = readings;
      const { history } = explore(readings, new Map());
      const first = isCertain ? budget : budget.aside(FORGETFUL_STEPS);
      const violation = findSequentialViolation(history, first);
      if (violation !== undefined) return this.#explain(history, violation, findSequentialViolation, budget);
      if (isCertain && budget.exceeded === undefined) {
        const isBad = refused.length > 0 && findOrder(history, { refused, candidates }, budget) !== undefined;
        if (isBad) return this.#withWitness(REFUSED_WHY, "sequential");
        if (budget.exceeded === undefined) return { verdict: "valid", why: this.#orderFound() };
      }
    }
    if (budget.exceeded === undefined) {
      const search = new SequentialSearch(toModelMachine(this.#operations, this.#model));
      const found = budget.within(SEARCH_STEPS, (aside) => search.run(aside));
      if (found === "found") return { verdict: "valid", why: this.#orderFound() };
      if (found === "exhausted") return this.#withWitness(this.#noOrder(), "sequential");
    }
    return {
      verdict: "unknown",
      why: `Whether the ${this.#operations.length} operations can be put in one order is not known: ${describeExceeded(budget.exceeded!)}.`,
      budget: budget.exceeded!,
    };
  }

  /** Where no pattern shows the violation: the fewest operations found that violate the level too. */
  #withWitness(why: string, name: string): LevelResult {
    if (this.#isPart) return { verdict: "invalid", why };
    const options = { ...this.#options, maxSteps: SHRINK_STEPS };
    let tries = 0;
    const operations = shrinkOperations(this.#operations, this.#model, (some) =>
      ++tries > SHRINK_TRIES
        ? undefined
        : new ObjectJudge(some, this.#model, options, true).judge(name).verdict === "invalid",
    );
    const named = operations.map((operation) => this.#nameOf(operation)).join("; ");
    return {
      verdict: "invalid",
      why: operations.length <= MOST_NAMED ? `${why} So it is with these alone: ${named}.` : why,
      witness: { operations, relations: plainRelations(operations, false) },
    };
  }

  #orderFound(): string {
    return `One order of the ${this.#operations.length} operations was found that keeps the order of each process and explains every answer.`;
  }

  #noOrder(): string {
    return `Every order of the ${this.#operations.length} operations that keeps the order of each process was tried, and none explains every answer.`;
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
        return this.#withWitness(
          `Some values were written more than once, and each of the ${tried.ways} ways to tell who read them from whom contradicts ${name}.`,
          name,
        );
      case "unknown":
        return {
          verdict: "unknown",
          why: `Whether the ${size} satisfy ${name} is not known: ${describeExceeded(budget.exceeded!)}.`,
          budget: budget.exceeded!,
        };
    }
  }

  #explain(history: ObservedHistory, violation: Violation, find: FindViolation, budget: Budget): LevelResult {
    if (this.#isPart) return { verdict: "invalid", why: violation.pattern };
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

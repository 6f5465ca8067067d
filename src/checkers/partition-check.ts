import type { Operation } from "../history/index.ts";
import type { Interruptible } from "./budget.ts";
import { LinearizationSearch } from "./linearization-search.ts";
import type { AnyModel } from "./model.ts";
import type { Partition } from "./partition.ts";
import { toProblem } from "./problem.ts";
import { Transitions } from "./transitions.ts";

/** The check of one partition: by the model's quick decision where there is one, else by search. */
export class PartitionCheck implements Interruptible<"valid" | "invalid"> {
  readonly partition: Partition;
  readonly #model: AnyModel;
  readonly #wantsOrder: boolean;
  #search: LinearizationSearch | undefined;
  #decided = 0;
  /** True once the answer is known. */
  isDone = false;

  /** `wantsOrder`: search in any case, so that there is an order to show. */
  constructor(partition: Partition, model: AnyModel, wantsOrder: boolean) {
    this.partition = partition;
    this.#model = model;
    this.#wantsOrder = wantsOrder;
  }

  get steps(): number {
    return this.#decided + (this.#search?.steps ?? 0);
  }

  get bytes(): number {
    return this.#search?.bytes ?? 0;
  }

  run(steps: number): "valid" | "invalid" | "running" {
    if (this.#search === undefined) {
      const isLinearizable = this.#wantsOrder ? undefined : this.#model.decide?.(this.partition.operations);
      if (isLinearizable !== undefined) {
        this.#decided = this.partition.operations.length;
        this.isDone = true;
        return isLinearizable(Infinity) ? "valid" : "invalid";
      }
      this.#search = createSearch(this.partition, this.#model);
    }
    const answer = this.#search.run(steps);
    this.isDone = answer !== "running";
    return answer === "running" ? answer : answer === "found" ? "valid" : "invalid";
  }

  /** What the search has learnt about how far the partition can be explained; undefined before it ran or without one. */
  get search(): LinearizationSearch | undefined {
    return this.#search;
  }

  /** After `valid` with `wantsOrder`: an order that explains everything. */
  order(): Operation[] {
    return this.#search?.order() ?? [];
  }
}

/** The steps of a model over these operations, all on one key, with the fewest states that do. */
export function createTransitions(operations: readonly Operation[], model: AnyModel): Transitions {
  return new Transitions(model.narrow?.(operations) ?? model, operations);
}

/** The search of a partition with the fewest states that do. */
export function createSearch(partition: Partition, model: AnyModel): LinearizationSearch {
  const narrowed = model.narrow?.([...partition.completed, ...partition.open]) ?? model;
  return new LinearizationSearch(toProblem(partition, narrowed));
}

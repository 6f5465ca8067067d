import fc from "fast-check";
import type { ClientRequest, Value } from "../../../src/cluster/index.ts";
import type { DataType } from "../../../src/protocols/multi-leader/data-type.ts";
import { DATA_TYPES, type DataName } from "../../../src/protocols/multi-leader/data-types.ts";
import { includes } from "../../../src/protocols/timestamps/vector.ts";

/** What may happen to three replicas: an update at one, or one hears of all that another one knows. */
export type Step =
  | {
      readonly do: "update";
      readonly node: number;
      readonly f: string;
      readonly value: Value;
      readonly l: number;
    }
  | { readonly do: "tell"; readonly from: number; readonly to: number };

export interface Operation {
  readonly node: number;
  readonly count: number;
  readonly after: readonly number[];
  readonly effect: unknown;
}

const NODES = 3;
const node = fc.nat(NODES - 1);
const element = fc.constantFrom("a", "b", "c");
const updates: Readonly<Record<DataName, fc.Arbitrary<readonly [f: string, value: Value]>>> = {
  "lww-register": fc.tuple(fc.constant("write"), fc.nat(5)),
  "g-counter": fc.tuple(fc.constant("add"), fc.nat(5)),
  "pn-counter": fc.tuple(fc.constant("add"), fc.integer({ min: -5, max: 5 })),
  "or-set": fc.tuple(fc.constantFrom("add", "add", "remove"), element),
  text: fc.oneof(
    fc.tuple(fc.constant("insert"), fc.tuple(fc.nat(8), fc.string({ minLength: 1, maxLength: 3 }))),
    fc.tuple(fc.constant("delete"), fc.tuple(fc.nat(8), fc.nat(3))),
  ),
};

/** Few times, so that stamps tie. */
export function stepsOf(data: DataName): fc.Arbitrary<Step[]> {
  const update = fc
    .tuple(node, updates[data], fc.nat(4))
    .map(([at, [f, value], l]): Step => ({ do: "update", node: at, f, value, l }));
  const tell = fc.tuple(node, node).map(([from, to]): Step => ({ do: "tell", from, to }));
  return fc.array(fc.oneof({ arbitrary: update, weight: 2 }, tell), { maxLength: 24 });
}

/** The same steps in both forms: by merging contents, and by delivering operations. */
export class Replicas {
  readonly merged: unknown[];
  readonly applied: unknown[];
  /** All operations, in an order that causality allows. */
  readonly operations: Operation[] = [];
  readonly delivered = Array.from({ length: NODES }, () => new Array<number>(NODES).fill(0));
  readonly #type: DataType;

  constructor(type: DataType) {
    this.#type = type;
    this.merged = new Array<unknown>(NODES).fill(type.empty);
    this.applied = new Array<unknown>(NODES).fill(type.empty);
  }

  take(step: Step): void {
    if (step.do === "update") this.#update(step);
    else this.#tell(step.from, step.to);
  }

  #update({ node: at, f, value, l }: Extract<Step, { do: "update" }>): void {
    const request: ClientRequest = { kind: "Request", session: 0, id: 1, f, key: "x", value };
    const after = this.delivered[at]!.slice();
    const count = after[at]! + 1;
    const origin = { node: at, count, stamp: () => ({ l, c: 0, node: at }) };
    const prepared = this.#type.prepare(this.applied[at], request, origin);
    if (prepared === undefined) throw new Error(`${f} is not of this type`);
    const { effect } = prepared;
    this.operations.push({ node: at, count, after, effect });
    this.delivered[at]![at] = count;
    this.applied[at] = this.#type.effect(this.applied[at], effect);
    this.merged[at] = this.#type.effect(this.merged[at], effect);
  }

  #tell(from: number, to: number): void {
    this.merged[to] = this.#type.merge(this.merged[to], this.merged[from]);
    for (const { node: origin, count, effect } of this.operations) {
      if (count <= this.delivered[to]![origin]! || count > this.delivered[from]![origin]!) continue;
      this.delivered[to]![origin] = count;
      this.applied[to] = this.#type.effect(this.applied[to], effect);
    }
  }
}

export function replicasAfter(data: DataName, steps: readonly Step[]): Replicas {
  const replicas = new Replicas(DATA_TYPES[data]);
  for (const step of steps) replicas.take(step);
  return replicas;
}

/** What all operations come to in the order of `luck`, as far as causality leaves a choice where it is asked for. */
export function deliverAll(
  type: DataType,
  operations: readonly Operation[],
  luck: readonly number[],
): unknown {
  const delivered = new Array<number>(NODES).fill(0);
  const left = operations.slice();
  let content = type.empty;
  for (let turn = 0; left.length > 0; turn++) {
    const due = type.isCausal ? left.filter(({ after }) => includes(delivered, after)) : left;
    const next = due[(luck[turn % luck.length] ?? 0) % due.length]!;
    left.splice(left.indexOf(next), 1);
    delivered[next.node] = Math.max(delivered[next.node]!, next.count);
    content = type.effect(content, next.effect);
  }
  return content;
}

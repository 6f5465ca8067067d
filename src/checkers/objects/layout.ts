import { countLeading } from "../../base/index.ts";
import type { Operation } from "../../history/index.ts";
import type { Place } from "./versions.ts";

/**
 * Where operations stand: processes and keys are numbered in order of appearance, operations by their index. A process's
 * operations are in order of invocation, which is its **process order**.
 */
export class Layout {
  readonly operations: readonly Operation[];
  readonly process: Int32Array;
  /** Place in its process, from 0. */
  readonly position: Int32Array;
  readonly key: Int32Array;
  readonly keys: number;
  /** Of a write its place among its process's writes to its key, from 0; else −1. */
  readonly rank: Int32Array;
  /** The operations of each process. */
  readonly byProcess: readonly (readonly number[])[];
  readonly #writes: Map<number, number[]>[] = [];

  constructor(operations: readonly Operation[], isWrite: (operation: Operation) => boolean) {
    const count = operations.length;
    const byProcess: number[][] = [];
    this.operations = operations;
    this.process = numberOf(operations.map(({ process }) => process));
    this.key = numberOf(operations.map(({ key }) => key));
    this.keys = this.key.reduce((most, key) => Math.max(most, key + 1), 0);
    this.position = new Int32Array(count);
    this.rank = new Int32Array(count).fill(-1);
    for (let index = 0; index < count; index++) {
      const process = this.process[index]!;
      const own = (byProcess[process] ??= []);
      this.position[index] = own.push(index) - 1;
      if (isWrite(operations[index]!)) this.rank[index] = this.#addWrite(index, process) - 1;
    }
    this.byProcess = byProcess;
  }

  get processes(): number {
    return this.byProcess.length;
  }

  isWrite(operation: number): boolean {
    return this.rank[operation]! >= 0;
  }

  /** A process's writes to a key, by rank. */
  writesOf(process: number, key: number): readonly number[] {
    return this.#writes[process]?.get(key) ?? [];
  }

  /** The rank of a process's last write to a key among its first `count` operations; −1 for none. */
  rankWithin(process: number, key: number, count: number): number {
    const writes = this.writesOf(process, key);
    return countLeading(writes.length, (rank) => this.position[writes[rank]!]! < count) - 1;
  }

  placeOf(write: number): Place {
    return { process: this.process[write]!, rank: this.rank[write]! };
  }

  #addWrite(index: number, process: number): number {
    const byKey = (this.#writes[process] ??= new Map<number, number[]>());
    const own = byKey.get(this.key[index]!);
    if (own !== undefined) return own.push(index);
    byKey.set(this.key[index]!, [index]);
    return 1;
  }
}

function numberOf(names: readonly (number | string | undefined)[]): Int32Array {
  const numbers = new Map<number | string | undefined, number>();
  return Int32Array.from(names, (name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  });
}

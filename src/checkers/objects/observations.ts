import type { ObservedHistory } from "./observed-history.ts";

/** Of one process the last write that another one has seen, and the first read that showed it. */
export interface Observation {
  readonly process: number;
  readonly write: number;
  readonly read: number;
}

/** What a process has seen so far, of each process the last write in its process order. */
export class Observations {
  readonly #history: ObservedHistory;
  readonly #byProcess = new Map<number, Observation>();

  constructor(history: ObservedHistory) {
    this.#history = history;
  }

  get all(): Iterable<Observation> {
    return this.#byProcess.values();
  }

  get size(): number {
    return this.#byProcess.size;
  }

  /** Takes in what an operation has read. */
  add(read: number): void {
    const { layout, versions, reads } = this.#history;
    for (const { process, newest } of versions.spansOf(reads[read]!)) {
      const write = layout.writesOf(process, layout.key[read]!)[newest]!;
      const known = this.#byProcess.get(process);
      if (known === undefined || layout.position[known.write]! < layout.position[write]!)
        this.#byProcess.set(process, { process, write, read });
    }
  }
}

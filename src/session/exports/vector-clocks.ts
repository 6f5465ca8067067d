import { isDrop } from "../../cluster/index.ts";
import { NO_CAUSE, NO_NODE, type Trace } from "../../kernel/index.ts";

/**
 * Vector clocks (Fidge 1988, Mattern 1989) over a trace: entry h counts the events of h that happened before or are
 * this one. Happens-before is the order of events at one node, plus the way from each event to what it caused
 * (Lamport 1978). What a fault plan does is a process of its own, behind the nodes: it causes things, and hears
 * nothing. A lost message is no event of anybody: its receiver never knew of it.
 *
 * Clocks are computed in order, and one is forgotten when nothing more will be caused by it: what is held grows with
 * what is under way, not with the past.
 */
export class VectorClocks {
  readonly #trace: Trace;
  readonly #nodes: number;
  /** The clock of each process's latest event. */
  readonly #latest: Uint32Array[];
  readonly #waiting = new Map<number, { clock: Uint32Array; effects: number }>();
  readonly #effects: Uint32Array;
  #next = 0;

  constructor(trace: Trace, nodes: number) {
    this.#trace = trace;
    this.#nodes = nodes;
    this.#latest = Array.from({ length: nodes + 1 }, () => new Uint32Array(nodes + 1));
    this.#effects = countEffects(trace);
  }

  /** The process at which a record happened: a node, or `nodes` for the fault plan. */
  processOf(index: number): number {
    const node = this.#trace.node(index);
    return node === NO_NODE ? this.#nodes : node;
  }

  /** The clock of the next record, which must not be changed; undefined for a message that was lost. */
  next(): Uint32Array | undefined {
    const index = this.#next++;
    const cause = this.#trace.cause(index);
    const heard = cause === NO_CAUSE ? undefined : this.#take(cause);
    if (isDrop(this.#trace.kind(index))) return undefined;
    const process = this.processOf(index);
    const clock = this.#latest[process]!.slice();
    if (heard !== undefined) raise(clock, heard);
    clock[process]!++;
    this.#latest[process] = clock;
    const effects = this.#effects[index]!;
    if (effects > 0) this.#waiting.set(index, { clock, effects });
    return clock;
  }

  #take(cause: number): Uint32Array | undefined {
    const waiting = this.#waiting.get(cause);
    if (waiting !== undefined && --waiting.effects === 0) this.#waiting.delete(cause);
    return waiting?.clock;
  }
}

function raise(clock: Uint32Array, by: Uint32Array): void {
  for (let process = 0; process < clock.length; process++)
    if (by[process]! > clock[process]!) clock[process] = by[process]!;
}

/** How many records each record caused. */
function countEffects(trace: Trace): Uint32Array {
  const effects = new Uint32Array(trace.length);
  for (let index = 0; index < trace.length; index++) {
    const cause = trace.cause(index);
    if (cause !== NO_CAUSE) effects[cause]!++;
  }
  return effects;
}

import type { Interruptible } from "../budget.ts";
import { EdgeList } from "./edge-list.ts";
import { EventSet } from "./event-set.ts";
import { Graph } from "./graph.ts";
import type { Inference, Version } from "./inference.ts";

/** What kind of order is looked for. */
export interface OrderForm {
  /** Whether a transaction's snapshot and its commit are two events; else it happens at once. */
  readonly isSplit: boolean;
  /** Whether nobody commits a write to a key between snapshot and commit of another that writes it (snapshot isolation). */
  readonly isExclusive: boolean;
}

/** `before` happens before `after`: transactions by number, always the end of the one and by default the beginning of the other. */
export interface KnownOrder {
  readonly before: number;
  readonly after: number;
  /** True when only the ends are in order. */
  readonly endsOnly?: boolean;
}

/**
 * Looks for one order of all transactions in which every read sees the last commit before it: the question to which
 * serializability, snapshot isolation and prefix consistency come down (Biswas & Enea, OOPSLA 2019, §5). Depth first;
 * sets of events from which there is no way on are remembered.
 *
 * A key is written over only when everybody who read what it holds has read it, so what has happened decides what may
 * happen next: which of the writes to a key came last follows from who has yet to read it.
 */
export class OrderSearch implements Interruptible<"found" | "exhausted"> {
  steps = 0;
  readonly #form: OrderForm;
  readonly #events: number;
  readonly #reads: readonly Int32Array[];
  readonly #writes: readonly Int32Array[];
  readonly #keyOf: Int32Array;
  /** By version: how many have yet to read it. */
  readonly #pending: Int32Array;
  /** By key: the version that it holds, and how many who write it have begun and not ended. */
  readonly #current: Int32Array;
  readonly #active: Int32Array;
  readonly #known: Graph;
  /** By event: how many known ones before it have not happened. */
  readonly #waiting: Int32Array;
  readonly #priority: Float64Array;
  readonly #happened = new EventSet();
  readonly #ready = new Set<number>();
  readonly #order: number[] = [];
  /** For every write of the order the version that it replaced. */
  readonly #replaced: number[] = [];
  readonly #frames: Frame[] = [];
  readonly #dead = new Set<string>();
  #deadBytes = 0;
  #isStarted = false;

  constructor(inference: Inference, known: readonly KnownOrder[], form: OrderForm) {
    this.#form = form;
    const { transactions, versions, keys } = inference;
    this.#events = transactions.length * (form.isSplit ? 2 : 1);
    const numbers = new Map(versions.map((version, number) => [version, number]));
    const toNumbers = (some: readonly Version[]): Int32Array =>
      Int32Array.from(some, (version) => numbers.get(version)!);
    this.#reads = inference.reads.map(toNumbers);
    this.#writes = inference.writes.map(toNumbers);
    this.#keyOf = Int32Array.from(versions, ({ key }) => key);
    this.#pending = Int32Array.from(versions, ({ readers }) => readers.length);
    this.#current = new Int32Array(keys.length);
    for (const [number, version] of versions.entries())
      if (version.position === -1) this.#current[version.key] = number;
    this.#active = new Int32Array(keys.length);
    this.#known = this.#toGraph(known);
    this.#waiting = new Int32Array(this.#events);
    for (const target of this.#known.targets) this.#waiting[target]!++;
    for (let event = 0; event < this.#events; event++) if (this.#waiting[event] === 0) this.#ready.add(event);
    this.#priority = Float64Array.from({ length: this.#events }, (_, event) => {
      const { invokeEntry, completeEntry, type } = transactions[this.#transactionOf(event)]!;
      if (this.#isBeginning(event) && form.isSplit) return invokeEntry;
      return type === "ok" ? completeEntry : Infinity;
    });
  }

  /** About; what is remembered counts most. */
  get bytes(): number {
    return this.#deadBytes;
  }

  run(steps: number): "found" | "exhausted" | "running" {
    const end = this.steps + steps;
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#frames.push(this.#createFrame());
    }
    while (this.steps < end) {
      if (this.#order.length === this.#events) return "found";
      const frame = this.#frames.at(-1);
      if (frame === undefined) return "exhausted";
      const event = frame.candidates[frame.next++];
      if (event === undefined) this.#giveUp(frame);
      else this.#tryNext(event, frame);
    }
    return "running";
  }

  #tryNext(event: number, frame: Frame): void {
    this.#place(event);
    if (frame.candidates.length > 1 && this.#dead.has(this.#happened.text())) this.#takeBack();
    else this.#frames.push(this.#createFrame());
  }

  #giveUp(frame: Frame): void {
    if (frame.candidates.length !== 1) {
      const text = this.#happened.text();
      this.#dead.add(text);
      this.#deadBytes += 2 * text.length + 64;
    }
    this.#frames.pop();
    if (this.#frames.length > 0) this.#takeBack();
  }

  /** What may happen next; one event alone where it cannot be wrong to let it happen now. */
  #createFrame(): Frame {
    const candidates: number[] = [];
    for (const event of this.#ready) {
      this.steps++;
      if (!this.#canHappen(event)) continue;
      if (this.#isFree(event)) return { candidates: [event], next: 0 };
      candidates.push(event);
    }
    candidates.sort((a, b) => this.#priority[a]! - this.#priority[b]! || a - b);
    return { candidates, next: 0 };
  }

  /** Whoever writes nothing is in nobody's way; nor is a snapshot, unless writers keep others out from there on. */
  #isFree(event: number): boolean {
    if (this.#writes[this.#transactionOf(event)]!.length === 0) return true;
    return this.#form.isSplit && this.#isBeginning(event) && !this.#form.isExclusive;
  }

  #canHappen(event: number): boolean {
    const transaction = this.#transactionOf(event);
    if (this.#isBeginning(event)) {
      for (const version of this.#reads[transaction]!)
        if (this.#current[this.#keyOf[version]!] !== version) return false;
    }
    return !this.#isEnd(event) || this.#canCommit(transaction);
  }

  #canCommit(transaction: number): boolean {
    const { isSplit, isExclusive } = this.#form;
    for (const version of this.#writes[transaction]!) {
      const key = this.#keyOf[version]!;
      const held = this.#current[key]!;
      const own = !isSplit && this.#reads[transaction]!.includes(held) ? 1 : 0;
      if (this.#pending[held]! > own) return false;
      if (isExclusive && this.#active[key]! > 1) return false;
    }
    return true;
  }

  #place(event: number): void {
    const transaction = this.#transactionOf(event);
    if (this.#isBeginning(event)) this.#begin(transaction, 1);
    if (this.#isEnd(event)) {
      for (const version of this.#writes[transaction]!) {
        const key = this.#keyOf[version]!;
        this.#replaced.push(this.#current[key]!);
        this.#current[key] = version;
        this.#active[key]!--;
      }
    }
    this.#order.push(event);
    this.#ready.delete(event);
    this.#happened.add(event);
    const { starts, targets } = this.#known;
    for (let edge = starts[event]!; edge < starts[event + 1]!; edge++)
      if (--this.#waiting[targets[edge]!]! === 0) this.#ready.add(targets[edge]!);
  }

  #takeBack(): void {
    const event = this.#order.pop()!;
    const { starts, targets } = this.#known;
    for (let edge = starts[event]!; edge < starts[event + 1]!; edge++)
      if (this.#waiting[targets[edge]!]!++ === 0) this.#ready.delete(targets[edge]!);
    this.#happened.remove(event);
    this.#ready.add(event);
    const transaction = this.#transactionOf(event);
    if (this.#isEnd(event)) {
      for (const version of this.#writes[transaction]!.toReversed()) {
        const key = this.#keyOf[version]!;
        this.#current[key] = this.#replaced.pop()!;
        this.#active[key]!++;
      }
    }
    if (this.#isBeginning(event)) this.#begin(transaction, -1);
  }

  #begin(transaction: number, sign: 1 | -1): void {
    for (const version of this.#reads[transaction]!) this.#pending[version]! -= sign;
    for (const version of this.#writes[transaction]!) this.#active[this.#keyOf[version]!]! += sign;
  }

  #transactionOf(event: number): number {
    return this.#form.isSplit ? event >> 1 : event;
  }

  #isBeginning(event: number): boolean {
    return !this.#form.isSplit || (event & 1) === 0;
  }

  #isEnd(event: number): boolean {
    return !this.#form.isSplit || (event & 1) === 1;
  }

  #toGraph(known: readonly KnownOrder[]): Graph {
    const edges = new EdgeList();
    const { isSplit } = this.#form;
    for (const { before, after, endsOnly } of known) {
      if (!isSplit) edges.add(before, after, 1);
      else edges.add(2 * before + 1, endsOnly === true ? 2 * after + 1 : 2 * after, 1);
    }
    if (isSplit) for (let begin = 0; begin < this.#events; begin += 2) edges.add(begin, begin + 1, 1);
    return new Graph(this.#events, edges);
  }
}

interface Frame {
  readonly candidates: readonly number[];
  next: number;
}

import type { Budget } from "../budget.ts";
import { visitTime, type Layout, type Time } from "./dependencies.ts";
import { KIND } from "./edge-list.ts";
import type { Reasoned } from "./explain.ts";
import type { Inference, Version } from "./inference.ts";
import { Reachability, type Arrow } from "./reachability.ts";

export interface SaturationForm {
  readonly layout: Layout;
  /** Snapshot isolation: of two writers of a key the later one's snapshot holds the earlier one. */
  readonly writersSeeEachOther: boolean;
  readonly time: Time;
}

/** A cycle among what must hold, or the orders of writers that were found besides those that were known. */
export type Saturation =
  | { readonly cycle: readonly Reasoned[] }
  | { readonly orders: readonly (readonly [before: number, after: number])[] };

/**
 * Draws conclusions until there are no more (the saturation of Biswas & Enea, OOPSLA 2019, §4, carried on for the levels
 * that search): of two transactions that write a key, one is certainly the earlier if the other comes after it in any
 * case, or if somebody saw it and still read what the other wrote. From then on everybody who read the earlier's write
 * comes before the later. Undefined when the budget runs out.
 */
export function saturate(inference: Inference, form: SaturationForm, budget: Budget): Saturation | undefined {
  return new Saturator(inference, form, budget).run();
}

/** All final versions of one key but the initial one. */
type Written = readonly Version[];

class Saturator {
  readonly #inference: Inference;
  readonly #form: SaturationForm;
  readonly #reach: Reachability;
  readonly #budget: Budget;
  readonly #orders: (readonly [number, number])[] = [];
  readonly #pairs = new Map<Version, Set<number>>();

  constructor(inference: Inference, form: SaturationForm, budget: Budget) {
    this.#inference = inference;
    this.#form = form;
    this.#budget = budget;
    this.#reach = new Reachability(form.layout.nodes);
  }

  run(): Saturation | undefined {
    try {
      this.#addKnown();
      const byKey = this.#writtenByKey();
      while (byKey.map((written) => this.#decideKey(written)).includes(true));
      return this.#budget.exceeded === undefined ? { orders: this.#orders } : undefined;
    } catch (contradiction) {
      if (contradiction instanceof Contradiction) return { cycle: contradiction.cycle };
      throw contradiction;
    }
  }

  #writtenByKey(): Written[] {
    const byKey = this.#inference.keys.map((): Version[] => []);
    for (const versions of this.#inference.writes)
      for (const version of versions) byKey[version.key]!.push(version);
    return byKey;
  }

  #addKnown(): void {
    const { transactions, versions } = this.#inference;
    const { begin, end, isSplit } = this.#form.layout;
    const arrows: Arrow[] = [];
    const link = (from: number, to: number, before: number, after: number, kind: number): void => {
      if (before !== after) arrows.push({ from, to, dependency: { from: before, to: after, kind } });
    };
    if (isSplit)
      for (const index of transactions.keys())
        arrows.push({ from: begin(index), to: end(index), dependency: undefined });
    for (const { writer, readers, later } of versions) {
      for (const reader of readers) {
        if (writer >= 0) link(end(writer), begin(reader), writer, reader, KIND.wr);
        for (const other of later) link(begin(reader), end(other), reader, other, KIND.rw);
      }
      for (const other of later)
        if (writer >= 0) link(end(writer), this.#mark(other), writer, other, KIND.ww);
    }
    visitTime(transactions, this.#form.time, (before, after, kind) =>
      link(end(before), begin(after), before, after, kind),
    );
    if (this.#budget.spend(arrows.length)) this.#reach.addAll(arrows);
    this.#budget.spend(this.#reach.steps);
  }

  /** Before what of a later writer of a key an earlier one's commit comes. */
  #mark(writer: number): number {
    const { begin, end } = this.#form.layout;
    return this.#form.writersSeeEachOther ? begin(writer) : end(writer);
  }

  /** One round over the pairs of writers of a key; true when something came of it. */
  #decideKey(written: Written): boolean {
    let isNew = false;
    for (const first of written) {
      if (!this.#budget.spend(written.length)) return false;
      for (const second of written) {
        if (first === second || this.#isDecided(first, second)) continue;
        const reason = this.#reasonFor(first, second);
        if (reason === undefined) continue;
        this.#decide(first, second, reason);
        isNew = true;
      }
    }
    return isNew;
  }

  #isDecided(first: Version, second: Version): boolean {
    return this.#pairs.get(first)?.has(second.writer) === true;
  }

  /** Why the first version comes before the second: a reader of the second that saw the first's writer, or −1 for any other. */
  #reasonFor(first: Version, second: Version): number | undefined {
    const { begin, end } = this.#form.layout;
    const start = this.#form.writersSeeEachOther ? begin(first.writer) : end(first.writer);
    if (this.#reach.reaches(start, end(second.writer))) return -1;
    return second.readers.find(
      (reader) => reader !== first.writer && this.#reach.reaches(end(first.writer), begin(reader)),
    );
  }

  #decide(first: Version, second: Version, reader: number): void {
    const known = this.#pairs.get(first);
    if (known === undefined) this.#pairs.set(first, new Set([second.writer]));
    else known.add(second.writer);
    this.#orders.push([first.writer, second.writer]);
    const { begin, end } = this.#form.layout;
    const arrows = this.#reach.arrows.length;
    const because = (): number[] => this.#becauseOf(first, second, reader, arrows);
    this.#add(end(first.writer), this.#mark(second.writer), () => ({
      from: first.writer,
      to: second.writer,
      kind: KIND.ww,
      because,
      tell: (names) => this.#tellOrder(first, second, reader, names),
    }));
    for (const other of first.readers) {
      if (other === second.writer) continue;
      const key = this.#inference.keys[first.key]!;
      this.#add(begin(other), end(second.writer), () => ({
        from: other,
        to: second.writer,
        kind: KIND.rw,
        because: () => [...because(), first.writer],
        tell: (names) =>
          `${names(other)} read ${names(first.writer)}'s write of ${key}, and ${names(second.writer)} wrote over that, for ${this.#tellOrder(first, second, reader, names)}`,
      }));
    }
  }

  /** The transactions by which it is known which of two came first; by so many arrows it was found. */
  #becauseOf(first: Version, second: Version, reader: number, arrows: number): number[] {
    const { begin, end } = this.#form.layout;
    const way = (from: number, to: number): number[] =>
      this.#reach
        .way(from, to, arrows)
        .flatMap(({ dependency }) =>
          dependency === undefined ? [] : [dependency.from, dependency.to, ...(dependency.because?.() ?? [])],
        );
    if (reader >= 0) return [reader, ...way(end(first.writer), begin(reader))];
    const start = this.#form.writersSeeEachOther ? begin(first.writer) : end(first.writer);
    return way(start, end(second.writer));
  }

  #tellOrder(first: Version, second: Version, reader: number, names: (one: number) => string): string {
    const [a, b, key] = [names(first.writer), names(second.writer), this.#inference.keys[first.key]!];
    return reader >= 0
      ? `${names(reader)} saw ${a} and still read ${key} as ${b} wrote it`
      : `${b} comes after ${a} in any case, and both wrote ${key}`;
  }

  #add(from: number, to: number, depend: () => Reasoned): void {
    if (this.#reach.reaches(from, to)) return;
    const arrow: Arrow = { from, to, dependency: depend() };
    if (from === to || this.#reach.reaches(to, from)) {
      const around = [arrow, ...(from === to ? [] : this.#reach.way(to, from))];
      throw new Contradiction(around.flatMap((one) => one.dependency ?? []));
    }
    const before = this.#reach.steps;
    this.#reach.add(arrow);
    this.#budget.spend(this.#reach.steps - before);
  }
}

/** Thrown inside this file when a conclusion contradicts what is known. */
class Contradiction extends Error {
  readonly cycle: readonly Reasoned[];

  constructor(cycle: readonly Reasoned[]) {
    super("a contradiction");
    this.cycle = cycle;
  }
}

import type { RunInfo } from "../../session/index.ts";
import { operationText, type Operation } from "../run/operations.ts";
import { rank } from "../run/rank.ts";
import type { RunData } from "../run/run-data.ts";
import { eventFilter, type EventFilter } from "../tables/event-filter.ts";
import { hasWord, searchWords, tokensOf } from "../tables/search-words.ts";

/** Operations looked through between two looks at the clock. */
const SLICE = 500;

/**
 * The events that a search means: those whose node, message, timer or kind has every word, faults whose words have
 * them, and the beginnings of operations that do. Which classes of events match is known at once, so counting and going
 * on are as quick in a run of millions; operations are looked through in slices.
 */
export class Search {
  readonly #data: RunData;
  readonly #info: RunInfo;
  readonly #words: readonly string[];
  /** What is told of a class of events; of single ones. */
  readonly #classFilter: EventFilter | undefined;
  readonly #filter: EventFilter | undefined;
  #isWanted = new Uint8Array(0);
  /** Faults and operations that match otherwise than by their class, by event, ascending. */
  readonly #faults: number[] = [];
  readonly #operations: number[] = [];
  #seenFaults = 0;
  #seenOperations = 0;

  constructor(info: RunInfo, data: RunData, text: string) {
    this.#info = info;
    this.#data = data;
    this.#words = searchWords(text);
    this.#classFilter = eventFilter(info, text);
    this.#filter = eventFilter(info, text, data.faults.texts);
  }

  /** Takes in what is new since the last call, for at most about so long. False: there is more to look at. */
  extend(budgetMs: number): boolean {
    this.#extendClasses();
    this.#extendFaults();
    const { all } = this.#data.operations;
    const endMs = performance.now() + budgetMs;
    while (this.#seenOperations < all.length && performance.now() < endMs) {
      const end = Math.min(all.length, this.#seenOperations + SLICE);
      for (; this.#seenOperations < end; this.#seenOperations++) this.#look(all[this.#seenOperations]!);
    }
    return this.#seenOperations === all.length;
  }

  /** How many matches come before record `end`. */
  count(end: number): number {
    const { classes } = this.#data;
    const others = rank(this.#faults, end) + rank(this.#operations, end);
    return classes.countWanted(this.#isWanted, end) + others;
  }

  /** The first match at `from` or later and before `end`, or −1. */
  next(from: number, end: number): number {
    const found = [
      this.#data.classes.nextWanted(this.#isWanted, from, end),
      this.#faults[rank(this.#faults, from)] ?? -1,
      this.#operations[rank(this.#operations, from)] ?? -1,
    ].filter((event) => event >= 0 && event < end);
    return found.length === 0 ? -1 : Math.min(...found);
  }

  /** The last match before record `end`, or −1. */
  previous(end: number): number {
    return Math.max(
      this.#data.classes.previousWanted(this.#isWanted, end),
      this.#faults[rank(this.#faults, end) - 1] ?? -1,
      this.#operations[rank(this.#operations, end) - 1] ?? -1,
    );
  }

  isMatch(event: number): boolean {
    return this.next(event, event + 1) === event;
  }

  #extendClasses(): void {
    const { list } = this.#data.classes;
    if (this.#isWanted.length === list.length || this.#classFilter === undefined) return;
    // All records of a class are alike in what the words are looked for in: its first stands for them.
    this.#isWanted = Uint8Array.from(list, ({ first }) =>
      this.#classFilter!(this.#data.columns, first) ? 1 : 0,
    );
  }

  #extendFaults(): void {
    const { texts } = this.#data.faults;
    if (texts.size === this.#seenFaults) return;
    this.#seenFaults = texts.size;
    this.#faults.length = 0;
    for (const event of texts.keys()) {
      const isMatch = this.#filter?.(this.#data.columns, event) === true;
      if (isMatch && !this.#isKnown(event)) this.#faults.push(event);
    }
  }

  #look(operation: Operation): void {
    const tokens = tokensOf(operationText(operation, "open"));
    tokens.push(this.#info.nodes[operation.node]?.name.toLowerCase() ?? "");
    if (!this.#hasAll(tokens) || this.#isKnown(operation.invokeEvent)) return;
    // Two operations may begin with one event: it is one match.
    if (this.#operations[this.#operations.length - 1] !== operation.invokeEvent)
      this.#operations.push(operation.invokeEvent);
  }

  #isKnown(event: number): boolean {
    return this.#isWanted[this.#data.classes.classOf(event)] === 1;
  }

  #hasAll(tokens: readonly string[]): boolean {
    return this.#words.length > 0 && this.#words.every((word) => hasWord(tokens, word));
  }
}

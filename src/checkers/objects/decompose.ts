import { countLeading } from "../../base/index.ts";
import type { Versions } from "./versions.ts";

/** The writes to one key, by the text that each writes. */
export interface Texts {
  readonly bases: ReadonlyMap<string, readonly number[]>;
  readonly appends: ReadonlyMap<string, readonly number[]>;
  readonly initial: string;
}

/** So many ways to take a text apart, and steps on the way to them, are looked at. */
const MOST_WAYS = 16;
const MOST_STEPS = 20_000;

/**
 * Takes the texts that were seen under one key apart: into a base (the initial text, or one that was put) and the appends
 * after it. A text that comes apart in one way only tells exactly which writes its reader saw, and in what order.
 */
export class Decomposer {
  readonly #versions: Versions;
  readonly #texts: Texts;
  readonly #key: number;
  readonly #known = new Map<string, readonly number[] | undefined>();
  /** Lengths of appended texts, so that candidates are found by looking up pieces. */
  readonly #lengths: readonly number[];
  /** No written text begins another and none is written twice: then the first piece that fits is the only one. */
  readonly #isPrefixFree: boolean;
  /** The last text that came apart: where each piece ended, and the version up to there. The next one mostly goes on. */
  #last = "";
  readonly #ends: number[] = [];
  readonly #reached: number[] = [];

  constructor(versions: Versions, key: number, texts: Texts) {
    this.#versions = versions;
    this.#texts = texts;
    this.#key = key;
    const lengths = new Set(Array.from(texts.appends.keys(), (text) => text.length));
    this.#lengths = Array.from(lengths).sort((a, b) => a - b);
    this.#isPrefixFree = texts.appends.size > 0 && isPrefixFree(texts);
  }

  /**
   * Every version that the text may be: none when nobody wrote it, more than one when it is not certain. Undefined when
   * there are too many ways to look at.
   */
  versionsOf(text: string): readonly number[] | undefined {
    if (this.#texts.appends.size === 0) return this.#whole(text);
    if (!this.#known.has(text))
      this.#known.set(text, this.#isPrefixFree ? this.#readOn(text) : this.#readAll(text));
    return this.#known.get(text);
  }

  #whole(text: string): readonly number[] {
    const written = (this.#texts.bases.get(text) ?? []).map((write) => this.#versions.base(write));
    return text === this.#texts.initial ? [this.#versions.initial(this.#key), ...written] : written;
  }

  #starts(text: string): [version: number, length: number][] {
    const { bases, initial } = this.#texts;
    const starts: [number, number][] = [];
    if (text.startsWith(initial)) starts.push([this.#versions.initial(this.#key), initial.length]);
    for (const [base, writes] of bases) {
      if (!text.startsWith(base)) continue;
      for (const write of writes) starts.push([this.#versions.base(write), base.length]);
    }
    return starts;
  }

  #steps(text: string, at: number): [write: number, length: number][] {
    const steps: [number, number][] = [];
    for (const length of this.#lengths) {
      if (at + length > text.length) break;
      const writes = this.#texts.appends.get(text.slice(at, at + length)) ?? [];
      for (const write of writes) steps.push([write, length]);
    }
    return steps;
  }

  /** With prefix-free texts: goes on from the longest beginning that this text shares with the last one. */
  #readOn(text: string): readonly number[] {
    const ends = this.#ends;
    const common = countLeading(ends.length, (index) => text.startsWith(this.#last.slice(0, ends[index])));
    // That both begin with nothing does not tell what comes first.
    const shared = common === 1 && ends[0] === 0 ? 0 : common;
    ends.length = this.#reached.length = shared;
    this.#last = text;
    if (shared === 0) {
      const start = this.#starts(text).at(-1);
      if (start === undefined) return [];
      this.#reach(start[0], start[1]);
    }
    while (ends.at(-1)! < text.length) {
      const version = this.#reached.at(-1)!;
      const step = this.#steps(text, ends.at(-1)!)[0];
      if (step === undefined || this.#versions.holds(version, step[0])) return [];
      this.#reach(this.#versions.append(version, step[0]), ends.at(-1)! + step[1]);
    }
    return [this.#reached.at(-1)!];
  }

  #reach(version: number, end: number): void {
    this.#ends.push(end);
    this.#reached.push(version);
  }

  /** Every way to take the text apart in which no write is used twice. */
  #readAll(text: string): readonly number[] | undefined {
    const found: number[] = [];
    let steps = 0;
    const visit = (version: number, at: number): void => {
      if (++steps > MOST_STEPS || found.length >= MOST_WAYS) return;
      if (at === text.length) found.push(version);
      for (const [write, length] of this.#steps(text, at)) {
        if (!this.#versions.holds(version, write)) visit(this.#versions.append(version, write), at + length);
      }
    };
    for (const [version, length] of this.#starts(text)) visit(version, length);
    return steps > MOST_STEPS || found.length >= MOST_WAYS ? undefined : found;
  }
}

function isPrefixFree({ bases, appends, initial }: Texts): boolean {
  const all = [...bases, ...appends];
  if (all.some(([text, writes]) => writes.length > 1 || text === initial)) return false;
  const sorted = all.map(([text]) => text).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.every((text, index) => sorted[index + 1]?.startsWith(text) !== true);
}

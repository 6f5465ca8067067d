/**
 * The configurations that a search has met, in one typed array: each a few words, found again by level, state
 * and pending operations. Configurations are numbered from 0 and never removed.
 */
export class Configurations {
  count = 0;
  /** The words of all configurations; that of number n begin at n · stride. */
  words = new Int32Array(0);
  readonly stride: number;

  /** Of the bit set the first words are about pending operations, the rest about open ones. */
  readonly #pendingWords: number;
  readonly #bitWords: number;
  #heads = new Int32Array(1024).fill(-1);

  constructor(pendingWords: number, openWords: number) {
    this.#pendingWords = pendingWords;
    this.#bitWords = pendingWords + openWords;
    this.stride = BITS + this.#bitWords;
    this.words = new Int32Array(64 * this.stride);
  }

  get bytes(): number {
    return this.words.byteLength + this.#heads.byteLength;
  }

  /** Adds a configuration and answers its number. `parent` and `operation`: how it was come to; −1 for the first. */
  add(
    level: number,
    state: number,
    parent: number,
    operation: number,
    isInVain: boolean,
    bits: Int32Array,
  ): number {
    const number = this.count++;
    if (this.count * this.stride > this.words.length) this.#growWords();
    const at = number * this.stride;
    this.words[at + LEVEL] = level;
    this.words[at + STATE] = state;
    this.words[at + PARENT] = parent;
    this.words[at + OPERATION] = operation;
    this.words[at + CURSOR] = 0;
    this.words[at + IN_VAIN] = isInVain ? 1 : 0;
    this.words.set(bits, at + BITS);
    this.#link(number, this.#bucket(level, state, bits, 0));
    if (this.count > this.#heads.length) this.#growHeads();
    return number;
  }

  /** Is there one of the same level, state and pending operations that has used no open operation beyond these? */
  covers(level: number, state: number, bits: Int32Array): boolean {
    const { words, stride } = this;
    let number = this.#heads[this.#bucket(level, state, bits, 0)]!;
    while (number >= 0) {
      const at = number * stride;
      if (words[at + LEVEL] === level && words[at + STATE] === state && this.#coversBits(at + BITS, bits))
        return true;
      number = words[at]!;
    }
    return false;
  }

  #coversBits(at: number, bits: Int32Array): boolean {
    for (let word = 0; word < this.#pendingWords; word++) {
      if (this.words[at + word] !== bits[word]) return false;
    }
    for (let word = this.#pendingWords; word < this.#bitWords; word++) {
      if ((this.words[at + word]! & ~bits[word]!) !== 0) return false;
    }
    return true;
  }

  #bucket(level: number, state: number, bits: Int32Array, at: number): number {
    let mixed = Math.imul(level, 0x9e3779b1) ^ Math.imul(state, 0x85ebca6b);
    for (let word = 0; word < this.#pendingWords; word++) {
      mixed = Math.imul(mixed ^ bits[at + word]!, 0xc2b2ae35);
      mixed ^= mixed >>> 15;
    }
    return (mixed ^ (mixed >>> 13)) & (this.#heads.length - 1);
  }

  #link(number: number, bucket: number): void {
    this.words[number * this.stride] = this.#heads[bucket]!;
    this.#heads[bucket] = number;
  }

  #growWords(): void {
    const words = new Int32Array(2 * this.words.length);
    words.set(this.words);
    this.words = words;
  }

  #growHeads(): void {
    this.#heads = new Int32Array(4 * this.#heads.length).fill(-1);
    for (let number = 0; number < this.count; number++) {
      const at = number * this.stride;
      this.#link(
        number,
        this.#bucket(this.words[at + LEVEL]!, this.words[at + STATE]!, this.words, at + BITS),
      );
    }
  }
}

/** The words of a configuration. The first is the next one in its bucket. */
export const LEVEL = 1;
export const STATE = 2;
export const PARENT = 3;
export const OPERATION = 4;
/** How many of its candidates have been tried. */
export const CURSOR = 5;
/** 1 when its operation is an open one and nobody has seen yet what it did. */
export const IN_VAIN = 6;
export const BITS = 7;

/** So many words of a text are made at a time. */
const SLICE = 4096;

/**
 * A set of numbers from 0 on, of which low ones come in earlier than high ones, more or less. Its text tells it from every other
 * set, and is short as long as what is in and what is not do not overlap much.
 */
export class EventSet {
  #words = new Uint16Array(64);
  /** Every number in a word below is in the set; none in a word from `#end` on. */
  #start = 0;
  #end = 0;

  add(event: number): void {
    const word = event >> 4;
    if (word + 1 >= this.#words.length) this.#grow(word + 2);
    this.#words[word]! |= 1 << (event & 15);
    this.#end = Math.max(this.#end, word + 1);
    while (this.#words[this.#start] === 0xffff) this.#start++;
  }

  remove(event: number): void {
    const word = event >> 4;
    this.#words[word]! &= ~(1 << (event & 15));
    this.#start = Math.min(this.#start, word);
    while (this.#end > 0 && this.#words[this.#end - 1] === 0) this.#end--;
  }

  text(): string {
    let text = `${this.#start},`;
    for (let word = this.#start; word < this.#end; word += SLICE)
      text += String.fromCharCode(...this.#words.subarray(word, Math.min(this.#end, word + SLICE)));
    return text;
  }

  #grow(length: number): void {
    const words = new Uint16Array(Math.max(length, 2 * this.#words.length));
    words.set(this.#words);
    this.#words = words;
  }
}

/**
 * How well a text answers a search: every word of the search must be found, in any order. A word that stands at the
 * beginning of a word counts most, then one inside a word, then its letters in order with gaps.
 * −Infinity: it does not answer.
 */
export function fuzzyScore(search: string, text: string): number {
  const where = text.toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const score = scoreOf(word, where);
    if (score === -Infinity) return -Infinity;
    sum += score;
  }
  // Of two that answer alike the shorter one was meant.
  return sum - where.length / 1_000;
}

const AT_START = 3;
const INSIDE = 2;
const WITH_GAPS = 1;
/** A gap must not make a word out of letters that stand anywhere. */
const LONGEST_GAP = 8;

function scoreOf(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at >= 0) return isWordStart(text, at) || hasAtStart(word, text) ? AT_START : INSIDE;
  return hasLetters(word, text) ? WITH_GAPS : -Infinity;
}

function hasAtStart(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return true;
  }
  return false;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);
}

/** The letters in order, the first at the start of a word, none far from the one before. */
function hasLetters(word: string, text: string): boolean {
  if (word.length < 2) return false;
  for (let start = text.indexOf(word[0]!); start >= 0; start = text.indexOf(word[0]!, start + 1)) {
    if (isWordStart(text, start) && followsFrom(word, text, start)) return true;
  }
  return false;
}

function followsFrom(word: string, text: string, start: number): boolean {
  let at = start;
  for (const letter of word.slice(1)) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0 || next - at > LONGEST_GAP) return false;
    at = next;
  }
  return true;
}

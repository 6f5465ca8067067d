/** What a reader typed into a search, as words: all of them must be found. */
export function searchWords(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The words of a text that may be found. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().split(/[\s|[\]]+/);
}

/** A short word is the whole of what it means (`k1` is not `k10`), a longer one may be part of it. */
export function hasWord(tokens: readonly string[], word: string): boolean {
  return tokens.some((token) => token === word || (word.length > 2 && token.includes(word)));
}

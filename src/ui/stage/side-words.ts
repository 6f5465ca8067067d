/** What is said under a side of a partition: how many it can count on, and where that matters whether they are a majority. */
export interface SideWords {
  readonly count: string;
  /** Empty where a majority can do no more than a minority. */
  readonly verdict: string;
}

/** More bridges than these are counted, not named. */
const MOST_NAMED = 2;

export function sideWords(
  own: number,
  bridges: readonly string[],
  total: number,
  needsMajority: boolean,
): SideWords {
  const reached = own + bridges.length;
  const named = bridges.length > MOST_NAMED ? `${bridges.length} in between` : bridges.join(" ");
  return {
    count: `${reached} of ${total}${named === "" ? "" : ` with ${named}`}`,
    verdict: !needsMajority ? "" : reached * 2 > total ? "a majority" : "no majority",
  };
}

/** The lines that fit: one, two if there may be so many, or only the count. Nothing where even that does not fit. */
export function linesOf(
  { count, verdict }: SideWords,
  most: number,
  width: number,
  textSize: number,
): string[] {
  const fits = (text: string): boolean => text.length * textSize * GLYPH <= width;
  if (verdict === "") return fits(count) ? [count] : [];
  if (fits(`${count}, ${verdict}`)) return [`${count}, ${verdict}`];
  if (most > 1 && fits(count) && fits(verdict)) return [`${count},`, verdict];
  return fits(count) ? [count] : [];
}

/** How wide a letter is, in sizes of its text. */
const GLYPH = 0.56;

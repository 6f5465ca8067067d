import { useEffect, useMemo, useState } from "react";
import { Matches } from "./matches.ts";

export interface Found {
  readonly count: number;
  /** The index that stands in a row; −1 where there is none. */
  readonly at: (row: number) => number;
  /** False while there is more to look through. */
  readonly isComplete: boolean;
}

/** No key stroke waits for a walk over the run, ms. */
const LONGEST_MS = 8;

/** What passes a test below `end`, which grows. Another test looks again from the beginning; none lets all pass. */
export function useMatches(isMatch: ((index: number) => boolean) | undefined, end: number): Found {
  const search = useMemo(() => ({ isMatch, matches: new Matches() }), [isMatch]);
  const [told, setTold] = useState({ search, count: 0, isComplete: false });
  useEffect(() => {
    const { isMatch: test, matches } = search;
    if (test === undefined) return;
    let timer = 0;
    const look = (): void => {
      const endMs = performance.now() + LONGEST_MS;
      const isComplete = matches.extend(end, test, () => performance.now() > endMs);
      setTold({ search, count: matches.length, isComplete });
      if (!isComplete) timer = window.setTimeout(look);
    };
    look();
    return () => clearTimeout(timer);
  }, [search, end]);
  return useMemo((): Found => {
    if (search.isMatch === undefined) return { count: end, at: (row) => row, isComplete: true };
    const isTold = told.search === search;
    return {
      count: isTold ? told.count : 0,
      at: (row) => search.matches.at(row),
      isComplete: isTold && told.isComplete,
    };
  }, [search, told, end]);
}

import { useEffect, useState } from "react";
import type { RunData } from "../run/run-data.ts";
import type { EventFilter } from "./event-filter.ts";

/** Records that are looked at without letting the page breathe. */
const SLICE = 30_000;

/** The records up to `seenEvent` that pass a filter, found in slices so that no key stroke waits for a walk. */
export function useMatches(
  data: RunData | undefined,
  filter: EventFilter | undefined,
  seenEvent: number,
): readonly number[] {
  const [matches, setMatches] = useState<readonly number[]>([]);
  useEffect(() => {
    if (data === undefined || filter === undefined) return;
    const found: number[] = [];
    let next = 0;
    let timer = 0;
    const look = (): void => {
      const end = Math.min(seenEvent + 1, data.columns.length, next + SLICE);
      for (; next < end; next++) if (filter(data.columns, next)) found.push(next);
      setMatches(found.slice());
      if (next <= seenEvent && next < data.columns.length) timer = window.setTimeout(look);
    };
    look();
    return () => clearTimeout(timer);
  }, [data, filter, seenEvent]);
  return matches;
}

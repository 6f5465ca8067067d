import type { RunInfo } from "../../session/index.ts";
import type { RunData } from "../run/run-data.ts";
import { filterNow } from "../state/filter-store.ts";
import { Search } from "./search.ts";

/** Work on a search that a frame can spare, ms. */
const BUDGET_MS = 4;

const searches = new WeakMap<RunData, { readonly text: string; readonly search: Search }>();

/** What the reader looks for in a run, and whether all of it was looked through; undefined when nothing is. */
export function searchNow(
  info: RunInfo,
  data: RunData,
): { readonly search: Search; readonly isComplete: boolean } | undefined {
  const text = filterNow().search.trim();
  if (text === "") return undefined;
  let known = searches.get(data);
  if (known?.text !== text) searches.set(data, (known = { text, search: new Search(info, data, text) }));
  return { search: known.search, isComplete: known.search.extend(BUDGET_MS) };
}

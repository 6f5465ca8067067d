import { usualSelection } from "../route/opened.ts";
import { usualView, type LinkState } from "./link-state.ts";

/** The same run from its start, as somebody sees it who opens it for the first time. */
export function linkWithoutPlace(state: LinkState): LinkState {
  return {
    ...state,
    place: { event: -1, timeUs: 0, selection: usualSelection(), view: usualView },
  };
}

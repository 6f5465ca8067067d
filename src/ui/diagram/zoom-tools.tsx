import type { ReactNode } from "react";
import { durationText } from "../format/time.ts";
import { toggleFilterBar, useFilter, useFilterBar } from "../state/filter-store.ts";
import { useRun } from "../state/run-store.ts";
import { useView } from "../state/view-store.ts";
import { fit, follow, windowNow, zoomBy } from "./view.ts";

/** How much is shown, and buttons for what keys, pointer and fingers do. */
export function ZoomTools({ isPhone = false }: { readonly isPhone?: boolean }): ReactNode {
  const isFollowing = useView((state) => state.isFollowing);
  useView((state) => state.spanUs);
  useRun((state) => state.data?.usualFlightUs);
  const { fromUs, toUs } = windowNow(isPhone);
  return (
    <div className="view-tools">
      <span>
        {durationText(toUs - fromUs)} <span className="shown">shown</span>
      </span>
      <button type="button" className="small" aria-label="Zoom out" onClick={() => zoomBy(1 / 1.6, isPhone)}>
        −
      </button>
      <button type="button" className="small" aria-label="Zoom in" onClick={() => zoomBy(1.6, isPhone)}>
        +
      </button>
      <button type="button" className="small" onClick={fit}>
        Fit
      </button>
      <button type="button" className="small" aria-pressed={isFollowing} onClick={follow}>
        Follow
      </button>
      <FilterButton />
    </div>
  );
}

/** Opens the bar over the diagram; tells how much is filtered while it is closed. */
function FilterButton(): ReactNode {
  const isOpen = useFilterBar((state) => state.isOpen);
  const count = useFilter(
    ({ hiddenTags, hiddenNodes, search }) => hiddenTags.length + hiddenNodes.length + (search === "" ? 0 : 1),
  );
  return (
    <button type="button" className="small" aria-expanded={isOpen} onClick={toggleFilterBar}>
      Filter{count > 0 && !isOpen && ` · ${count}`}
    </button>
  );
}

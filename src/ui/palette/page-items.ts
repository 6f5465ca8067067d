import { shownScenarios } from "../gallery/scenarios.ts";
import { VIEWS } from "../lab/views.ts";
import { runHash } from "../route/route.ts";
import { setView } from "../state/view-store.ts";
import type { PaletteItem } from "./item.ts";

/** The views of a run and the scenarios of the gallery. */
export function pageItems(isPhone: boolean): PaletteItem[] {
  const views = VIEWS.filter((view) => view.phoneOnly !== true || isPhone).map(
    ({ id, title }): PaletteItem => ({
      id: `view ${id}`,
      kind: "view",
      title,
      run: () => setView({ tab: id }),
    }),
  );
  const scenarios = shownScenarios.map(({ name, title, concept }): PaletteItem => ({
    id: `scenario ${name}`,
    kind: "scenario",
    title: title ?? name,
    detail: concept ?? "",
    run: () => {
      location.hash = runHash({ name });
    },
  }));
  return [...views, ...PAGES, ...scenarios];
}

const PAGES: readonly PaletteItem[] = [
  page("gallery", "Gallery"),
  page("matrix", "Stores under faults: the matrix"),
  page("find", "Find a history that tells two models apart"),
];

function page(path: string, title: string): PaletteItem {
  return {
    id: `page ${path}`,
    kind: "page",
    title,
    run: () => {
      location.hash = `#/${path}`;
    },
  };
}

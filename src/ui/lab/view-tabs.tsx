import { Suspense, useId, type ReactNode } from "react";
import { ZoomTools } from "../diagram/zoom-tools.tsx";
import { hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { ChevronDownIcon, ChevronUpIcon } from "../parts/icons.tsx";
import { setView, useView } from "../state/view-store.ts";
import { panelId, TabList, tabId } from "./tab-list.tsx";
import { VIEWS } from "./views.ts";

/** The views under the stage. */
export function ViewTabs(): ReactNode {
  return <Panels isPhone={false} />;
}

/** On a phone everything but the stage is a tab under it. */
export function PhonePanels(): ReactNode {
  return <Panels isPhone />;
}

function Panels({ isPhone }: { readonly isPhone: boolean }): ReactNode {
  const idBase = useId();
  const wanted = useView((state) => state.tab);
  const isLesson = useLesson(hasLesson);
  const views = VIEWS.filter(
    (view) => (view.phoneOnly !== true || isPhone) && (view.id !== "lesson" || isLesson),
  );
  const tabs = views.filter((view) => !isPhone || view.noPhoneTab !== true);
  const tab = views.some((view) => view.id === wanted) ? wanted : "space-time";
  return (
    <div className="views">
      <div className="view-bar">
        <TabList
          label="Views of this run"
          tabs={tabs}
          chosen={tab}
          idBase={idBase}
          onChoose={(next) => setView({ tab: next })}
        />
        {!isPhone && (
          <div className="view-ends">
            {tab === "space-time" && <ZoomTools />}
            <TallToggle />
          </div>
        )}
      </div>
      {views.map(({ id, Component }) => (
        <div
          key={id}
          className="view-body"
          role="tabpanel"
          id={panelId(idBase, id)}
          aria-labelledby={tabId(idBase, id)}
          hidden={id !== tab}
          tabIndex={-1}
        >
          {id === tab && (
            <Suspense fallback={<p className="table-empty quiet">Loading…</p>}>
              <Component />
            </Suspense>
          )}
        </div>
      ))}
    </div>
  );
}

/** The stage steps aside for a long text or table, and comes back. */
function TallToggle(): ReactNode {
  const isTall = useView((state) => state.isViewTall);
  return (
    <button
      type="button"
      className="small"
      aria-pressed={isTall}
      aria-label="Hide the stage"
      title={isTall ? "Show the stage" : "Hide the stage"}
      onClick={() => setView({ isViewTall: !isTall })}
    >
      {isTall ? <ChevronDownIcon /> : <ChevronUpIcon />}
    </button>
  );
}

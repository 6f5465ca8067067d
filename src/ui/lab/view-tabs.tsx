import { Tabs } from "radix-ui";
import { Suspense, type ReactNode } from "react";
import { ZoomTools } from "../diagram/zoom-tools.tsx";
import { hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { ChevronDownIcon, ChevronUpIcon } from "../parts/icons.tsx";
import { setView, useView } from "../state/view-store.ts";
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
  const wanted = useView((state) => state.tab);
  const isLesson = useLesson(hasLesson);
  const views = VIEWS.filter(
    (view) => (view.phoneOnly !== true || isPhone) && (view.id !== "lesson" || isLesson),
  );
  const tabs = views.filter((view) => !isPhone || view.noPhoneTab !== true);
  const tab = views.some((view) => view.id === wanted) ? wanted : "space-time";
  return (
    <Tabs.Root
      className="views"
      value={tab}
      onValueChange={(next) => setView({ tab: next })}
      activationMode="automatic"
    >
      <div className="view-bar">
        <Tabs.List className="view-list" aria-label="Views of this run">
          {tabs.map(({ id, title }) => (
            <Tabs.Trigger key={id} className="view-tab" value={id}>
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {!isPhone && (
          <div className="view-ends">
            {tab === "space-time" && <ZoomTools />}
            <TallToggle />
          </div>
        )}
      </div>
      {views.map(({ id, Component }) => (
        <Tabs.Content key={id} className="view-body" value={id} tabIndex={-1}>
          <Suspense fallback={<p className="table-empty quiet">Loading…</p>}>
            <Component />
          </Suspense>
        </Tabs.Content>
      ))}
    </Tabs.Root>
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

import { Suspense, useEffect, type ReactNode } from "react";
import { EngineStopped } from "./engine-stopped.tsx";
import { InputErrors } from "./input-errors-on-demand.tsx";
import { LabHeader } from "./lab-header.tsx";
import { PhonePanels, ViewTabs } from "./view-tabs.tsx";
import { useIsDiagramOpen } from "./use-diagram-open.ts";
import { DropFile } from "./drop-file.tsx";
import { CompareChooser, Stages } from "../compare/on-demand.tsx";
import { Inspector } from "../inspector/inspector.tsx";
import { FaultMenu, loadMenus, PartitionDialog } from "../inject/on-demand.ts";
import { useFaultMenu } from "../inject/fault-menu-store.ts";
import { usePartitioning } from "../inject/partition-store.ts";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { useMapHistory } from "../map/open-map.ts";
import { announce } from "../parts/announcer.tsx";
import { onDemand } from "../parts/on-demand.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import type { LabRoute } from "../route/route.ts";
import { useOpened } from "../route/use-opened.ts";
import { useShare } from "../share/share-store.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { useKeys } from "../transport/keys.ts";
import { Transport } from "../transport/transport.tsx";
import "./lab.css";

interface Props {
  readonly route: LabRoute;
  /** Coming to the same address again is another visit. */
  readonly visit: number;
}

/** The laboratory: one run, its lesson, its stage and its diagram. */
export function LabPage({ route, visit }: Props): ReactNode {
  const isPhone = useIsPhone();
  useKeys(isPhone);
  useOpened(route, visit);
  const phase = useRun((state) => state.phase);
  const hasNothing = useRun((state) => state.info === undefined && state.errors.length > 0);
  const isLessonOpen = useView((state) => state.isLessonOpen);
  const isViewTall = useView((state) => state.isViewTall);
  const isProjector = useTheme((state) => state.isProjector);
  const isDiagramOpen = useIsDiagramOpen();
  const isLesson = useLesson(hasLesson);
  const isAsked = useQuestion();
  const showsLesson = isLesson && !isPhone && (isAsked || (isLessonOpen && !isProjector));
  useMapHistory();
  const isMap = useView((state) => state.models !== undefined) && phase === "ready" && !hasNothing;
  if (isMap)
    return (
      <div className="lab on-map">
        <LabHeader />
        <Suspense fallback={<main className="map-page" />}>
          <MapPage />
        </Suspense>
        <OnDemand />
        <CompareChooser />
        <DropFile />
      </div>
    );
  return (
    <div className={`lab ${showsLesson ? "" : "no-lesson"}`}>
      <LabHeader />
      {showsLesson && <LessonPanel />}
      <main className={`centre ${isViewTall ? "tall" : ""}`}>
        <InputErrors />
        {phase === "bug" ? <EngineStopped /> : !hasNothing && <Stages />}
        {!hasNothing && (isPhone ? <PhonePanels /> : (!isProjector || isDiagramOpen) && <ViewTabs />)}
      </main>
      {!isPhone && !isProjector && <Inspector />}
      <Transport />
      <OnDemand />
      <CompareChooser />
      <DropFile />
    </div>
  );
}

const MapPage = onDemand(async () => (await import("../map/map-page.tsx")).MapPage);
const Help = onDemand(async () => (await import("./help.tsx")).Help);
const loadPalette = (): Promise<typeof import("../palette/palette.tsx")> => import("../palette/palette.tsx");
const Palette = onDemand(async () => (await loadPalette()).Palette);

/** What is typed right after a key that opens something must not be lost: it is fetched once the page is idle. */
function loadTheRest(): void {
  loadMenus();
  void loadPalette().catch(() => {});
}
const ShareDialog = onDemand(async () => (await import("../share/share-dialog.tsx")).ShareDialog);

/** What a reader may never ask for is not loaded before the run is seen. */
function OnDemand(): ReactNode {
  const hasMenu = useFaultMenu((state) => state.target !== undefined || state.form !== undefined);
  const isParting = usePartitioning((state) => state.by === "list");
  const isHelpOpen = useView((state) => state.isHelpOpen);
  const isPaletteOpen = useView((state) => state.isPaletteOpen);
  const isShareOpen = useShare((state) => state.isOpen);
  useEffect(() => {
    const timer = setTimeout(loadTheRest, 3_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {hasMenu && <FaultMenu />}
      {isParting && <PartitionDialog />}
      {isHelpOpen && <Help />}
      {isPaletteOpen && <Palette />}
      {isShareOpen && <ShareDialog />}
    </Suspense>
  );
}

/** True while the run waits for an answer: the question is then brought into sight. */
function useQuestion(): boolean {
  const isAsked = usePlayhead((state) => state.timeUs === state.gateUs && state.event >= 0);
  useEffect(() => {
    if (!isAsked) return;
    setView({ tab: "lesson" });
    announce("The run waits for your prediction");
  }, [isAsked]);
  return isAsked;
}

import { Suspense, useEffect, type ReactNode } from "react";
import { EngineStopped } from "./engine-stopped.tsx";
import { InputErrors } from "./input-errors.tsx";
import { LabHeader } from "./lab-header.tsx";
import { PhonePanels, ViewTabs } from "./view-tabs.tsx";
import { useIsDiagramOpen } from "./use-diagram-open.ts";
import { DropFile } from "./drop-file.tsx";
import { closeRun, openRun } from "../engine/run-controller.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { FaultMenu, loadMenus, PartitionDialog } from "../inject/on-demand.ts";
import { useFaultMenu } from "../inject/fault-menu-store.ts";
import { usePartitioning } from "../inject/partition-store.ts";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { beginLesson, hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { announce } from "../parts/announcer.tsx";
import { onDemand } from "../parts/on-demand.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import type { Route } from "../route/route.ts";
import { Stage } from "../stage/stage.tsx";
import { noFilter, setFilter } from "../state/filter-store.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { pause, play } from "../state/player.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { prefersReducedMotion, useTheme } from "../theme/theme-store.ts";
import { useKeys } from "../transport/keys.ts";
import { Transport } from "../transport/transport.tsx";
import { findScenario, scenarioFile } from "../gallery/scenarios.ts";
import { openedFile } from "./opened-file.ts";
import "./lab.css";

type LabRoute = Extract<Route, { page: "lab" | "file" }>;

/** The laboratory: one run, its lesson, its stage and its diagram. */
export function LabPage({ route }: { readonly route: LabRoute }): ReactNode {
  const isPhone = useIsPhone();
  useKeys(isPhone);
  useOpened(route);
  const phase = useRun((state) => state.phase);
  const hasNothing = useRun((state) => state.info === undefined && state.errors.length > 0);
  const isLessonOpen = useView((state) => state.isLessonOpen);
  const isProjector = useTheme((state) => state.isProjector);
  const isDiagramOpen = useIsDiagramOpen();
  const isLesson = useLesson(hasLesson);
  const isAsked = useQuestion();
  const showsLesson = isLesson && !isPhone && (isAsked || (isLessonOpen && !isProjector));
  return (
    <div className={`lab ${showsLesson ? "" : "no-lesson"}`}>
      <LabHeader />
      {showsLesson && <LessonPanel />}
      <main className="centre">
        <InputErrors />
        {phase === "bug" ? <EngineStopped /> : !hasNothing && <Stage />}
        {!hasNothing && (isPhone ? <PhonePanels /> : (!isProjector || isDiagramOpen) && <ViewTabs />)}
      </main>
      {!isPhone && !isProjector && <Inspector />}
      <Transport />
      <OnDemand />
      <DropFile />
    </div>
  );
}

const Help = onDemand(async () => (await import("./help.tsx")).Help);
const Palette = onDemand(async () => (await import("../palette/palette.tsx")).Palette);

/** What a reader may never ask for is not loaded before the run is seen. */
function OnDemand(): ReactNode {
  const hasMenu = useFaultMenu((state) => state.target !== undefined || state.form !== undefined);
  const isParting = usePartitioning((state) => state.by === "list");
  const isHelpOpen = useView((state) => state.isHelpOpen);
  const isPaletteOpen = useView((state) => state.isPaletteOpen);
  useEffect(() => {
    const timer = setTimeout(loadMenus, 3_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {hasMenu && <FaultMenu />}
      {isParting && <PartitionDialog />}
      {isHelpOpen && <Help />}
      {isPaletteOpen && <Palette />}
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

/**
 * Opens what the address says, and plays it unless the reader wants no motion or has to predict first. A document
 * that cannot be used leaves the run before it on the page; leaving the laboratory ends the engine.
 */
function useOpened(route: LabRoute): void {
  const key = JSON.stringify(route);
  useEffect(() => {
    let isLeft = false;
    void open(route, () => isLeft);
    return () => {
      isLeft = true;
      pause();
    };
    // `key` says when the route is another one.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
  useEffect(() => closeRun, []);
}

async function open(route: LabRoute, isLeft: () => boolean): Promise<void> {
  const file = route.page === "file" ? openedFile() : await scenarioFile(route.name);
  if (isLeft() || file === undefined) return;
  const entry = route.page === "lab" ? findScenario(route.name) : undefined;
  const settings =
    route.page === "lab" ? { ...(route.seed === undefined ? {} : { seed: route.seed }), set: route.set } : {};
  const isOpen = await openRun({ file: file.file, text: file.text, ...settings });
  if (!isOpen || isLeft()) return;
  beginLesson(entry, file.lesson);
  setView({ isFollowing: true, spanUs: 0, tab: "space-time" });
  setFilter(noFilter);
  const node = runNow().info?.nodes.findIndex(({ name }) => name === entry?.view?.selected) ?? -1;
  select(node < 0 ? { kind: "none" } : { kind: "node", node });
  if (!prefersReducedMotion()) play();
}

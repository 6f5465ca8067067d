import type { ReactNode } from "react";
import { Seed } from "../editor/on-demand.tsx";
import { CompareButton } from "../compare/compare-button.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import {
  DarkIcon,
  DiagramIcon,
  HelpIcon,
  LightIcon,
  Logo,
  ModelsIcon,
  PanelIcon,
  ProjectorIcon,
} from "../parts/icons.tsx";
import { Popover } from "../parts/popover.tsx";
import { useIsPhone, useIsRoomy } from "../parts/use-media.ts";
import { closeMap, openMap } from "../map/open-map.ts";
import { hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { ShareButton } from "../share/share-button.tsx";
import { useRun } from "../state/run-store.ts";
import { useIsDiagramOpen } from "./use-diagram-open.ts";
import { setView, useView } from "../state/view-store.ts";
import { toggleDark, toggleProjector, useTheme } from "../theme/theme-store.ts";
import { OpenFile } from "./open-file.tsx";

/** What this run is, and what concerns the page as a whole. */
export function LabHeader(): ReactNode {
  const title = useRun((state) => state.info?.title ?? (state.errors.length > 0 ? "Not opened" : "Opening…"));
  return (
    <header className="head">
      <a className="mark" href="#/gallery" aria-label="Lightcone: the gallery">
        <Logo />
        <span>Lightcone</span>
      </a>
      <span className="sep" />
      <h1>{title}</h1>
      <span className="sep" />
      <Identity />
      <nav className="push" aria-label="Page">
        <a className="button wide" href="#/gallery">
          Gallery
        </a>
        <LessonToggle />
        <ModelsButton className="wide projector" />
        <ShareButton className="share" />
        <CompareButton className="wide" />
        <DiagramToggle />
        <PageTools />
      </nav>
    </header>
  );
}

/** What concerns the page rather than the run: behind one word where there is no room for all of theirs. */
function PageTools(): ReactNode {
  const isRoomy = useIsRoomy();
  const isProjector = useTheme((state) => state.isProjector);
  const isPhone = useIsPhone();
  const tools = (
    <>
      {isPhone && <ModelsButton />}
      <OpenFile className="wide" />
      <ThemeToggles />
      <button type="button" aria-label="Help" onClick={() => setView({ isHelpOpen: true })}>
        <HelpIcon />
        <span className="word">Help</span>
      </button>
    </>
  );
  if (isRoomy || isProjector) return tools;
  return (
    <Popover id="page-tools" panelClass="page-tools" words="More" closesOnClick>
      {tools}
    </Popover>
  );
}

/** Seed and fingerprint: who has the same two has the same run. */
function Identity(): ReactNode {
  const seed = useRun((state) => state.info?.seed);
  const fingerprint = useRun((state) => state.fingerprint);
  if (seed === undefined) return null;
  return (
    <>
      <span className="datum">
        seed <Seed seed={seed} />
      </span>
      <span className="datum print">
        fingerprint <b data-testid="fingerprint">{fingerprint ?? "computing"}</b>
        {fingerprint !== undefined && <CopyButton text={fingerprint} what="fingerprint" />}
      </span>
    </>
  );
}

function LessonToggle(): ReactNode {
  const isOpen = useView((state) => state.isLessonOpen);
  const isLesson = useLesson(hasLesson);
  const isLab = useView((state) => state.models === undefined);
  if (!isLesson || !isLab) return null;
  return (
    <button
      type="button"
      className="wide"
      aria-pressed={isOpen}
      aria-label="Lesson"
      onClick={() => setView({ isLessonOpen: !isOpen })}
    >
      <PanelIcon />
      <span className="word">Lesson</span>
    </button>
  );
}

/** Which consistency models the run satisfies: a map in the laboratory's place. */
function ModelsButton({ className = "" }: { readonly className?: string }): ReactNode {
  const isOpen = useView((state) => state.models !== undefined);
  const hasRun = useRun((state) => state.info !== undefined);
  if (!hasRun) return null;
  return (
    <button
      type="button"
      className={className}
      aria-pressed={isOpen}
      onClick={() => (isOpen ? closeMap() : openMap())}
    >
      <ModelsIcon />
      <span className="word">Models</span>
    </button>
  );
}

/** Before a class the stage takes all of the room; whoever wants to show causes brings the diagram back. */
function DiagramToggle(): ReactNode {
  const isProjector = useTheme((state) => state.isProjector);
  const isOpen = useIsDiagramOpen();
  const isLab = useView((state) => state.models === undefined);
  if (!isProjector || !isLab) return null;
  return (
    <button
      type="button"
      className="wide projector"
      aria-pressed={isOpen}
      onClick={() => setView({ isDiagramOpen: !isOpen })}
    >
      <DiagramIcon />
      <span className="word">Diagram</span>
    </button>
  );
}

export function ThemeToggles(): ReactNode {
  const isDark = useTheme((state) => state.isDark);
  const isProjector = useTheme((state) => state.isProjector);
  return (
    <>
      <button
        type="button"
        className="wide projector"
        aria-pressed={isProjector}
        aria-label="Projector"
        onClick={toggleProjector}
      >
        <ProjectorIcon />
        <span className="word">Projector</span>
      </button>
      <button type="button" aria-label={isDark ? "Light" : "Dark"} onClick={toggleDark}>
        {isDark ? <LightIcon /> : <DarkIcon />}
        <span className="word">{isDark ? "Light" : "Dark"}</span>
      </button>
    </>
  );
}

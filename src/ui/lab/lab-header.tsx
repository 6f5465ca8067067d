import type { ReactNode } from "react";
import { CopyButton } from "../parts/copy-button.tsx";
import { DarkIcon, HelpIcon, LightIcon, Logo, PanelIcon, ProjectorIcon, ShareIcon } from "../parts/icons.tsx";
import { hasLesson, useLesson } from "../lesson/lesson-store.ts";
import { runHash } from "../route/route.ts";
import { useRun } from "../state/run-store.ts";
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
        <OpenFile className="wide open-file" />
        <Share />
        <ThemeToggles />
        <button type="button" aria-label="Help" onClick={() => setView({ isHelpOpen: true })}>
          <HelpIcon />
          <span className="word">Help</span>
        </button>
      </nav>
    </header>
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
        seed <b>{seed}</b>
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
  if (!isLesson) return null;
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

/** Scenario, seed and parameters are in the link: who opens it sees the same run. */
export function Share(): ReactNode {
  const info = useRun((state) => state.info);
  const name = /^scenarios\/(.+)\.yaml$/.exec(info?.file ?? "")?.[1];
  // A link cannot hold what was injected: the file can, and stands with the command that runs it.
  if (info === undefined || name === undefined || info.handFaults > 0) return null;
  const link = location.href.replace(/#.*$/, "") + runHash(name, info.seed, info.set);
  return (
    <CopyButton text={link} what="the link" className="wide">
      <ShareIcon />
      <span className="word">Copy link</span>
    </CopyButton>
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

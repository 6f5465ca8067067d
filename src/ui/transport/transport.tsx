import type { ReactNode } from "react";
import { countText } from "../format/time.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import {
  PauseIcon,
  PlayBackIcon,
  PlayIcon,
  StepBackIcon,
  StepIcon,
  ToEndIcon,
  ToStartIcon,
} from "../parts/icons.tsx";
import { DownloadScenario } from "../share/download-scenario.tsx";
import { usePlayhead } from "../state/playhead-store.ts";
import { pause, toEnd, toStart } from "../state/player.ts";
import { useRun } from "../state/run-store.ts";
import { setView } from "../state/view-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import { MomentControls } from "./moment-controls.tsx";
import { playBack, playOn } from "./play-or-ask.ts";
import { stepAndSay } from "./step-and-say.ts";
import { SpeedControl } from "./speed-control.tsx";
import { Timeline } from "./timeline.tsx";
import "./transport.css";

/** Play, step, speed and the timeline: what moves the playhead. */
export function Transport(): ReactNode {
  return (
    <footer className="transport" aria-label="Transport">
      <div className="transport-bar">
        <button type="button" className="icon wide" aria-label="To the start" onClick={toStart}>
          <ToStartIcon />
        </button>
        <button
          type="button"
          className="icon"
          aria-label="Step back one event"
          onClick={() => stepAndSay(-1)}
        >
          <StepBackIcon />
        </button>
        <PlayBackButton />
        <PlayButton />
        <button type="button" className="icon" aria-label="Step one event" onClick={() => stepAndSay(1)}>
          <StepIcon />
        </button>
        <button
          type="button"
          className="icon wide"
          aria-label="To the end of what is computed"
          onClick={toEnd}
        >
          <ToEndIcon />
        </button>
        <SpeedControl />
        <MomentControls />
        <ProjectedKeys />
        <div className="transport-words">
          <Count />
          <RunFiles />
          <button
            type="button"
            className="textual"
            title="Ctrl+K"
            onClick={() => setView({ isPaletteOpen: true })}
          >
            Find
          </button>
          <button type="button" className="textual" onClick={() => setView({ isHelpOpen: true })}>
            Keys
          </button>
        </div>
      </div>
      <Timeline />
    </footer>
  );
}

/** Before a class the keys stand where everybody sees which one was pressed. */
function ProjectedKeys(): ReactNode {
  const isProjector = useTheme((state) => state.isProjector);
  if (!isProjector) return null;
  return (
    <dl className="projected-keys">
      {PROJECTED.map(([keys, does]) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

const PROJECTED: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Space"], "play"],
  [["Left", "Right"], "event"],
  [["PgUp", "PgDn"], "moment"],
  [["Ctrl+K"], "find"],
];

function PlayBackButton(): ReactNode {
  const isPlaying = usePlayhead((state) => state.isPlaying && state.direction < 0);
  const isAtStart = usePlayhead((state) => state.event < 0);
  return (
    <button
      type="button"
      className="icon"
      aria-label={isPlaying ? "Pause playing backwards" : "Play backwards"}
      disabled={isAtStart}
      onClick={playBack}
    >
      {isPlaying ? <PauseIcon /> : <PlayBackIcon />}
    </button>
  );
}

function PlayButton(): ReactNode {
  const isPlaying = usePlayhead((state) => state.isPlaying && state.direction > 0);
  return (
    <button
      type="button"
      className="play"
      aria-label={isPlaying ? "Pause" : "Play"}
      onClick={isPlaying ? pause : playOn}
    >
      {isPlaying ? <PauseIcon /> : <PlayIcon />}
    </button>
  );
}

/** Where the playhead is in what is computed, and how much of the run that is. */
function Count(): ReactNode {
  const event = usePlayhead((state) => state.event);
  const computed = useRun((state) => (state.version > 0 ? (state.data?.columns.length ?? 0) : 0));
  const percent = useRun(({ done, computedUs, info }) =>
    done || info === undefined ? 100 : Math.floor((computedUs / info.untilUs) * 100),
  );
  const budget = useRun((state) => state.budget);
  return (
    <span data-testid="count">
      event {countText(event + 1)} of {countText(computed)}{" "}
      {budget === undefined ? "computed" : `and no more: budget of ${budget}`}
      {budget === undefined && percent < 100 && `, ${percent} %`}
    </span>
  );
}

/** What repeats this run elsewhere: the line, and the file that it names once something was changed by hand. */
export function RunFiles({ className = "textual" }: { readonly className?: string }): ReactNode {
  const info = useRun((state) => state.info);
  if (info === undefined) return null;
  return (
    <>
      <DownloadScenario className={className} />
      <CopyButton className={className} text={info.command} what="the command">
        Copy command
      </CopyButton>
    </>
  );
}

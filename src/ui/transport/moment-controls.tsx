import { useRef, type ReactNode } from "react";
import { LastMomentIcon, NextMomentIcon } from "../parts/icons.tsx";
import { MOMENT_KINDS, type MomentKind } from "../run/moments.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { setPace } from "../state/player.ts";
import { setView, useView } from "../state/view-store.ts";
import { stepMomentAndSay } from "./step-and-say.ts";

const TITLES: Readonly<Record<MomentKind, string>> = {
  leader: "somebody leads",
  role: "another change of role",
  fault: "a fault begins or ends",
  violation: "an invariant is violated",
  commit: "an entry is committed",
  operation: "an operation is completed",
};

/** To the last and the next moment, and which moments count. */
export function MomentControls(): ReactNode {
  return (
    <div className="moment-controls">
      <button
        type="button"
        className="icon"
        aria-label="To the last moment"
        onClick={() => stepMomentAndSay(-1)}
      >
        <LastMomentIcon />
      </button>
      <MomentFilter />
      <button
        type="button"
        className="icon"
        aria-label="To the next moment"
        onClick={() => stepMomentAndSay(1)}
      >
        <NextMomentIcon />
      </button>
    </div>
  );
}

/** The browser's own popover: it closes with Escape and gives the focus back. */
function MomentFilter(): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    const at = button.current?.getBoundingClientRect();
    if (at === undefined || panel.current === null) return;
    panel.current.style.left = `${Math.max(8, at.left - 12)}px`;
    panel.current.style.bottom = `${innerHeight - at.top + 6}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="moments-word wide"
        popoverTarget="moment-filter"
        onClick={place}
      >
        Moments
      </button>
      <div ref={panel} id="moment-filter" popover="auto" className="moment-filter">
        <Kinds />
        <Behaviour />
      </div>
    </>
  );
}

function Kinds(): ReactNode {
  const chosen = useView((state) => state.momentKinds);
  const toggle = (kind: MomentKind, isOn: boolean): void =>
    setView({ momentKinds: MOMENT_KINDS.filter((one) => (one === kind ? isOn : chosen.includes(one))) });
  return (
    <fieldset>
      <legend>A moment is when</legend>
      {MOMENT_KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            onChange={(event) => toggle(kind, event.currentTarget.checked)}
          />
          {TITLES[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function Behaviour(): ReactNode {
  const stops = useView((state) => state.stopsAtMoments);
  const isAuto = usePlayhead((state) => state.pace === "auto");
  return (
    <fieldset>
      <legend>While playing</legend>
      <label>
        <input
          type="checkbox"
          checked={stops}
          onChange={(event) => setView({ stopsAtMoments: event.currentTarget.checked })}
        />
        stop at each of them
      </label>
      <label>
        <input
          type="checkbox"
          checked={isAuto}
          onChange={(event) => setPace(event.currentTarget.checked ? "auto" : "fixed")}
        />
        go slowly where roles change or something breaks
      </label>
    </fieldset>
  );
}

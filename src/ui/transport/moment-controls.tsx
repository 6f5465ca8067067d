import type { ReactNode } from "react";
import { LastMomentIcon, NextMomentIcon } from "../parts/icons.tsx";
import { Popover } from "../parts/popover.tsx";
import { MOMENT_KINDS, type MomentKind } from "../run/moments.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { setPace } from "../state/player.ts";
import { setView, useView } from "../state/view-store.ts";
import { stepMomentAndSay } from "./step-and-say.ts";

const TITLES: Readonly<Record<MomentKind, string>> = {
  leader: "somebody leads",
  role: "another change of role",
  told: "a protocol does what it is known for",
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

function MomentFilter(): ReactNode {
  return (
    <Popover id="moment-filter" className="moments-word wide" panelClass="moment-filter" words="Moments">
      <Kinds />
      <Behaviour />
    </Popover>
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

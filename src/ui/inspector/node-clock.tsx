import type { ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { clockText, countText, durationText, secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { recordOfTimer } from "../run/find-record.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { pause, seek } from "../state/player.ts";
import { runNow, useRun } from "../state/run-store.ts";

const MOST_TIMERS = 8;

/** What a node waits for, and what it takes the time to be. */
export function NodeClock({ node, frame }: { readonly node: number; readonly frame: NodeFrame }): ReactNode {
  const { driftPpm } = frame.clock;
  const timers = frame.timers.toSorted((a, b) => a.dueUs - b.dueUs);
  return (
    <>
      <h3>
        <span>Timers and clock</span>
        <span>
          {driftPpm === 0
            ? "no drift"
            : `${countText(Math.abs(driftPpm))} ppm ${driftPpm > 0 ? "fast" : "slow"}`}
        </span>
      </h3>
      <ul className="lines">
        {timers.slice(0, MOST_TIMERS).map(({ name, dueUs }) => (
          <li key={`${name} ${dueUs}`}>
            <Timer node={node} name={name} dueUs={dueUs} />
          </li>
        ))}
      </ul>
      {timers.length > MOST_TIMERS && <p className="quiet">and {timers.length - MOST_TIMERS} timers more</p>}
      <LocalTime clock={frame.clock} />
    </>
  );
}

interface TimerProps {
  readonly node: number;
  readonly name: string;
  readonly dueUs: number;
}

function Timer({ node, name, dueUs }: TimerProps): ReactNode {
  const leftUs = usePlayhead((state) => Math.max(0, Math.round((dueUs - state.timeUs) / 100) * 100));
  return (
    <button type="button" className="line" onClick={() => goToTimer(node, name, dueUs)}>
      <span>{name}</span>
      <span>
        fires at {secondsText(dueUs)}, in {durationText(leftUs)}
      </span>
    </button>
  );
}

/** To where it fires; or to when it would have, had it not been set anew before. */
function goToTimer(node: number, name: string, dueUs: number): void {
  const { info, data } = runNow();
  if (info === undefined || data === undefined) return;
  const tag = info.tags.findIndex((one) => one.name === name);
  const record = recordOfTimer(data.columns, node, tag, dueUs);
  if (record >= 0) {
    goToEvent(record);
    return;
  }
  pause();
  seek(dueUs);
  announce(`The ${name} timer did not fire then: it was set anew or stopped before`);
}

/** The frame is of the last event; the clock goes on from there to the playhead. */
function LocalTime({ clock }: { readonly clock: NodeFrame["clock"] }): ReactNode {
  const frameUs = useRun((state) => state.frame?.timeUs ?? 0);
  const sinceUs = usePlayhead((state) => Math.max(0, Math.round(state.timeUs) - frameUs));
  const localUs = clock.localUs + sinceUs * (1 + clock.driftPpm / 1e6);
  const offUs = localUs - frameUs - sinceUs;
  return (
    <dl className="facts">
      <div className="long">
        <dt>its clock</dt>
        <dd>
          {clockText(localUs)} s
          {Math.abs(offUs) < 1 ? "" : `, ${durationText(Math.abs(offUs))} ${offUs > 0 ? "ahead" : "behind"}`}
        </dd>
      </div>
    </dl>
  );
}

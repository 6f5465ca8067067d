import { Suspense, type ReactNode } from "react";
import { clockText, secondsText } from "../format/time.ts";
import { FaultTools } from "../inject/fault-tools.tsx";
import { STORY_KINDS } from "../run/moments.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSide } from "../state/sides.ts";
import { isEmbedded } from "../embed/is-embedded.ts";
import { useIsPhone } from "../parts/use-media.ts";
import { EditButton, EditTools } from "./edit-on-demand.tsx";
import { useStageEdit } from "./edit-store.ts";
import { FaultsInForce } from "./faults-in-force.tsx";

/** What stands over the drawing: the clock, what happened last, what is broken now, and the tools to break it. */
export function StageWords({ children }: { readonly children?: ReactNode }): ReactNode {
  const { isPage } = useSide();
  const isPhone = useIsPhone();
  const hasRun = useRun((state) => state.info !== undefined);
  const isEditing = useStageEdit((state) => state.isEditing) && isPage;
  // Who compares two runs edits neither; a phone has the button among what can be set.
  const hasEdit = hasRun && isPage && children === undefined && !isPhone && !isEmbedded;
  return (
    <div className="stage-words">
      <Clock />
      <div className="stage-now">
        {children ??
          (!isEditing && (
            <>
              <LastMoment />
              <FaultsInForce />
            </>
          ))}
      </div>
      {isEditing ? (
        <Suspense fallback={null}>
          <EditTools />
        </Suspense>
      ) : (
        <FaultTools>{hasEdit && <EditButton className="small" />}</FaultTools>
      )}
    </div>
  );
}

function Clock(): ReactNode {
  const text = usePlayhead((state) => clockText(state.timeUs));
  return (
    <p className="clock">
      <span data-testid="clock">{text}</span> <small>s</small>
    </p>
  );
}

/** The last thing worth telling at or before the playhead. */
function LastMoment(): ReactNode {
  const data = useRun((state) => state.data);
  useRun((state) => state.version);
  usePlayhead((state) => data?.moments.countUntil(state.event, STORY_KINDS));
  const { run, playhead } = useSide();
  const moment = data?.moments.last(playhead.getState().event, STORY_KINDS);
  if (moment === undefined) return null;
  const words = (
    <>
      <span className="quiet">{secondsText(moment.timeUs)}</span> {moment.text}
    </>
  );
  // The playhead counts the events of the page's run.
  const isPage = run.getState === useRun.getState;
  return (
    <p className={`last-moment ${moment.kind === "violation" ? "broken" : ""}`}>
      {isPage ? (
        <button type="button" title="To this moment" onClick={() => goToEvent(moment.event)}>
          {words}
        </button>
      ) : (
        words
      )}
    </p>
  );
}

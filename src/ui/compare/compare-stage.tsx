import { useEffect, type ReactNode } from "react";
import { compareWith, showBranch } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { StageDrawing } from "../stage/stage.tsx";
import { StageWords } from "../stage/stage-words.tsx";
import { useDifference } from "../state/difference-store.ts";
import { pause, seekEvent } from "../state/player.ts";
import { runNow, useCompared, useRun } from "../state/run-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { followDifference } from "./follow-difference.ts";
import { followPage, OtherSide } from "./other-side.tsx";
import { RunName } from "./run-name.tsx";
import "./compare.css";

/** Two stages under one clock: the run on the page and the one beside it, and where they part. */
export function CompareStage(): ReactNode {
  useEffect(() => {
    const stops = [followPage(), followDifference(), keepApart(), makeRoom()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <section className="stage comparing" aria-label="Stages of two runs">
      <StageWords>
        <Parting />
      </StageWords>
      <div className="compare-pair">
        <OneStage side="A" />
        <OtherSide>
          <OneStage side="B">
            <Ways />
          </OneStage>
        </OtherSide>
      </div>
    </section>
  );
}

interface StageProps {
  readonly side: "A" | "B";
  readonly children?: ReactNode;
}

function OneStage({ side, children }: StageProps): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  return (
    <figure className="compare-stage">
      <figcaption>
        <RunName side={side} />
        {children}
      </figcaption>
      {info !== undefined && data !== undefined && <StageDrawing info={info} data={data} />}
    </figure>
  );
}

/** The ways out of the comparison, and to the other side of it. */
function Ways(): ReactNode {
  const swap = (): void => {
    const [a, b] = [runNow().info?.branch, useCompared.getState().info?.branch];
    if (a === undefined || b === undefined) return;
    compareWith(undefined);
    void showBranch(b).then(() => compareWith(a));
  };
  return (
    <span className="compare-ways">
      <button type="button" className="small" onClick={swap}>
        Swap
      </button>
      <button
        type="button"
        className="small"
        aria-label="End the comparison"
        onClick={() => compareWith(undefined)}
      >
        <CloseIcon />
      </button>
    </span>
  );
}

/** Where the two part, in words, and the way there. */
function Parting(): ReactNode {
  const at = useDifference((state) => state.at);
  const isSame = useDifference((state) => state.isSame);
  const seeds = useSeeds();
  if (isSame) return <p className="compare-parting">A and B are the same run, event by event.</p>;
  if (at === undefined) return <p className="compare-parting">A and B are the same so far.</p>;
  const time = secondsText(at.timeUs);
  const goThere = (): void => {
    pause();
    seekEvent(at.event);
    announce(`The runs part at ${time} seconds. A: ${at.a}. B: ${at.b}`);
  };
  return (
    <p className="compare-parting">
      <b>
        {seeds === undefined ? "They part" : `Seeds ${seeds} draw other luck from the start and part`} at{" "}
        {time} s
      </b>{" "}
      <button type="button" className="textual" onClick={goThere}>
        Go to the first divergence
      </button>
      <br />
      <span>
        <b>A</b> {at.a}
      </span>
      {" · "}
      <span>
        <b>B</b> {at.b}
      </span>
    </p>
  );
}

/** Two seeds differ from the first draw on: that is told. */
function useSeeds(): string | undefined {
  const a = useRun((state) => state.info?.seed);
  const b = useCompared((state) => state.info?.seed);
  return a === undefined || b === undefined || a === b ? undefined : `${a} and ${b}`;
}

/** The page may turn to the very run that stands beside it: then the one that it left takes that place, if it is still there. */
function keepApart(): () => void {
  let shown = runNow().info?.branch;
  return useRun.subscribe(({ info }) => {
    const before = shown;
    shown = info?.branch;
    if (shown === before || shown !== useCompared.getState().info?.branch) return;
    compareWith(info?.branches.find(({ id }) => id === before)?.id);
  });
}

/** Two runs need the lesson's room; it comes back when one is left. */
function makeRoom(): () => void {
  const { isLessonOpen } = useView.getState();
  setView({ isLessonOpen: false });
  return () => setView({ isLessonOpen });
}

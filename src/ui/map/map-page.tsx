import { useEffect, useMemo, type ReactNode } from "react";
import { commitPrediction, isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { countText } from "../format/time.ts";
import { dismiss, notify } from "../notice/notice-store.ts";
import { useIsPhone } from "../parts/use-media.ts";
import { useCompared, useRun } from "../state/run-store.ts";
import { useView } from "../state/view-store.ts";
import { findMapModel, findNamedModel, nameInAddress } from "./hierarchy.ts";
import { judgeRun, stopJudging } from "./judge-run.ts";
import { Legend } from "./legend.tsx";
import type { RunLevels } from "./levels-store.ts";
import { lightModels, mostTelling } from "./lit.ts";
import { MapDrawing } from "./map-drawing.tsx";
import { MapList } from "./map-list.tsx";
import { ModelPanel } from "./model-panel.tsx";
import { chooseModel, closeMap } from "./open-map.ts";
import { lower } from "./verdicts.ts";
import { useLevels, WHOLE_BUDGET_MS } from "./use-levels.ts";
import { levelsOf } from "../../checkers/index.ts";
import "./map.css";

/** The consistency models as the hierarchy that they are, lit by the run on the page. */
export function MapPage(): ReactNode {
  const isPhone = useIsPhone();
  const levels = useLevels();
  const withheld = useLesson(isWithheld);
  const convergence = useRun((state) => state.judgement?.checks.find(({ name }) => name === "convergence"));
  const lit = useMemo(
    () => lightModels(levels, withheld ? undefined : convergence),
    [levels, withheld, convergence],
  );
  const wanted = useView((state) => state.models) ?? "";
  const family = levels?.family;
  const named = findNamedModel(wanted, family);
  const model = named ?? findMapModel(mostTelling(lit))!;
  useUnknownName(named === undefined ? wanted : "");
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) closeMap();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    const compared = useCompared.getState().info;
    // Two runs stand beside each other in the laboratory.
    return useCompared.subscribe(({ info }) => {
      if (info !== undefined && info !== compared) closeMap();
    });
  }, []);
  const onChoose = (id: string): void => chooseModel(nameInAddress(id, family));
  const look = { lit, chosen: model.id, onChoose };
  return (
    <main className="map-page">
      <div className="map-main">
        <div className="map-head">
          <h2>What this run promised, and what it kept</h2>
          <button type="button" className="outline" onClick={closeMap}>
            Back to the run
          </button>
        </div>
        <p className="read">
          Stronger models stand above weaker ones. A violation spreads upwards, a promise kept spreads down.
        </p>
        {withheld ? <Withheld /> : <Progress levels={levels} />}
        {isPhone ? <MapList {...look} hasPanel /> : <MapDrawing {...look} />}
        <Legend lit={lit} family={family} />
      </div>
      {!isPhone && (
        <aside className="map-side" aria-label="The chosen model">
          <ModelPanel model={model} lit={lit} onChoose={onChoose} />
        </aside>
      )}
    </main>
  );
}

/** Says that the address names no model; "" is no name. */
function useUnknownName(name: string): void {
  useEffect(() => {
    if (name === "") return;
    const subject = "models";
    notify({ subject, text: `There is no consistency model "${name}": the one that tells most is shown.` });
    return () => dismiss(subject);
  }, [name]);
}

function Withheld(): ReactNode {
  return (
    <p className="map-progress">
      Verdicts are shown once you have made your prediction.{" "}
      <button type="button" className="textual" onClick={() => commitPrediction("skipped", "")}>
        Show them now
      </button>
    </p>
  );
}

/** What is being done, and of how much of the run the map tells. Always one line high: nothing moves when it is empty. */
function Progress({ levels }: { readonly levels: RunLevels | undefined }): ReactNode {
  const hasClients = useRun((state) => state.info?.historyModel !== undefined);
  const isOver = useRun((state) => state.done || state.budget !== undefined);
  const version = useRun((state) => state.version);
  const entries = useRun((state) => state.data?.history.length ?? 0);
  const isWhole = isOver && version >= 0 && levels?.entries === entries;
  const soFar = isWhole ? "" : " so far: the run is still being computed";
  if (!hasClients)
    return (
      <p className="map-progress">
        These models speak of registers and of transactions. This run has neither: only its end can be judged.
      </p>
    );
  if (levels === undefined) return <p className="map-progress">Waiting for the first operations…</p>;
  const { phase, judging, results, family, operations } = levels;
  const all = levelsOf(family);
  const known = Object.keys(results).length;
  switch (phase) {
    case "judging":
      return (
        <p className="map-progress">
          Judging {lower(all.find(({ name }) => name === judging)?.title ?? "…")}: {known} of {all.length}{" "}
          models known, {countText(operations)} operations{soFar}
          <button type="button" className="textual" onClick={stopJudging}>
            Cancel
          </button>
        </p>
      );
    case "done":
      return <p className="map-progress">{soFar === "" ? "" : `Judged${soFar}.`}</p>;
    case "stopped":
    case "failed":
      return (
        <p className="map-progress" role={phase === "failed" ? "alert" : undefined}>
          {phase === "failed"
            ? "Judging broke off."
            : `Cancelled: ${known} of ${all.length} models are known.`}
          <button type="button" className="textual" onClick={() => void judgeRun(WHOLE_BUDGET_MS, true)}>
            Judge again
          </button>
        </p>
      );
  }
}

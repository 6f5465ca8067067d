import { useEffect, type ReactNode } from "react";
import { levelsOf } from "../../checkers/index.ts";
import { useRun } from "../state/run-store.ts";
import { judgeRun } from "./judge-run.ts";
import type { RunLevels } from "./levels-store.ts";
import { openMap } from "./open-map.ts";
import { useKnownLevels } from "./use-levels.ts";
import { lower, strongestHeld } from "./verdicts.ts";

/** Nobody asked for it: it takes little time, of runs that are soon judged, once the page is at rest. */
const ASIDE_BUDGET_MS = 3_000;
const MOST_ENTRIES = 10_000;
const AT_REST_MS = 1_000;

/** What the map would say in one line, and the way there. */
export function StrongestLine(): ReactNode {
  const levels = useKnownLevels();
  const data = useRun((state) => state.data);
  const isOver = useRun((state) => state.done || state.budget !== undefined);
  const hasClients = useRun((state) => state.info?.historyModel !== undefined);
  useEffect(() => {
    if (!isOver || data === undefined || data.history.length > MOST_ENTRIES) return;
    const timer = setTimeout(() => void judgeRun(ASIDE_BUDGET_MS), AT_REST_MS);
    return () => clearTimeout(timer);
  }, [isOver, data]);
  if (!hasClients) return null;
  return (
    <p className="strongest">
      {levels === undefined || levels.phase === "judging"
        ? "Which consistency models held: "
        : strongest(levels)}
      <button type="button" className="textual" onClick={() => openMap()}>
        see the map
      </button>
    </p>
  );
}

function strongest({ family, results }: RunLevels): string {
  const levels = levelsOf(family);
  const held = strongestHeld(family, results).map((name) => titleOf(levels, name));
  const isDoubted = Object.values(results).some(({ verdict }) => verdict === "unknown");
  if (held.length === 0) return isDoubted ? "No model is known to have held: " : "None of the models held: ";
  const models = held.length === 1 ? "Strongest model that held" : "Strongest models that held";
  return `${models}${isDoubted ? ", as far as is known" : ""}: ${inWords(held)}. `;
}

function titleOf(levels: ReturnType<typeof levelsOf>, name: string): string {
  return lower(levels.find((level) => level.name === name)?.title ?? name);
}

/** `causal memory and causal convergence` */
function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

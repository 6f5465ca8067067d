import { useMemo, type ReactNode } from "react";
import { countText, durationText } from "../format/time.ts";
import { useRun } from "../state/run-store.ts";
import { CostFacts } from "./cost-facts.tsx";
import { findMapModel, weakerOf, type MapModel } from "./hierarchy.ts";
import { witnessedBy, type LitModels } from "./lit.ts";
import { StatusMark } from "./status-mark.tsx";
import { lower } from "./verdicts.ts";
import { WitnessSection } from "./witness-section.tsx";
import { pageWitness, type PageWitness } from "./witness-of.ts";
import { howSessionIsJudged, howWeakerAsksLess } from "./weaker-words.ts";
import { useKnownLevels } from "./use-levels.ts";

interface Props {
  readonly model: MapModel;
  readonly lit: LitModels;
  readonly onChoose: (id: string) => void;
  /** Its title stands above it already. */
  readonly isInList?: boolean;
}

/** What one model promises, and what this run has to say of it. */
export function ModelPanel({ model, lit, onChoose, isInList = false }: Props): ReactNode {
  const { id, title, definition, source, family } = model;
  const { status, why, follows } = lit[id]!;
  const witness = useWitness(id, lit);
  return (
    <div className="model-panel">
      {!isInList && (
        <>
          <StatusMark status={status} />
          <h2>
            {title}
            {family === "transactions" && <span className="quiet">, of transactions</span>}
          </h2>
        </>
      )}
      <p className="read">{definition}</p>
      <p className="model-source">{source}</p>
      {follows !== undefined && <Follows follows={follows} status={status} onChoose={onChoose} />}
      {witness !== undefined ? (
        <WitnessSection witness={witness} why={lit[witnessedBy(id, lit)]!.why} />
      ) : (
        follows === undefined && <p className="model-why">{why}</p>
      )}
      {status === "violated" && <StillHolds id={id} lit={lit} />}
      <HowJudged id={id} />
      <CostFacts />
      <Judged />
    </div>
  );
}

function useWitness(id: string, lit: LitModels): PageWitness | undefined {
  const data = useRun((state) => state.data);
  const found = lit[witnessedBy(id, lit)]?.result?.witness;
  return useMemo(
    () => (found === undefined || data === undefined ? undefined : pageWitness(found, data)),
    [found, data],
  );
}

function Follows({
  follows,
  status,
  onChoose,
}: {
  readonly follows: string;
  readonly status: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { title } = findMapModel(follows)!;
  return (
    <p className="model-follows">
      {status === "violated" ? "Follows from the weaker " : "Follows from the stronger "}
      <button type="button" className="textual" onClick={() => onChoose(follows)}>
        {lower(title)}
      </button>
      {status === "violated" ? ", which is violated." : ", which holds and promises all of this and more."}
    </p>
  );
}

/** The next weaker model that holds, and what it does not ask for. */
function StillHolds({ id, lit }: { readonly id: string; readonly lit: LitModels }): ReactNode {
  const held = weakerOf(id).find((weaker) => lit[weaker]?.status === "holds");
  const less = held === undefined ? undefined : howWeakerAsksLess(id, held);
  if (held === undefined || less === undefined) return null;
  return (
    <section>
      <h3>Next weaker, and it holds: {lower(findMapModel(held)!.title)}</h3>
      <p className="second">{less}</p>
    </section>
  );
}

/** What its name leaves open. */
function HowJudged({ id }: { readonly id: string }): ReactNode {
  const words = howSessionIsJudged(id);
  if (words === undefined) return null;
  return (
    <section>
      <h3>How it is judged</h3>
      <p className="second">{words}</p>
    </section>
  );
}

/** How much was judged, and what it took. */
function Judged(): ReactNode {
  const levels = useKnownLevels();
  if (levels === undefined) return null;
  const { results, family, operations, tookMs, budgetMs, phase, anomalies } = levels;
  const count = Object.values(results).filter(({ verdict }) => verdict !== "unknown").length;
  if (tookMs === 0) return null;
  return (
    <section>
      <h3>Judged</h3>
      <ul className="model-rows">
        <li>
          <span>
            {count} {count === 1 ? "model" : "models"}, {countText(operations)}{" "}
            {family === "transactions" ? "transactions" : "operations"}
          </span>
          <span className="second">
            in {durationText(tookMs * 1_000)} of a {budgetMs / 1_000} s budget
            {phase === "stopped" && ", cancelled"}
          </span>
        </li>
        {anomalies.length > 0 && (
          <li>
            <span>Anomalies found</span>
            <span className="second">{anomalies.join(", ")}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

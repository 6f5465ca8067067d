import type { ReactNode } from "react";
import { findMapModel, MAP_MODELS, weakerOf, type MapModel } from "./hierarchy.ts";
import type { LitModels } from "./lit.ts";
import { ModelPanel } from "./model-panel.tsx";
import { StatusMark } from "./status-mark.tsx";
import { lower } from "./verdicts.ts";

interface Props {
  readonly lit: LitModels;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** The chosen model tells of itself in its place; else that stands beside the list. */
  readonly hasPanel: boolean;
}

const SECTIONS = [
  { family: "objects", title: "Single operations, one key at a time" },
  { family: "end", title: "About the end of the run, not its order" },
  { family: "transactions", title: "Transactions, over many keys" },
] as const;

/** The same models in the same order where there is no room for a drawing. */
export function MapList({ lit, chosen, onChoose, hasPanel }: Props): ReactNode {
  // What is judged stands first.
  const isJudged = ({ family }: { readonly family: MapModel["family"] }): boolean =>
    MAP_MODELS.some((model) => model.family === family && lit[model.id]!.result !== undefined);
  const sections = [...SECTIONS].sort((a, b) => Number(isJudged(b)) - Number(isJudged(a)));
  return sections.map(({ family, title }) => (
    <section key={family} className="map-list">
      <h3>{title}</h3>
      <ol>
        {MAP_MODELS.filter((model) => model.family === family).map((model) => (
          <Row
            key={model.id}
            model={model}
            lit={lit}
            isChosen={model.id === chosen}
            onChoose={onChoose}
            hasPanel={hasPanel}
          />
        ))}
      </ol>
    </section>
  ));
}

interface RowProps extends Pick<Props, "lit" | "onChoose" | "hasPanel"> {
  readonly model: MapModel;
  readonly isChosen: boolean;
}

function Row({ model, lit, isChosen, onChoose, hasPanel }: RowProps): ReactNode {
  const weaker = weakerOf(model.id).map((id) => lower(findMapModel(id)!.title));
  const { status, follows } = lit[model.id]!;
  return (
    <li className={isChosen ? "chosen" : ""}>
      <button
        type="button"
        className={`map-row ${status} ${follows === undefined ? "" : "follows"}`}
        data-model={model.id}
        aria-pressed={isChosen}
        onClick={() => onChoose(model.id)}
      >
        <span className="map-row-title">{model.title}</span>
        <StatusMark status={status} />
        {weaker.length > 0 && <span className="map-row-weaker">above {weaker.join(", ")}</span>}
      </button>
      {isChosen && hasPanel && <ModelPanel model={model} lit={lit} onChoose={onChoose} isInList />}
    </li>
  );
}

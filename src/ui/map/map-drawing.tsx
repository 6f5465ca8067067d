import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useSize } from "../parts/use-size.ts";
import {
  layoutMap,
  leastWidth,
  pathOf,
  type MapLayout,
  type PlacedEdge,
  type PlacedModel,
} from "./layout.ts";
import { STATUS_WORDS, type LitModels } from "./lit.ts";
import { MapList } from "./map-list.tsx";
import { nextModel, type Way } from "./move.ts";
import { StatusShape } from "./status-mark.tsx";
import { useTextWidth } from "./use-text-width.ts";

interface Props {
  readonly lit: LitModels;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Beside a title, in its type's size: its mark, and the ends of the ring around both. */
const ROUND_TITLE = 3.2;
const LOWEST_PITCH = 1.45;
const HIGHEST_PITCH = 2.6;

/** The hierarchy as a drawing as wide as there is room; where it has too little, as a list. */
export function MapDrawing({ lit, chosen, onChoose }: Props): ReactNode {
  const area = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(area);
  const text = useTextWidth(area);
  const widthOf = ({ title }: { readonly title: string }): number =>
    text.widthOf(title) + ROUND_TITLE * text.size;
  const isRoomy = width >= leastWidth(widthOf);
  const modelHeight = Math.round(text.size * 2.3);
  // Below the lowest there is a line of text.
  const rows = (height - 2 * text.size) / modelHeight;
  const pitch = Math.min(HIGHEST_PITCH, Math.max(LOWEST_PITCH, (rows - 1) / 7)) * modelHeight;
  return (
    <div ref={area} className="map-area">
      {width > 0 &&
        (isRoomy ? (
          <Drawing
            layout={layoutMap({ width, pitch, modelHeight, widthOf })}
            lit={lit}
            chosen={chosen}
            onChoose={onChoose}
          />
        ) : (
          <MapList lit={lit} chosen={chosen} onChoose={onChoose} hasPanel={false} />
        ))}
    </div>
  );
}

const WAYS: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

function Drawing({ layout, lit, chosen, onChoose }: Props & { readonly layout: MapLayout }): ReactNode {
  const drawing = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = WAYS[event.key];
    const id = event.currentTarget instanceof HTMLElement ? event.currentTarget.dataset["model"] : undefined;
    if (way === undefined || id === undefined) return;
    event.preventDefault();
    const next = nextModel(layout, id, way);
    drawing.current?.querySelector<HTMLElement>(`[data-model="${next}"]`)?.focus();
  };
  const { width, height, objectsFrom } = layout;
  return (
    <div
      ref={drawing}
      className="map-drawing"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label="Models, the strongest at the top"
      style={{ width, height }}
    >
      <svg className="map-edges" width={width} height={height} aria-hidden="true">
        {layout.edges.map((edge) => (
          <Edge key={`${edge.stronger} ${edge.weaker}`} edge={edge} lit={lit} />
        ))}
      </svg>
      <p className="map-side-name" style={{ left: 0 }}>
        Transactions, over many keys
      </p>
      <p className="map-side-name objects" style={{ right: 0, maxWidth: width - objectsFrom - 120 }}>
        Single operations, one key at a time
      </p>
      {layout.models.map((placed) => (
        <Model
          key={placed.model.id}
          placed={placed}
          lit={lit}
          isChosen={placed.model.id === chosen}
          onChoose={onChoose}
          onKeyDown={onKeyDown}
        />
      ))}
      <Apart layout={layout} />
    </div>
  );
}

interface ModelProps extends Pick<Props, "lit" | "onChoose"> {
  readonly placed: PlacedModel;
  readonly isChosen: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Model({ placed, lit, isChosen, onChoose, onKeyDown }: ModelProps): ReactNode {
  const { model, left, top, width, height } = placed;
  const { status, follows } = lit[model.id]!;
  return (
    <button
      type="button"
      className={`map-model ${status} ${follows === undefined ? "" : "follows"}`}
      data-model={model.id}
      aria-pressed={isChosen}
      style={{ left, top, width, height }}
      onClick={() => onChoose(model.id)}
      onKeyDown={onKeyDown}
    >
      <StatusShape status={status} />
      <span>{model.title}</span>
      <span className="visually-hidden">
        {" "}
        {model.family === "transactions" && "for transactions "}
        {STATUS_WORDS[status]}
      </span>
    </button>
  );
}

/** Green where a promise kept spreads down; quiet where nothing is known of one end. */
function Edge({ edge, lit }: { readonly edge: PlacedEdge; readonly lit: LitModels }): ReactNode {
  const [stronger, weaker] = [lit[edge.stronger]!.status, lit[edge.weaker]!.status];
  const isIdle = [stronger, weaker].some((status) => status === "idle" || status === "waiting");
  const kind = stronger === "holds" && weaker === "holds" ? "holds" : isIdle ? "idle" : "";
  return <path className={`map-edge ${kind}`} d={pathOf(edge.curves)} />;
}

/** Why one model stands by itself. */
function Apart({ layout }: { readonly layout: MapLayout }): ReactNode {
  const { left, top, height } = layout.models.find(({ model }) => model.family === "end")!;
  return (
    <p className="map-apart" style={{ left: left + 12, top: top + height + 4 }}>
      about the end of the run; no model implies it
    </p>
  );
}

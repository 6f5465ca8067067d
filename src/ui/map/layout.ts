import { MAP_EDGES, MAP_MODELS, type MapModel } from "./hierarchy.ts";

/**
 * Where the models stand: transactions left, single operations right, every model on a row below those that imply it.
 * Rows and columns are chosen by hand so that no edge crosses another or passes through a model; which edges there are
 * is the hierarchy's business.
 */

export interface PlacedModel {
  readonly model: MapModel;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Point = readonly [x: number, y: number];
/** A cubic curve: its start, two control points, its end. */
export type Curve = readonly [Point, Point, Point, Point];

export interface PlacedEdge {
  readonly stronger: string;
  readonly weaker: string;
  readonly curves: readonly Curve[];
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** Where the single operations begin. */
  readonly objectsFrom: number;
  readonly models: readonly PlacedModel[];
  readonly edges: readonly PlacedEdge[];
}

export interface MapMeasures {
  readonly width: number;
  /** From one row's top to the next, more than a model's height. */
  readonly pitch: number;
  readonly modelHeight: number;
  readonly widthOf: (model: MapModel) => number;
}

/** A row, and where in the width of its side the middle stands: 0 and 1 are the first and the last column. */
interface Place {
  readonly row: number;
  readonly column: number;
}

const PLACES: Readonly<Record<string, Place>> = {
  "transactions.serializable": { row: 1, column: 0.5 },
  "transactions.snapshot-isolation": { row: 2, column: 0 },
  "transactions.repeatable-read": { row: 2, column: 1 },
  "transactions.prefix": { row: 3, column: 0.2 },
  "transactions.causal": { row: 4, column: 0.2 },
  "transactions.read-atomic": { row: 5, column: 0.5 },
  "transactions.read-committed": { row: 6, column: 0.5 },
  "transactions.read-uncommitted": { row: 7, column: 0.5 },
  linearizable: { row: 1, column: 0.5 },
  sequential: { row: 2, column: 0.5 },
  "causal-convergence": { row: 3, column: 0 },
  "causal-memory": { row: 3, column: 1 },
  causal: { row: 4, column: 0.4 },
  pram: { row: 4, column: 1 },
  "writes-follow-reads": { row: 5, column: 0 },
  "read-your-writes": { row: 5, column: 1 },
  "monotonic-writes": { row: 6, column: 1 },
  "monotonic-reads": { row: 7, column: 1 },
  convergence: { row: 7, column: 0 },
};
const STRONGEST = "transactions.strict-serializable";
const ROWS = 8;

/** Beside the single operations' columns there is room for edges that pass whole rows. */
const LEFT_LANES = 24;
const RIGHT_LANES = 36;
const BETWEEN_SIDES = 24;
const BETWEEN_COLUMNS = 20;
/** Further apart, models look unrelated; in larger type by so much more. */
const WIDEST = 1_040;
const USUAL_HEIGHT = 32;
/** What the transactions get of the room that is left over. */
const SHARE = 0.4;

/** The least width at which nothing overlaps. */
export function leastWidth(widthOf: MapMeasures["widthOf"]): number {
  const { transactions, objects } = columnWidths(widthOf);
  const columns = [...transactions, ...objects].reduce((sum, width) => sum + width, 0);
  return columns + 2 * BETWEEN_COLUMNS + BETWEEN_SIDES + LEFT_LANES + RIGHT_LANES;
}

export function layoutMap(measures: MapMeasures): MapLayout {
  const { pitch, modelHeight, widthOf } = measures;
  const widths = columnWidths(widthOf);
  const least = leastWidth(widthOf);
  const width = Math.max(least, Math.min(measures.width, WIDEST * (modelHeight / USUAL_HEIGHT)));
  const [first, second] = widths.transactions;
  const transactionsEnd = first + BETWEEN_COLUMNS + second + (width - least) * SHARE;
  const objectsFrom = transactionsEnd + BETWEEN_SIDES;
  const middleOf = ({ id, family }: MapModel, column: number): number => {
    if (id === STRONGEST) return transactionsEnd;
    const isLeft = family === "transactions";
    const [from, end] = isLeft ? [0, transactionsEnd] : [objectsFrom + LEFT_LANES, width - RIGHT_LANES];
    const [left, right] = isLeft ? widths.transactions : widths.objects;
    return from + left / 2 + column * (end - from - (left + right) / 2);
  };
  const models = MAP_MODELS.map((model): PlacedModel => {
    const { row, column } = PLACES[model.id] ?? { row: 0, column: 0 };
    const own = widthOf(model);
    const left = middleOf(model, column) - own / 2;
    return { model, left, top: row * pitch, width: own, height: modelHeight };
  });
  const lanes = lanesOf(models, objectsFrom, width);
  const edges = MAP_EDGES.map(({ stronger, weaker }) => {
    const lane = lanes[`${stronger} ${weaker}`];
    return { stronger, weaker, curves: curvesOf(find(models, stronger), find(models, weaker), pitch, lane) };
  });
  return { width, height: (ROWS - 1) * pitch + modelHeight, objectsFrom, models, edges };
}

/** An edge as an SVG path. */
export function pathOf(curves: readonly Curve[]): string {
  return curves.map(([from, a, b, to]) => `M${from.join(" ")}C${[a, b, to].flat().join(" ")}`).join("");
}

type Columns = readonly [first: number, last: number];

/** How wide the first and the last column of each side must be. */
function columnWidths(widthOf: MapMeasures["widthOf"]): {
  readonly transactions: Columns;
  readonly objects: Columns;
} {
  const widest = (isTransactions: boolean, column: number): number =>
    Math.max(
      ...MAP_MODELS.filter(
        ({ id, family }) => (family === "transactions") === isTransactions && PLACES[id]?.column === column,
      ).map(widthOf),
    );
  return {
    transactions: [widest(true, 0), widest(true, 1)],
    objects: [widest(false, 0), widest(false, 1)],
  };
}

function find(models: readonly PlacedModel[], id: string): PlacedModel {
  return models.find(({ model }) => model.id === id)!;
}

const FREE = "causal-convergence monotonic-reads";

/** Where the edges go down that pass by models of the rows between. */
function lanesOf(
  models: readonly PlacedModel[],
  from: number,
  end: number,
): Readonly<Record<string, number>> {
  const before = find(models, "writes-follow-reads");
  const after = find(models, "read-your-writes");
  return {
    [FREE]: from + 6,
    "causal monotonic-writes": (before.left + before.width + after.left) / 2,
    "pram monotonic-writes": end - RIGHT_LANES / 2,
    "pram monotonic-reads": end - 2,
  };
}

/** From the middle of a model's lower side to the middle of the other's upper side, always downwards. */
function curvesOf(from: PlacedModel, to: PlacedModel, pitch: number, lane: number | undefined): Curve[] {
  const start: Point = [from.left + from.width / 2, from.top + from.height];
  const end: Point = [to.left + to.width / 2, to.top];
  if (lane === undefined) return [swing(start, end)];
  const gap = pitch - from.height;
  // Where nothing stands in the way for a row more, the line takes its time.
  const free = `${from.model.id} ${to.model.id}` === FREE ? pitch : 0;
  const into: Point = [lane, start[1] + gap + free];
  const outOf: Point = [lane, end[1] - gap];
  return [swing(start, into), swing(into, outOf), swing(outOf, end)];
}

function swing(start: Point, end: Point): Curve {
  const middle = (start[1] + end[1]) / 2;
  return [start, [start[0], middle], [end[0], middle], end];
}

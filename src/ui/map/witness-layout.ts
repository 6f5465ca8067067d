import { arrow, BAR_HEIGHT, type Arrow } from "./witness-arrow.ts";

/**
 * How a witness is drawn: a lane for each caller, a bar for each operation, and what joins them. Time is warped: what
 * is short stays readable, the order stays the order.
 */

export interface WitnessBar {
  /** Who called: bars of one caller share a lane. */
  readonly caller: string;
  readonly words: string;
  readonly fromUs: number;
  /** Infinity when nobody knows. */
  readonly endUs: number;
}

export interface WitnessJoin {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** From the end of one to the beginning of the other by the clock: drawn as a bracket below the lanes. */
  readonly isBracket: boolean;
}

export interface PlacedBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  /** Its words begin here. */
  readonly wordsX: number;
}

export interface PlacedJoin {
  readonly path: string;
  /** Where a bracket hangs from its bars. */
  readonly hangers?: string;
  readonly words: string;
  /** The middle of its words, and their base line. */
  readonly wordsX: number;
  readonly wordsY: number;
}

export interface WitnessLayout {
  readonly height: number;
  readonly left: number;
  readonly lanes: readonly { readonly caller: string; readonly y: number }[];
  readonly bars: readonly PlacedBar[];
  readonly joins: readonly PlacedJoin[];
}

export interface WitnessMeasures {
  readonly width: number;
  readonly textSize: number;
  readonly widthOf: (words: string) => number;
}

/** An end that is known stays so far from the right edge, which stands for what is not. */
const OPEN_END = 18;

export function layoutWitness(
  bars: readonly WitnessBar[],
  joins: readonly WitnessJoin[],
  measures: WitnessMeasures,
): WitnessLayout {
  const { width, textSize, widthOf } = measures;
  const callers = Array.from(new Set(bars.map(({ caller }) => caller)));
  const left = Math.max(...callers.map(widthOf)) + textSize;
  const x = warpedTime(bars, left, width);
  const pitch = textSize * 4;
  const rows = rowsOf(bars, callers, (bar) => {
    const from = wordsXOf(bar, x, measures);
    return [from, from + widthOf(bar.words)];
  });
  const placed = bars.map((bar, index): PlacedBar => {
    const barX = x(bar.fromUs);
    return {
      x: barX,
      width: Math.max(3, x(bar.endUs) - barX),
      y: (rows.rowOf[index]! + 0.75) * pitch,
      wordsX: wordsXOf(bar, x, measures),
    };
  });
  const wordsOfBars = bars.map(({ words }, index): Box => {
    const { wordsX, y } = placed[index]!;
    return { left: wordsX, right: wordsX + widthOf(words), base: y - BAR_HEIGHT / 2 - 5 };
  });
  const lanesEnd = rows.count * pitch;
  const arrows = joins.filter(({ isBracket }) => !isBracket);
  const brackets = joins.filter(({ isBracket }) => isBracket);
  const room = { ...measures, left };
  const placedArrows = placeArrows(arrows, placed, wordsOfBars, room);
  // Below the last lane there may be words of its arrows.
  const arrowsEnd = Math.max(lanesEnd, ...placedArrows.map(({ wordsY }) => wordsY + textSize / 2));
  return {
    height: arrowsEnd + brackets.length * textSize * 2.6 + textSize,
    left,
    lanes: callers.map((caller, index) => ({ caller, y: (rows.firstOf[index]! + 0.75) * pitch })),
    bars: placed,
    joins: [
      ...placedArrows,
      ...brackets.map((join, index) =>
        placeBracket(join, placed, arrowsEnd + (index * 2.6 + 0.4) * textSize, room),
      ),
    ],
  };
}

/** Each stretch between two moments has a share that grows slowly with its length. */
function warpedTime(bars: readonly WitnessBar[], left: number, width: number): (us: number) => number {
  const moments = bars.flatMap(({ fromUs, endUs }) => [fromUs, endUs]).filter(Number.isFinite);
  const sorted = Array.from(new Set(moments)).sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((us, index) => us - sorted[index]!);
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1;
  const shares = gaps.map((gap) => Math.min(3, Math.max(0.6, Math.sqrt(gap / usual))));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = width - left - OPEN_END;
  const places = new Map<number, number>();
  let at = left;
  sorted.forEach((us, index) => {
    places.set(us, at);
    at += ((shares[index] ?? 0) / (whole || 1)) * room;
  });
  return (us) => places.get(us) ?? width;
}

function wordsXOf(bar: WitnessBar, x: (us: number) => number, { width, widthOf }: WitnessMeasures): number {
  return Math.max(0, Math.min(x(bar.fromUs), width - widthOf(bar.words)));
}

/** A caller's bars share a row as long as their words have room. */
function rowsOf(
  bars: readonly WitnessBar[],
  callers: readonly string[],
  wordsOf: (bar: WitnessBar) => readonly [from: number, end: number],
): { readonly rowOf: readonly number[]; readonly firstOf: readonly number[]; readonly count: number } {
  const rowOf: number[] = [];
  const firstOf: number[] = [];
  let count = 0;
  for (const caller of callers) {
    firstOf.push(count);
    const ends: number[] = [];
    bars.forEach((bar, index) => {
      if (bar.caller !== caller) return;
      const [from, end] = wordsOf(bar);
      const free = ends.findIndex((taken) => taken + 8 <= from);
      const row = free < 0 ? ends.length : free;
      ends[row] = end;
      rowOf[index] = count + row;
    });
    count += ends.length;
  }
  return { rowOf, firstOf, count };
}

interface Room extends WitnessMeasures {
  readonly left: number;
}

function placeBracket(join: WitnessJoin, bars: readonly PlacedBar[], y: number, room: Room): PlacedJoin {
  const [from, to] = [bars[join.from]!, bars[join.to]!];
  const [x1, x2] = [from.x + from.width, to.x];
  return {
    path: `M${x1} ${y - 6}V${y}H${x2}V${y - 6}`,
    hangers: `M${x1} ${from.y + BAR_HEIGHT / 2}V${y - 6}M${x2} ${to.y + BAR_HEIGHT / 2}V${y - 6}`,
    words: join.words,
    wordsX: inRoom((x1 + x2) / 2, join.words, room),
    wordsY: y + room.textSize * 1.4,
  };
}

/** Curves from bar to bar, their words where no other words are. */
function placeArrows(
  joins: readonly WitnessJoin[],
  bars: readonly PlacedBar[],
  taken: readonly Box[],
  room: Room,
): PlacedJoin[] {
  const arrows = joins.map(({ from, to }) => arrow(bars[from]!, bars[to]!, room.textSize));
  const boxes = [...taken, ...arrows.map(({ head }) => boxOfHead(head))];
  return arrows.map(({ path, at }, index) => {
    const { words } = joins[index]!;
    const box = placeWords(words, at, boxes, room);
    boxes.push(box);
    return { path, words, wordsX: (box.left + box.right) / 2, wordsY: box.base };
  });
}

/** No words hide where an arrow points. */
function boxOfHead([x, y]: Arrow["head"]): Box {
  return { left: x - 6, right: x + 3, base: y + 8 };
}

/** Where words are: from side to side, on a base line. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly base: number;
}

/** To both sides, the nearest first, px. */
const STEPS: readonly number[] = Array.from(
  { length: 40 },
  (_, index) => (index % 2 === 0 ? 8 : -8) * (1 + (index >> 1)),
);

/** The first place in the drawing that is free, or one beside it; the first of all, in the drawing, when none is. */
function placeWords(words: string, at: Arrow["at"], taken: readonly Box[], room: Room): Box {
  const width = room.widthOf(words);
  const places = at.map(([x, align, base]): Box => {
    const left = align === "begin" ? x : align === "end" ? x - width : x - width / 2;
    return { left, right: left + width, base };
  });
  const isFree = (box: Box): boolean =>
    box.left >= room.left - 8 &&
    box.right <= room.width &&
    taken.every(
      (other) =>
        Math.abs(other.base - box.base) >= room.textSize ||
        box.left > other.right + 4 ||
        box.right < other.left - 4,
    );
  const [first] = places as [Box];
  const left = inRoom(first.left + width / 2, words, room) - width / 2;
  const beside = places.flatMap((place) =>
    STEPS.map((step) => ({ ...place, left: place.left + step, right: place.right + step })),
  );
  return places.find(isFree) ?? beside.find(isFree) ?? { left, right: left + width, base: first.base };
}

function inRoom(x: number, words: string, { width, left, widthOf }: Room): number {
  const half = widthOf(words) / 2;
  return Math.max(left + half - 8, Math.min(width - half, x));
}

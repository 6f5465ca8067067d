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

export const BAR_HEIGHT = 10;
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
  const boxes = [...taken];
  return joins.map(({ from, to, words }) => {
    const { path, at } = arrow(bars[from]!, bars[to]!, room.textSize);
    const box = placeWords(words, at, boxes, room);
    boxes.push(box);
    return { path, words, wordsX: (box.left + box.right) / 2, wordsY: box.base };
  });
}

/** A curve, and where its words may stand: ends of theirs or beginnings, with their base line. */
interface Arrow {
  readonly path: string;
  readonly at: readonly (readonly [x: number, align: "end" | "begin" | "middle", base: number])[];
}

/** So far an arrow's head reaches into what is beside a bar. */
const HEAD = 14;

function arrow(from: PlacedBar, to: PlacedBar, textSize: number): Arrow {
  if (from.y === to.y) return arrowBeside(from, to, textSize);
  const edge = (from.y < to.y ? 1 : -1) * (BAR_HEIGHT / 2);
  // Right under the upper row: above the lower one are words.
  const middle = Math.min(from.y, to.y) + BAR_HEIGHT / 2 + textSize + 1;
  // Above a bar are its words: downwards an arrow comes to the bar's left end, upwards it leaves from there.
  const outX = Math.max(from.x + 4, Math.min(from.x + from.width - 5, to.x - HEAD));
  if (edge > 0 && outX + 8 < to.x)
    return {
      path: `M${outX} ${from.y + edge}C${outX} ${to.y} ${(outX + to.x) / 2} ${to.y} ${to.x - 1} ${to.y}`,
      at: [
        [Math.min(to.x, to.wordsX) - 10, "end", to.y - BAR_HEIGHT / 2 - 5],
        [outX + 8, "begin", from.y + BAR_HEIGHT / 2 + textSize + 1],
        [outX - 8, "end", middle],
      ],
    };
  const inX = Math.max(to.x + 4, Math.min(to.x + to.width - 5, from.x - 2.5 * HEAD));
  if (edge < 0 && inX + 8 < from.x)
    return {
      path: `M${from.x} ${from.y}C${(inX + from.x) / 2} ${from.y} ${inX} ${from.y} ${inX} ${to.y - edge}`,
      at: [
        [inX - 8, "end", middle],
        [inX, "begin", from.y + textSize * 1.4],
        [inX + 8, "begin", to.y + BAR_HEIGHT / 2 + textSize + 1],
      ],
    };
  if (edge > 0) return arcToTheLeft(from, to, middle);
  const x1 = from.x + Math.max(2, from.width - 5);
  const x2 = to.x + Math.min(5, to.width);
  const bend = (from.y + to.y) / 2;
  return {
    path: `M${x1} ${from.y + edge}C${x1} ${bend} ${x2} ${bend} ${x2} ${to.y - edge}`,
    at: [
      [x1 + 8, "begin", from.y + edge - 5],
      [(x1 + x2) / 2, "middle", middle],
    ],
  };
}

/** Down to a bar that begins no later: round its words, from left end to left end. */
function arcToTheLeft(from: PlacedBar, to: PlacedBar, base: number): Arrow {
  const bend = Math.min(from.x, to.x) - HEAD;
  return {
    path: `M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.x - 1} ${to.y}`,
    at: [
      [(from.x + to.x) / 2, "begin", base],
      [from.x + 8, "begin", base],
    ],
  };
}

/** On one row, below it. */
function arrowBeside(from: PlacedBar, to: PlacedBar, textSize: number): Arrow {
  const y = from.y + BAR_HEIGHT / 2;
  const [x1, x2] = [from.x + Math.max(2, from.width - 5), to.x + Math.min(5, to.width)];
  return {
    path: `M${x1} ${y}C${x1} ${y + textSize} ${x2} ${y + textSize} ${x2} ${y}`,
    at: [
      [(x1 + x2) / 2, "middle", y + textSize * 1.9],
      [x2 + 8, "begin", y + textSize],
    ],
  };
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

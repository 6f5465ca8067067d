/** The tokens that the canvas needs, read from the page: one place decides about colour. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly hair: string;
  readonly edge: string;
  readonly accent: string;
  readonly leader: string;
  readonly candidate: string;
  readonly candidateInk: string;
  readonly follower: string;
  readonly ok: string;
  readonly fail: string;
  readonly info: string;
  readonly invalid: string;
  readonly fault: string;
  readonly faultInk: string;
  /** The other run of a comparison. */
  readonly runB: string;
  readonly families: Readonly<Record<string, string>>;
  /** What many messages side by side look like: solid, hatched or dotted. */
  readonly flows: Readonly<Record<string, CanvasPattern | string>>;
  /** By term, again from the first after the last. */
  readonly terms: readonly string[];
  readonly sans: string;
  readonly line: number;
  readonly lane: number;
  readonly fade: number;
  readonly faultHatch: CanvasPattern | string;
  readonly candidateHatch: CanvasPattern | string;
}

let known: { readonly key: string; readonly palette: Palette } | undefined;

/** Makes what is filled with more than a colour: lines `pitch` px apart, or a grid of dots. */
export interface Patterns {
  hatch(color: string, pitch: number, width: number): CanvasPattern | string;
  dots(color: string, pitch: number): CanvasPattern | string;
}

/** The palette of the theme in force. `key` names the theme: the tokens are read once for each. */
export function paletteFor(context: CanvasRenderingContext2D, key: string): Palette {
  if (known?.key !== key) known = { key, palette: readPalette(canvasPatterns(context)) };
  return known.palette;
}

function canvasPatterns(context: CanvasRenderingContext2D): Patterns {
  return {
    hatch: (color, pitch, width) => hatch(context, color, pitch, width),
    dots: (color, pitch) => dots(context, color, pitch),
  };
}

export function readPalette(patterns: Patterns): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const number = (name: string): number => Number.parseFloat(token(name));
  const [leader, candidate, ink, ink2, fault] = ["leader", "candidate", "ink", "ink-2", "fault"].map(
    token,
  ) as [string, string, string, string, string];
  return {
    paper: token("paper"),
    ink,
    ink2,
    ink3: token("ink-3"),
    hair: token("hair"),
    edge: token("edge"),
    accent: token("accent"),
    leader,
    candidate,
    candidateInk: token("candidate-ink"),
    follower: token("follower"),
    ok: token("ok"),
    fail: token("fail"),
    info: token("info"),
    invalid: token("invalid"),
    fault,
    faultInk: token("fault-ink"),
    runB: token("run-b"),
    families: { append: leader, vote: candidate, client: ink, other: ink2, timer: ink2 },
    flows: {
      append: leader,
      vote: patterns.hatch(candidate, 4, 2.2),
      client: patterns.dots(ink, 4),
      other: ink2,
      timer: ink2,
    },
    terms: [1, 2, 3, 4, 5].map((term) => token(`term-${term}`)),
    sans: token("sans"),
    line: number("line"),
    lane: number("lane"),
    fade: number("fade"),
    faultHatch: patterns.hatch(fault, 6, 1.3),
    candidateHatch: patterns.hatch(candidate, 4, 1.8),
  };
}

/** A grid of dots. */
function dots(context: CanvasRenderingContext2D, color: string, pitch: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = pitch;
  const draw = tile.getContext("2d");
  if (draw === null) return color;
  draw.fillStyle = color;
  draw.fillRect(0, 0, 1, 1);
  draw.fillRect(pitch / 2, pitch / 2, 1, 1);
  return context.createPattern(tile, "repeat") ?? color;
}

/** Diagonal lines, `pitch` apart. */
function hatch(
  context: CanvasRenderingContext2D,
  color: string,
  pitch: number,
  width: number,
): CanvasPattern | string {
  const scale = 2;
  const tile = document.createElement("canvas");
  tile.width = tile.height = pitch * scale;
  const draw = tile.getContext("2d");
  if (draw === null) return color;
  draw.scale(scale, scale);
  draw.strokeStyle = color;
  draw.lineWidth = width;
  draw.beginPath();
  for (const shift of [-pitch, 0, pitch]) {
    draw.moveTo(shift - 1, pitch + 1);
    draw.lineTo(shift + pitch + 1, -1);
  }
  draw.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern ?? color;
}

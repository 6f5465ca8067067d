import { drawDiagram } from "../diagram/draw.ts";
import { readPalette } from "../diagram/palette.ts";
import { sceneOf } from "../diagram/view.ts";
import type { Side } from "../state/sides.ts";
import type { Drawing } from "./arrange.ts";
import { SvgPatterns } from "./patterns.ts";
import { SvgContext } from "./svg-context.ts";
import { SvgPath } from "./svg-path.ts";

/** Its size where the diagram is not on the page, px. */
const USUAL = { width: 1_200, height: 420 };

/** How the page is laid out. */
export interface Layout {
  readonly isPhone: boolean;
  readonly textSize: number;
}

/**
 * The space-time diagram of a run as the page shows it, in lines: the same drawing, into another context. `canvas` is
 * where the page draws it, if it does. `prefix` begins all ids.
 */
export function drawDiagramPicture(
  side: Side,
  canvas: Element | undefined,
  { isPhone, textSize }: Layout,
  prefix: string,
): Drawing | undefined {
  const { width, height } = sizeOf(canvas) ?? USUAL;
  const patterns = new SvgPatterns(prefix);
  const recorder = new SvgContext(textMeasure(), prefix);
  // It has what the drawing says it uses.
  const context = recorder as unknown as CanvasRenderingContext2D;
  const palette = readPalette(patterns);
  const scene = sceneOf({ context, palette, width, height, isPhone, textSize }, side);
  if (scene === undefined) return undefined;
  drawDiagram({ ...scene, newPath: () => new SvgPath() as unknown as Path2D }, width, height);
  return { width, height, body: `${patterns.toSvg()}\n${recorder.toSvg()}` };
}

function sizeOf(
  canvas: Element | undefined,
): { readonly width: number; readonly height: number } | undefined {
  const box = canvas?.getBoundingClientRect();
  return box === undefined || box.width === 0 || box.height === 0 ? undefined : box;
}

function textMeasure(): (text: string, font: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (context === null) return text.length * 7;
    context.font = font;
    return context.measureText(text).width;
  };
}

import { drawDiagram } from "../diagram/draw.ts";
import { readPalette } from "../diagram/palette.ts";
import { sceneOf } from "../diagram/view.ts";
import type { Side } from "../state/sides.ts";
import { SvgPatterns } from "./patterns.ts";
import { SvgContext } from "./svg-context.ts";
import { SvgPath } from "./svg-path.ts";

/** Its size where the diagram is not on the page, px. */
const USUAL = { width: 1_200, height: 420 };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** The space-time diagram as the page shows it, in lines: the same drawing, into another context. */
export function drawDiagramPicture(side: Side, isPhone: boolean, textSize: number): Drawing | undefined {
  const { width, height } = sizeOnPage() ?? USUAL;
  const patterns = new SvgPatterns();
  const recorder = new SvgContext(textMeasure());
  // It has what the drawing says it uses.
  const context = recorder as unknown as CanvasRenderingContext2D;
  const palette = readPalette(patterns);
  const scene = sceneOf({ context, palette, width, height, isPhone, textSize }, side);
  if (scene === undefined) return undefined;
  drawDiagram({ ...scene, newPath: () => new SvgPath() as unknown as Path2D }, width, height);
  return { width, height, body: `${patterns.toSvg()}\n${recorder.toSvg()}` };
}

function sizeOnPage(): { readonly width: number; readonly height: number } | undefined {
  const box = document.querySelector(".space-time canvas")?.getBoundingClientRect();
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

import { runName, type RunInfo } from "../../session/index.ts";
import { secondsText } from "../format/time.ts";
import type { Side } from "../state/sides.ts";
import { useTheme } from "../theme/theme-store.ts";
import { arrange, type Drawing } from "./arrange.ts";
import { drawDiagramPicture } from "./diagram-picture.ts";
import { picturedSides, sideNames } from "./pictured-sides.ts";
import { toPng } from "./rasterize.ts";
import { drawStagePicture } from "./stage-picture.ts";
import { element, escapeText, svgDocument, type Picture } from "./svg-text.ts";

export type PictureOf = "stage" | "diagram";
export type PictureFormat = "svg" | "png";

export interface PictureFile {
  readonly name: string;
  readonly content: Blob;
}

/** The run that is pictured, and how the page is laid out. */
export interface Shown {
  readonly side: Side;
  readonly isPhone: boolean;
}

/** Room around the drawing, and below it for the line that says what it is of. */
const MARGIN_PX = 16;
const CAPTION_PX = 24;
/** Ids of the two runs in one picture are told apart by their beginnings. */
const PREFIXES = ["a-", "b-"] as const;

/** What the page shows as a picture, light or dark as it is; undefined when the page does not show it. */
export async function pictureOf(
  what: PictureOf,
  format: PictureFormat,
  { side, isPhone }: Shown,
): Promise<PictureFile | undefined> {
  const sides = picturedSides(side);
  const drawings = what === "stage" ? stages(sides.length) : diagrams(sides, isPhone);
  const style = { fill: token("ink-2"), style: `font: 600 12px ${token("sans")}` };
  const drawing = arrange(drawings, sideNames(sides), what === "stage" ? "row" : "column", style);
  const { info } = side.run.getState();
  if (drawing === undefined || info === undefined) return undefined;
  const { timeUs } = side.playhead.getState();
  const picture = framed(drawing, drawings.length > 1 ? momentOf(info, timeUs) : captionOf(info, timeUs));
  const svg = (styles?: string): string => svgDocument(picture, styles);
  const content = format === "png" ? await toPng(svg, picture) : new Blob([svg()], { type: "image/svg+xml" });
  return { name: `${runName(info.fileName, info.seed)}.${what}.${format}`, content };
}

/** The stages that the page shows, the page's own run first. */
function stages(most: number): Drawing[] {
  const shown = [...document.querySelectorAll("svg.stage-drawing")].slice(0, most);
  return shown.flatMap((stage, index) => drawStagePicture(stage, PREFIXES[index]!) ?? []);
}

function diagrams(sides: readonly Side[], isPhone: boolean): Drawing[] {
  const canvases = document.querySelectorAll(".space-time canvas");
  const layout = { isPhone, textSize: textSizeNow(isPhone) };
  return sides.flatMap(
    (side, index) => drawDiagramPicture(side, canvases[index], layout, PREFIXES[index]!) ?? [],
  );
}

/** Of two runs, whose names are in the picture. */
function momentOf({ title }: RunInfo, timeUs: number): string {
  return `${title}, ${secondsText(timeUs)} s`;
}

/** Scenario, seed, branch and moment: who has these has the picture again. */
function captionOf({ title, seed, branch, branches }: RunInfo, timeUs: number): string {
  const name = branch === 0 ? undefined : branches.find(({ id }) => id === branch)?.name;
  return [title, `seed ${seed}`, name, `${secondsText(timeUs)} s`]
    .filter((part) => part !== undefined)
    .join(", ");
}

function framed({ width, height, body }: Drawing, caption: string): Picture {
  const [left, baseline] = [String(MARGIN_PX), String(Math.ceil(height) + MARGIN_PX + CAPTION_PX)];
  const style = `font: 400 12px ${token("sans")}`;
  const line = element("text", { x: left, y: baseline, fill: token("ink-3"), style }, escapeText(caption));
  return {
    width: Math.ceil(width) + 2 * MARGIN_PX,
    height: Math.ceil(height) + 2 * MARGIN_PX + CAPTION_PX,
    paper: token("paper"),
    title: caption,
    body: `<g transform="translate(${MARGIN_PX} ${MARGIN_PX})">${body}</g>\n${line}`,
  };
}

function textSizeNow(isPhone: boolean): number {
  return useTheme.getState().isProjector ? 20 : isPhone ? 13 : 12;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
